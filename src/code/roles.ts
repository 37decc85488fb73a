/**
 * What a node of the tree is to the defence. The queries in `grammars/` give these names to nodes as captures
 * (`@local`, `@statement`, …); a node may have several, held as a set of bits. (tree-sitter keeps at most three
 * captures a node in one pattern.)
 */
export const ROLES = {
  /** A function or method; a frame too. */
  function: 1,
  /** A statement or definition that only wraps one function, as in `const f = () => 1;`. */
  whole: 1 << 1,
  /** The name of a function: of ours, of one nested in it (then also `local`), or of one only announced (a prototype). */
  name: 1 << 2,
  /** Declares a variable here: a parameter, local, loop variable, caught error. */
  local: 1 << 3,
  /** A local that a caller may name: renaming it can break callers. */
  parameter: 1 << 4,
  /** Locals declared in it are known in the whole function around it, whatever block it is in. */
  hoists: 1 << 5,
  /** Declares a name here that belongs to something outside or to a member: an element, but never renamed. */
  outer: 1 << 6,
  /** The part of the function in which the locals declared directly in it are known. */
  scope: 1 << 7,
  /** A scope that locals which `hoists` raises do not leave, such as a closure. */
  frame: 1 << 8,
  /** Locals declared in it are known only after its end. */
  after: 1 << 9,
  /** A leaf that is a name of whatever sort. */
  word: 1 << 10,
  /** A word that is not bound to a variable: field, type, label, named argument. */
  member: 1 << 11,
  /** A word that may be the function calling itself, where functions have a name space of their own. */
  self: 1 << 12,
  /** The name in a named argument. */
  argument: 1 << 13,
  /** Key and variable in one, as `{ x }` in JavaScript: renamed to `x: y`. */
  shorthand: 1 << 14,
  /** Defines a type, macro or label by a word; it can be used wherever that word stands. */
  defines: 1 << 15,
  statement: 1 << 16,
  /** A statement by its type that is part of another's head, as the first part of a `for`. Not an element. */
  head: 1 << 17,
  /** Each statement directly in it is needed: `if` without braces. */
  only: 1 << 18,
  /** At least one statement directly in it is needed: a block of Python. */
  needs: 1 << 19,
  comment: 1 << 20,
  /** A string literal, quotes included. */
  string: 1 << 21,
  /** A called name or a field, whoever declares it. */
  call: 1 << 22,
  /** Text that the grammar does not look into, such as the body of a macro. */
  opaque: 1 << 23,
  /** A word of which it cannot be told what it is bound to: names like it are not renamed. */
  doubt: 1 << 24,
  /** Code that can reach any local by a name made at run time: nothing is renamed beside it. */
  dynamic: 1 << 25,
  /** Where the type of the leaf does not tell: a word that is bound to a variable after all. Lifts `member`. */
  variable: 1 << 26,
  /** Assigns to what is declared elsewhere, in the form of a declaration: nothing in it is `local`. */
  assigns: 1 << 27,
  /** A leaf that is no more than punctuation though the grammar names it. */
  punctuation: 1 << 28,
  /** A statement that no function can be without: found outside of one, it tells of a function that did not parse. */
  inside: 1 << 29,
} as const;

export type Role = keyof typeof ROLES;

export function isRole(name: string): name is Role {
  return Object.hasOwn(ROLES, name);
}
