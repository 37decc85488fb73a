/**
 * What a node of the tree is to the defence. The queries in `grammars/` give these names to nodes as captures
 * (`@local`, `@statement`, …); a node may have several, held as a set of bits.
 */
export const ROLES = {
  /** A function or method. */
  function: 1,
  /** A statement or definition that only wraps one function, as in `const f = () => 1;`. */
  whole: 1 << 1,
  /** The name of the function itself. Not a name of ours where it stands inside a statement (a prototype). */
  name: 1 << 2,
  /** Declares a variable here: a parameter, local, loop variable, caught error. */
  local: 1 << 3,
  /** Declares a name here that belongs to something outside or to a member: element, but never renamed. */
  outer: 1 << 4,
  /** The part of the function in which the locals declared directly in it are known. */
  scope: 1 << 5,
  /** Locals declared in it are known only after its end. */
  after: 1 << 6,
  /** A leaf that is a name of whatever sort. */
  word: 1 << 7,
  /** A name that is not bound to a variable: field, type, label, named argument. */
  member: 1 << 8,
  /** A called name that may be the function calling itself, where functions have a name space of their own. */
  self: 1 << 9,
  /** Key and variable in one, as `{ x }` in JavaScript: renamed to `x: y`. */
  shorthand: 1 << 10,
  statement: 1 << 11,
  comment: 1 << 12,
  /** A string literal, quotes included. */
  string: 1 << 13,
  /** A called name or a field, whoever declares it. */
  call: 1 << 14,
  /** Text that the grammar does not look into, such as the body of a macro. */
  opaque: 1 << 15,
  /** A label that is jumped to. */
  label: 1 << 16,
  /** Has this child as a statement of its own without braces: the child cannot simply vanish. */
  only: 1 << 17,
} as const;

export type Role = keyof typeof ROLES;

export function isRole(name: string): name is Role {
  return Object.hasOwn(ROLES, name);
}
