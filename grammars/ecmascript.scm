; Roles of nodes in JavaScript and TypeScript; what each capture means is told in src/code/roles.ts.

(function_declaration name: (identifier) @name @local) @function @statement
(generator_function_declaration name: (identifier) @name @local) @function @statement
(method_definition name: (_) @name) @function
(lexical_declaration
  . (variable_declarator name: (identifier) @name @local
    value: [(arrow_function) (function_expression) (generator_function)] @function) .) @whole
(variable_declaration
  . (variable_declarator name: (identifier) @name @local
    value: [(arrow_function) (function_expression) (generator_function)] @function) .) @whole
(expression_statement
  (assignment_expression left: (member_expression property: (property_identifier) @name)
    right: [(arrow_function) (function_expression) (generator_function)] @function)) @whole
(pair key: (property_identifier) @name
  value: [(arrow_function) (function_expression) (generator_function)] @function) @whole

(variable_declarator name: (identifier) @local)
(array_pattern (identifier) @local)
(assignment_pattern left: (identifier) @local)
(object_assignment_pattern left: (shorthand_property_identifier_pattern) @local @shorthand)
(rest_pattern (identifier) @local)
(pair_pattern value: (identifier) @local)
(shorthand_property_identifier_pattern) @local @shorthand
(for_in_statement kind: _ left: (identifier) @local)
(for_in_statement kind: "var" left: (_) @hoists)
(variable_declaration) @hoists
(catch_clause parameter: (identifier) @local)
(arrow_function parameter: (identifier) @local)
(function_expression name: (identifier) @local)
(assignment_expression left: [(array_pattern) (object_pattern)] @assigns)
(for_in_statement !kind left: [(array_pattern) (object_pattern)] @assigns)

[
  (statement_block)
  (for_statement)
  (for_in_statement)
  (catch_clause)
  (switch_body)
] @scope
[
  (arrow_function)
  (function_expression)
  (generator_function)
] @frame

[
  (identifier)
  (shorthand_property_identifier_pattern)
] @word
(shorthand_property_identifier) @word @shorthand
[
  (property_identifier)
  (private_property_identifier)
  (statement_identifier)
] @word @member
(member_expression property: (_) @call)
(call_expression function: (identifier) @call)
(member_expression object: (this) property: (property_identifier) @self)
(labeled_statement label: (statement_identifier) @defines)
(call_expression function: (identifier) @_f (#eq? @_f "eval")) @dynamic
(with_statement) @dynamic

(comment) @comment
[
  (string)
  (template_string)
  (regex)
] @string

[
  (lexical_declaration)
  (variable_declaration)
  (expression_statement)
  (if_statement)
  (switch_statement)
  (switch_case)
  (switch_default)
  (for_statement)
  (for_in_statement)
  (while_statement)
  (do_statement)
  (try_statement)
  (with_statement)
  (labeled_statement)
  (return_statement)
  (throw_statement)
  (break_statement)
  (continue_statement)
  (debugger_statement)
  (class_declaration)
] @statement
(statement_block (ERROR) @statement)
(for_statement initializer: (_) @head)
(for_statement condition: (_) @head)

[
  (if_statement)
  (else_clause)
  (for_statement)
  (for_in_statement)
  (while_statement)
  (do_statement)
  (with_statement)
  (labeled_statement)
] @only
(optional_chain) @punctuation
