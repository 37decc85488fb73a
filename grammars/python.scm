; Roles of nodes in Python; what each capture means is told in src/code/roles.ts.

(function_definition name: (identifier) @name @local) @function @statement
(decorated_definition definition: (function_definition)) @whole @statement
(module (expression_statement (assignment left: (identifier) @name right: (lambda))) @whole)

(parameters (identifier) @local @parameter)
(default_parameter name: (identifier) @local @parameter)
(typed_parameter . (identifier) @local @parameter)
(typed_default_parameter name: (identifier) @local @parameter)
(lambda_parameters (identifier) @local)
(list_splat_pattern (identifier) @local)
(dictionary_splat_pattern (identifier) @local)
(assignment left: (identifier) @local)
(augmented_assignment left: (identifier) @local)
(pattern_list (identifier) @local)
(tuple_pattern (identifier) @local)
(list_pattern (identifier) @local)
(for_statement left: (identifier) @local)
(for_in_clause left: (identifier) @local)
(named_expression name: (identifier) @local)
(as_pattern_target (identifier) @local)
(as_pattern_target (tuple (identifier) @local))
(as_pattern_target (list (identifier) @local))
(case_pattern (dotted_name . (identifier) @local .))
(aliased_import alias: (identifier) @local)
(import_statement name: (dotted_name . (identifier) @outer))
(import_from_statement name: (dotted_name . (identifier) @outer))
(class_definition body: (block (expression_statement (assignment left: (identifier) @outer))))
(class_definition body: (block (function_definition name: (identifier) @member)))
(global_statement (identifier) @outer)

[
  (lambda)
  (list_comprehension)
  (set_comprehension)
  (dictionary_comprehension)
  (generator_expression)
  (class_definition)
] @frame

(identifier) @word
(attribute attribute: (identifier) @member @call)
(call function: (identifier) @call)
(call
  function: (attribute object: (identifier) @_self attribute: (identifier) @self)
  (#any-of? @_self "self" "cls"))
(keyword_argument name: (identifier) @member @argument)
(class_definition name: (identifier) @member @defines)
(import_from_statement module_name: (dotted_name (identifier) @member))
(aliased_import name: (dotted_name (identifier) @member))
(interpolation expression: (identifier) @doubt . "=")
(call function: (identifier) @_f (#any-of? @_f "locals" "vars" "eval" "exec" "globals" "dir")) @dynamic

(comment) @comment
(string) @string

[
  (expression_statement)
  (return_statement)
  (if_statement)
  (for_statement)
  (while_statement)
  (with_statement)
  (try_statement)
  (match_statement)
  (raise_statement)
  (assert_statement)
  (delete_statement)
  (pass_statement)
  (break_statement)
  (continue_statement)
  (global_statement)
  (nonlocal_statement)
  (import_statement)
  (import_from_statement)
  (future_import_statement)
  (print_statement)
  (exec_statement)
  (type_alias_statement)
  (class_definition)
] @statement
(block (ERROR) @statement)
(decorated_definition (_) @head)
(block) @needs
[
  (string_start)
  (string_end)
] @punctuation
