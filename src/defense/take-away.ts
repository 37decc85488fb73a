import { applyEdits } from '../code/apply-edits.ts';
import type { Edit } from '../code/edit.ts';
import type { Element, ElementKind } from '../code/element.ts';
import { mask } from '../code/mask.ts';
import type { MaskedCode } from '../code/masked-code.ts';
import type { Probe } from './options.ts';

/**
 * The text with the elements, all of one kind, taken away as the probe says. Beyond what `Probe` says of identifiers
 * and statements: called names are treated as identifiers; comments are deleted as statements are; `remove` and
 * `neutral` leave an empty string of a string literal, and one line break or one space of each gap of the layout.
 *
 * @param freshName names that stand nowhere in the text, by number
 */
export function takeAway(
  text: string,
  elements: readonly Element[],
  probe: Probe,
  freshName: (n: number) => string,
): MaskedCode {
  switch (probe) {
    case 'mask':
      return mask(text, elements, 'one');
    case 'unknown':
      return mask(text, elements, 'unknown');
    case 'paper':
      return mask(text, elements, 'each').map((part) =>
        typeof part !== 'string' && !elements.some(({ kind }) => isName(kind))
          ? { ...part, as: 'one' }
          : part,
      );
    case 'remove':
      if (elements.some(({ kind }) => isName(kind))) return mask(text, elements, 'one');
      return [replaced(text, elements, freshName)];
    case 'neutral':
      return [replaced(text, elements, freshName)];
  }
}

/** The text without the elements, where none of them is a name. */
export function emptied(text: string, elements: readonly Element[]): string {
  return replaced(text, elements, () => '');
}

function isName(kind: ElementKind): boolean {
  return kind === 'identifier' || kind === 'call';
}

function replaced(text: string, elements: readonly Element[], freshName: (n: number) => string): string {
  const edits = elements
    .flatMap(({ kind, ranges }, index) =>
      ranges.map(([from, to]) => ({
        from,
        to,
        text: substitute(kind, text.slice(from, to), freshName(index)),
      })),
    )
    .sort((a, b) => a.from - b.from || b.to - a.to);
  return applyEdits(text, outermost(edits));
}

function substitute(kind: ElementKind, hidden: string, freshName: string): string {
  switch (kind) {
    case 'identifier':
    case 'call':
      return sigil(hidden) + freshName;
    case 'statement':
    case 'comment':
      return '';
    case 'string':
      return emptyString(hidden);
    case 'layout':
      return hidden.includes('\n') ? '\n' : ' ';
  }
}

/** The sign that a name begins with stays, such as the first of `$x` and `#x` in JavaScript. */
function sigil(name: string): string {
  return /^[^\p{L}\p{N}_]*/u.exec(name)?.[0] ?? '';
}

/** The quotes of a string literal without what is between them. */
export function emptyString(literal: string): string {
  const first = literal.charAt(0);
  return literal.length > 1 && literal.endsWith(first) && /["'`]/.test(first) ? first + first : '""';
}

function outermost(sorted: readonly Edit[]): readonly Edit[] {
  let end = 0;
  return sorted.filter(({ from, to }) => {
    if (from < end) return false;
    end = to;
    return true;
  });
}
