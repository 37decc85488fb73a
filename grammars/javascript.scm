; What JavaScript has and TypeScript names otherwise (see ecmascript.scm).

(formal_parameters (identifier) @local)
(class_declaration name: (identifier) @member @defines)
(field_definition property: (property_identifier) @name
  value: [(arrow_function) (function_expression)] @function) @whole
