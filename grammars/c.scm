; What C has and C++ has not (see c-family.scm).

; int f(a) int a; { … }
(parameter_list (identifier) @local)
