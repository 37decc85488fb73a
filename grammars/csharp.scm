; Roles of nodes in C#; what each capture means is told in src/code/roles.ts.

(method_declaration name: (identifier) @name) @function
(constructor_declaration name: (identifier) @name) @function
(constructor_declaration name: (identifier) @outer)
(destructor_declaration name: (identifier) @name) @function
(operator_declaration) @function
(local_function_statement name: (identifier) @name @local) @function @statement
(global_statement (local_function_statement)) @whole

(parameter name: (identifier) @local @parameter)
(parameter_list name: (identifier) @local @parameter)
(implicit_parameter) @local
(variable_declarator name: (identifier) @local)
(tuple_pattern name: (identifier) @local)
(foreach_statement left: (identifier) @local)
(catch_declaration name: (identifier) @local)
(declaration_pattern name: (identifier) @local)
(declaration_expression name: (identifier) @local)
(var_pattern name: (identifier) @local)
(recursive_pattern name: (identifier) @local)
(from_clause name: (identifier) @local)
(let_clause . (identifier) @local)
(join_clause . (identifier) @local)
(field_declaration (variable_declaration (variable_declarator name: (identifier) @outer)))

[
  (block)
  (for_statement)
  (foreach_statement)
  (using_statement)
  (catch_clause)
  (switch_section)
  (query_expression)
  (switch_expression_arm)
] @scope
[
  (lambda_expression)
  (anonymous_method_expression)
] @frame

(identifier) @word
(implicit_parameter) @word
(_ type: (identifier) @member)
(_ returns: (identifier) @member)
(generic_name (identifier) @member)
(qualified_name (identifier) @member)
(nullable_type (identifier) @member)
(type_argument_list (identifier) @member)
(type_parameter name: (identifier) @member @defines)
(attribute name: (identifier) @member)
(class_declaration name: (identifier) @member @defines)
(struct_declaration name: (identifier) @member @defines)
(record_declaration name: (identifier) @member @defines)
(interface_declaration name: (identifier) @member @defines)
(enum_declaration name: (identifier) @member @defines)
(property_declaration name: (identifier) @member)
(member_access_expression name: (identifier) @member @call)
(member_access_expression "this" name: (identifier) @self)
(member_binding_expression name: (identifier) @member @call)
(invocation_expression function: (identifier) @call @self)
(argument name: (identifier) @member @argument)
(labeled_statement . (identifier) @member @defines)
(goto_statement (identifier) @member)
(initializer_expression (assignment_expression left: (identifier) @member))
(anonymous_object_creation_expression (identifier) @doubt)
(tuple_expression (argument !name (identifier) @doubt))
(subpattern (identifier) @doubt)
(invocation_expression
  function: (identifier) @_f
  arguments: (argument_list (argument (identifier) @doubt))
  (#eq? @_f "nameof"))

(comment) @comment
[
  (string_literal)
  (verbatim_string_literal)
  (raw_string_literal)
  (interpolated_string_expression)
  (character_literal)
] @string

[
  (local_declaration_statement)
  (expression_statement)
  (if_statement)
  (switch_statement)
  (switch_section)
  (for_statement)
  (foreach_statement)
  (while_statement)
  (do_statement)
  (try_statement)
  (using_statement)
  (lock_statement)
  (fixed_statement)
  (checked_statement)
  (unsafe_statement)
  (labeled_statement)
  (return_statement)
  (throw_statement)
  (break_statement)
  (continue_statement)
  (goto_statement)
  (yield_statement)
] @statement
(block (ERROR) @statement)

[
  (if_statement)
  (for_statement)
  (foreach_statement)
  (while_statement)
  (do_statement)
  (using_statement)
  (lock_statement)
  (fixed_statement)
  (labeled_statement)
] @only
(switch_section) @needs
[
  (interpolation_start)
  (interpolation_brace)
] @punctuation
