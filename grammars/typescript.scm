; What TypeScript has beyond JavaScript (see ecmascript.scm).

(required_parameter pattern: (identifier) @local)
(optional_parameter pattern: (identifier) @local)
(required_parameter (accessibility_modifier) pattern: (identifier) @outer)
(class_declaration name: (type_identifier) @defines)
(abstract_class_declaration name: (type_identifier) @defines)
(interface_declaration name: (type_identifier) @defines)
(type_alias_declaration name: (type_identifier) @defines)
(enum_declaration name: (identifier) @member @defines)
(public_field_definition name: (property_identifier) @name
  value: [(arrow_function) (function_expression)] @function) @whole

(type_identifier) @word @member

[
  (interface_declaration)
  (type_alias_declaration)
  (enum_declaration)
  (abstract_class_declaration)
] @statement
