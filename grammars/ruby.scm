; Roles of nodes in Ruby; what each capture means is told in src/code/roles.ts.

(method name: (_) @name) @function
(singleton_method name: (_) @name) @function

(method_parameters (identifier) @local)
(block_parameters (identifier) @local)
(lambda_parameters (identifier) @local)
(optional_parameter name: (identifier) @local)
(splat_parameter name: (identifier) @local)
(hash_splat_parameter name: (identifier) @local)
(block_parameter name: (identifier) @local)
(destructured_parameter (identifier) @local)
(keyword_parameter name: (identifier) @outer)
(assignment left: (identifier) @local)
(operator_assignment left: (identifier) @local)
(left_assignment_list (identifier) @local)
(destructured_left_assignment (identifier) @local)
(rest_assignment (identifier) @local)
(for pattern: (identifier) @local)
(exception_variable (identifier) @local)
(array_pattern (identifier) @local)
(in_clause pattern: (identifier) @local)
(keyword_pattern value: (identifier) @local)

[
  (block)
  (do_block)
  (lambda)
] @scope

(identifier) @word
[
  (constant)
  (hash_key_symbol)
] @word @member
(call method: (identifier) @member @call)
(call !receiver method: (identifier) @self)
(call receiver: (self) method: (identifier) @self)
(pair key: (hash_key_symbol) @doubt !value)
(keyword_pattern key: (hash_key_symbol) @doubt !value)
(call method: (identifier) @_f (#any-of? @_f "binding" "eval" "instance_eval")) @dynamic

(comment) @comment
[
  (string)
  (heredoc_body)
  (regex)
  (simple_symbol)
] @string

(body_statement (_) @statement)
(block_body (_) @statement)
(then (_) @statement)
(do (_) @statement)
(else (_) @statement)
(begin (_) @statement)
(ensure (_) @statement)
[
  (rescue)
  (else)
  (ensure)
  (heredoc_body)
] @head
