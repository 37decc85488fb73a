; Roles of nodes in PHP; what each capture means is told in src/code/roles.ts.

(function_definition name: (name) @name) @function @statement
(method_declaration name: (name) @name) @function

(simple_parameter name: (variable_name (name) @local @parameter))
(variadic_parameter name: (variable_name (name) @local))
(property_promotion_parameter name: (variable_name (name) @outer))
(assignment_expression left: (variable_name (name) @local))
(reference_assignment_expression left: (variable_name (name) @local))
(augmented_assignment_expression left: (variable_name (name) @local))
(list_literal (variable_name (name) @local))
(foreach_statement "as" . (variable_name (name) @local))
(foreach_statement "as" . (by_ref (variable_name (name) @local)))
(foreach_statement "as" . (pair (variable_name (name) @local)))
(foreach_statement "as" . (pair (by_ref (variable_name (name) @local))))
(catch_clause name: (variable_name (name) @local))
(static_variable_declaration name: (variable_name (name) @local))
(anonymous_function_use_clause (variable_name (name) @local))
(anonymous_function_use_clause (by_ref (variable_name (name) @local)))
(global_declaration (variable_name (name) @outer))

(anonymous_function) @frame
(arrow_function) @scope

(name) @word @member
(variable_name (name) @variable)
(scoped_property_access_expression name: (variable_name (name) @doubt))
(property_element name: (variable_name (name) @doubt))
(member_access_expression name: (name) @call)
(member_call_expression name: (name) @call)
(member_call_expression
  object: (variable_name (name) @_this)
  name: (name) @self
  (#eq? @_this "this"))
(scoped_call_expression scope: (relative_scope) name: (name) @self)
(scoped_call_expression name: (name) @call)
(function_call_expression function: (name) @call @self)
(argument name: (name) @argument)
(named_label_statement (name) @defines)
(class_declaration name: (name) @defines)
(dynamic_variable_name) @dynamic
(function_call_expression
  function: (name) @_f
  (#any-of? @_f "extract" "parse_str" "eval" "get_defined_vars")) @dynamic
(argument (string (string_content) @opaque))
(argument (encapsed_string (string_content) @opaque))

(comment) @comment
[
  (string)
  (encapsed_string)
  (heredoc)
  (nowdoc)
] @string

[
  (expression_statement)
  (if_statement)
  (switch_statement)
  (case_statement)
  (default_statement)
  (for_statement)
  (foreach_statement)
  (while_statement)
  (do_statement)
  (try_statement)
  (return_statement)
  (break_statement)
  (continue_statement)
  (echo_statement)
  (unset_statement)
  (global_declaration)
  (function_static_declaration)
  (goto_statement)
  (named_label_statement)
  (declare_statement)
  (const_declaration)
] @statement
(compound_statement (ERROR) @statement)

[
  (if_statement)
  (else_if_clause)
  (else_clause)
  (for_statement)
  (foreach_statement)
  (while_statement)
  (do_statement)
] @only
(php_tag) @punctuation
