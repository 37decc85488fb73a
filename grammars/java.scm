; Roles of nodes in Java; what each capture means is told in src/code/roles.ts.

[
  (method_declaration name: (identifier) @name)
  (constructor_declaration name: (identifier) @name)
  (compact_constructor_declaration name: (identifier) @name)
] @function
; Constructors are called what their class is called.
(constructor_declaration name: (identifier) @outer)
(compact_constructor_declaration name: (identifier) @outer)

(formal_parameter name: (identifier) @local)
(spread_parameter (variable_declarator name: (identifier) @local))
(catch_formal_parameter name: (identifier) @local)
(enhanced_for_statement name: (identifier) @local)
(resource name: (identifier) @local)
(local_variable_declaration declarator: (variable_declarator name: (identifier) @local))
(lambda_expression parameters: (identifier) @local)
(inferred_parameters (identifier) @local)
(instanceof_expression name: (identifier) @local)
(type_pattern (identifier) @local)
(record_pattern_component (identifier) @local)
(field_declaration declarator: (variable_declarator name: (identifier) @outer))

[
  (block)
  (for_statement)
  (enhanced_for_statement)
  (catch_clause)
  (try_with_resources_statement)
  (lambda_expression)
  (switch_block_statement_group)
  (switch_rule)
] @scope

(identifier) @word
(type_identifier) @word @member
(field_access field: (identifier) @member @call)
(method_invocation name: (identifier) @member @call)
(method_invocation !object name: (identifier) @self)
(method_invocation object: (this) name: (identifier) @self)
(method_reference "::" (identifier) @member @call)
(labeled_statement . (identifier) @member @defines)
(break_statement (identifier) @member)
(continue_statement (identifier) @member)
(marker_annotation name: (identifier) @member)
(annotation name: (identifier) @member)
(element_value_pair key: (identifier) @member)
(scoped_identifier name: (identifier) @member)
(class_declaration name: (identifier) @member @defines)
(interface_declaration name: (identifier) @member @defines)
(enum_declaration name: (identifier) @member @defines)
(record_declaration name: (identifier) @member @defines)
(enum_constant name: (identifier) @member)

[
  (line_comment)
  (block_comment)
] @comment
[
  (string_literal)
  (character_literal)
] @string

[
  (local_variable_declaration)
  (field_declaration)
  (expression_statement)
  (labeled_statement)
  (if_statement)
  (while_statement)
  (do_statement)
  (for_statement)
  (enhanced_for_statement)
  (switch_expression)
  (switch_block_statement_group)
  (switch_rule)
  (yield_statement)
  (return_statement)
  (break_statement)
  (continue_statement)
  (throw_statement)
  (assert_statement)
  (synchronized_statement)
  (try_statement)
  (try_with_resources_statement)
  (explicit_constructor_invocation)
  (static_initializer)
] @statement
(block (ERROR) @statement)
(block
  [
    (class_declaration)
    (interface_declaration)
    (enum_declaration)
    (record_declaration)
  ] @statement)
(for_statement init: (local_variable_declaration) @head)

[
  (if_statement)
  (while_statement)
  (do_statement)
  (for_statement)
  (enhanced_for_statement)
  (labeled_statement)
  (switch_rule)
] @only
