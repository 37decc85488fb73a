; Roles of nodes in Go; what each capture means is told in src/code/roles.ts.

(function_declaration name: (identifier) @name) @function
(method_declaration name: (field_identifier) @name) @function

(parameter_declaration name: (identifier) @local)
(variadic_parameter_declaration name: (identifier) @local)
(short_var_declaration left: (expression_list (identifier) @local))
(var_spec name: (identifier) @local)
(const_spec name: (identifier) @local)
(range_clause left: (expression_list (identifier) @local) ":=")
(receive_statement left: (expression_list (identifier) @local) ":=")
(type_switch_statement alias: (expression_list (identifier) @local))

[
  (short_var_declaration)
  (var_spec)
  (const_spec)
  (range_clause)
  (receive_statement)
] @after

[
  (block)
  (for_statement)
  (if_statement)
  (expression_switch_statement)
  (type_switch_statement)
  (expression_case)
  (type_case)
  (default_case)
  (communication_case)
] @scope
(func_literal) @frame

(identifier) @word
[
  (field_identifier)
  (type_identifier)
  (package_identifier)
  (label_name)
] @word @member
(selector_expression field: (field_identifier) @call)
(call_expression function: (identifier) @call)
(labeled_statement label: (label_name) @defines)
(type_spec name: (type_identifier) @defines)
(composite_literal
  type: [(type_identifier) (qualified_type)]
  body: (literal_value (keyed_element key: (literal_element (identifier) @member))))
(literal_element (literal_value (keyed_element key: (literal_element (identifier) @doubt))))

(comment) @comment
[
  (interpreted_string_literal)
  (raw_string_literal)
  (rune_literal)
] @string

[
  (short_var_declaration)
  (var_declaration)
  (const_declaration)
  (type_declaration)
  (assignment_statement)
  (expression_statement)
  (inc_statement)
  (dec_statement)
  (send_statement)
  (return_statement)
  (go_statement)
  (defer_statement)
  (if_statement)
  (for_statement)
  (expression_switch_statement)
  (type_switch_statement)
  (select_statement)
  (labeled_statement)
  (break_statement)
  (continue_statement)
  (goto_statement)
  (fallthrough_statement)
] @statement
(block (ERROR) @statement)
(statement_list (block) @statement)
(statement_list (ERROR) @statement)
(_ initializer: (_) @head)
(for_clause update: (_) @head)
(if_statement alternative: (if_statement) @head)
(labeled_statement) @only
