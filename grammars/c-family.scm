; Roles of nodes in C and C++; what each capture means is told in src/code/roles.ts.

(function_definition) @function @statement
(function_declarator declarator: (identifier) @name)
; A macro in the head, as HELPER in `void HELPER(load)(int address)`: no function returns a function.
(function_declarator declarator: (function_declarator declarator: (identifier) @outer))

(parameter_declaration declarator: (identifier) @local)
(declaration declarator: (identifier) @local)
(init_declarator declarator: (identifier) @local)
(pointer_declarator declarator: (identifier) @local)
(array_declarator declarator: (identifier) @local)
(parenthesized_declarator (identifier) @local)
(attributed_declarator (identifier) @local)
(enumerator name: (identifier) @local)
(declaration (storage_class_specifier "extern") declarator: (_ (identifier) @outer))
(declaration (storage_class_specifier "extern") declarator: (identifier) @outer)
; More often a call behind a macro, its arguments read as parameters, than the announcement of a function.
(declaration
  declarator: (function_declarator
    declarator: (identifier)
    parameters: (parameter_list (parameter_declaration declarator: [
      (identifier) @outer
      (pointer_declarator declarator: (identifier) @outer)
    ]))))

[
  (compound_statement)
  (for_statement)
] @scope

(identifier) @word
(field_identifier) @word @member
(type_identifier) @word @member
; A variable hides a type of its name, so one of the two was read wrongly: `x * y;`, `typeof(x)`, `M g(x);` without M.
(_ type: (type_identifier) @doubt)
(type_definition declarator: (type_identifier) @doubt)
(statement_identifier) @word @member
; The address of a label, and going to one.
(pointer_expression operator: "&" argument: (pointer_expression operator: "&" argument: (identifier) @member))
(goto_statement (ERROR) label: (statement_identifier) @doubt)
(gnu_asm_output_operand symbol: (identifier) @member)
(gnu_asm_input_operand symbol: (identifier) @member)

(call_expression function: (identifier) @call)
(field_expression field: (field_identifier) @call)

(labeled_statement label: (statement_identifier) @defines)
(struct_specifier name: (type_identifier) @defines body: (_))
(union_specifier name: (type_identifier) @defines body: (_))
(enum_specifier name: (type_identifier) @defines body: (_))
(type_definition declarator: (type_identifier) @defines)
(preproc_def name: (identifier) @defines)
(preproc_function_def name: (identifier) @defines)

(preproc_arg) @opaque
(preproc_def name: (identifier) @outer)
(preproc_function_def name: (identifier) @outer)
(preproc_ifdef name: (identifier) @doubt)
(preproc_defined (identifier) @doubt)

(comment) @comment
[
  (string_literal)
  (char_literal)
] @string

[
  (declaration)
  (type_definition)
  (expression_statement)
  (labeled_statement)
  (if_statement)
  (switch_statement)
  (case_statement)
  (while_statement)
  (do_statement)
  (for_statement)
  (return_statement)
  (break_statement)
  (continue_statement)
  (goto_statement)
  (preproc_include)
  (preproc_def)
  (preproc_function_def)
  (preproc_call)
] @statement
(compound_statement (ERROR) @statement)
(for_statement initializer: (declaration) @head)
(function_definition (declaration) @head)

[
  (while_statement)
  (do_statement)
  (for_statement)
  (if_statement)
  (else_clause)
  (labeled_statement)
  (switch_statement)
] @only
(case_statement) @needs
(preproc_directive) @punctuation
[
  (if_statement)
  (switch_statement)
  (case_statement)
  (while_statement)
  (do_statement)
  (for_statement)
  (return_statement)
  (break_statement)
  (continue_statement)
  (goto_statement)
] @inside
(ERROR ["if" "else" "for" "while" "do" "switch" "return" "goto" "break" "continue" "case" "default"] @inside)
