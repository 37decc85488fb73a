; Roles of nodes in Rust; what each capture means is told in src/code/roles.ts.

(function_item name: (identifier) @name @local) @function

(parameter pattern: (identifier) @local)
(closure_parameters (identifier) @local)
(let_declaration pattern: (identifier) @local)
(for_expression pattern: (identifier) @local)
(tuple_pattern (identifier) @local (#match? @local "^[a-z_]"))
(slice_pattern (identifier) @local (#match? @local "^[a-z_]"))
(tuple_struct_pattern type: (_) (identifier) @local (#match? @local "^[a-z_]"))
(reference_pattern (identifier) @local)
(ref_pattern (identifier) @local)
(mut_pattern (identifier) @local)
(or_pattern (identifier) @local (#match? @local "^[a-z_]"))
(captured_pattern . (identifier) @local)
(match_pattern . (identifier) @local (#match? @local "^[a-z_]"))
(let_condition pattern: (identifier) @local (#match? @local "^[a-z_]"))
(field_pattern name: (shorthand_field_identifier) @local @shorthand)
(field_pattern pattern: (identifier) @local (#match? @local "^[a-z_]"))
(const_item name: (identifier) @local)
(static_item name: (identifier) @local)
(use_declaration (scoped_identifier name: (identifier) @outer))
(use_as_clause alias: (identifier) @outer)
(use_list (identifier) @outer)

[
  (let_declaration)
  (let_condition)
] @after

[
  (block)
  (for_expression)
  (if_expression)
  (while_expression)
  (match_arm)
] @scope
(closure_expression) @frame

(identifier) @word
(shorthand_field_identifier) @word
(shorthand_field_initializer (identifier) @shorthand)
[
  (field_identifier)
  (type_identifier)
] @word @member
(label (identifier) @member)
(lifetime (identifier) @member)
(scoped_identifier name: (identifier) @member)
(macro_invocation macro: (identifier) @member @call)
(call_expression function: (identifier) @call)
(call_expression function: (scoped_identifier name: (identifier) @call))
(call_expression
  function: (scoped_identifier path: (_) @_self name: (identifier) @self)
  (#eq? @_self "Self"))
(field_expression field: (field_identifier) @call)
(token_tree "." . (identifier) @member)
(token_tree (identifier) @doubt . ":")
(token_tree (string_literal (string_content) @opaque))
(struct_item name: (type_identifier) @defines)
(enum_item name: (type_identifier) @defines)
(macro_definition name: (identifier) @member @defines)
(macro_definition) @opaque

[
  (line_comment)
  (block_comment)
] @comment
[
  (string_literal)
  (raw_string_literal)
  (char_literal)
] @string

(block (_) @statement)
(block (label) @head)
