; What C++ has beyond C (see c-family.scm).

(function_declarator declarator: [(field_identifier) (destructor_name) (operator_name)] @name)
(function_declarator
  declarator: (qualified_identifier name: [(destructor_name) (operator_name)] @name))
(function_declarator declarator: (qualified_identifier name: (identifier) @name))
(function_declarator
  declarator: (qualified_identifier name: (qualified_identifier name: (identifier) @name)))
(template_declaration (function_definition)) @whole

(reference_declarator (identifier) @local)
(structured_binding_declarator (identifier) @local)
(for_range_loop declarator: (identifier) @local)
(optional_parameter_declaration declarator: (identifier) @local)
(variadic_declarator (identifier) @local)
(lambda_capture_initializer left: (identifier) @local)
(template_parameter_list (parameter_declaration declarator: (identifier) @defines))

[
  (for_range_loop)
  (if_statement)
  (while_statement)
  (switch_statement)
  (catch_clause)
] @scope
(lambda_expression) @frame

(namespace_identifier) @word @member
(qualified_identifier name: (identifier) @member)
(call_expression function: (qualified_identifier name: (identifier) @call))
(class_specifier name: (type_identifier) @defines body: (_))
(alias_declaration name: (type_identifier) @defines)

(raw_string_literal) @string

[
  (for_range_loop)
  (try_statement)
  (throw_statement)
  (co_return_statement)
  (co_yield_statement)
  (using_declaration)
  (alias_declaration)
  (static_assert_declaration)
] @statement
(condition_clause (declaration) @head)
(condition_clause (init_statement (_) @head))
(init_statement (declaration) @head)
(for_range_loop) @only
