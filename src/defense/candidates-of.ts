import { bindingStructure } from '../code/binding-structure.ts';
import type { Edit } from '../code/edit.ts';
import type { Element } from '../code/element.ts';
import { mask } from '../code/mask.ts';
import { remove } from '../code/remove.ts';
import { rename } from '../code/rename.ts';
import { reservedWords } from '../code/reserved-words.ts';
import type { Infill } from '../model/infill.ts';
import { type Candidate, candidate } from './candidate.ts';
import { excerpt } from './excerpt.ts';
import { freshNames } from './fresh-name.ts';
import { nameProposals } from './name-proposals.ts';
import type { Side } from './subject.ts';
import { emptyString } from './take-away.ts';

/** Names offered for one identifier, the plain ones included. */
const MAX_NAMES = 8;
/** Longer functions are not purified, in UTF-16 units: each candidate is parsed anew, and nobody reviews such a one. */
const MAX_LENGTH = 200_000;
/** Plain names offered after those of the infill model, or where there is none. */
const PLAIN_NAMES = 2;

/**
 * What could stand in place of the elements, best first. `elements` is the trigger, then what encloses it: an
 * enclosing statement is offered after all that the trigger itself allows.
 */
export async function candidatesOf(
  side: Side,
  elements: readonly Element[],
  infill: Infill | undefined,
  signal?: AbortSignal,
): Promise<readonly Candidate[]> {
  if (side.text.length > MAX_LENGTH) return [];
  const found: Candidate[] = [];
  for (const element of elements) found.push(...(await candidatesFor(side, element, infill, signal)));
  const codes = new Set<string>();
  return found.filter(({ code }) => !codes.has(code) && codes.add(code));
}

async function candidatesFor(
  side: Side,
  element: Element,
  infill: Infill | undefined,
  signal: AbortSignal | undefined,
): Promise<readonly Candidate[]> {
  const { text, parsed } = side;
  const everywhere = (by: (hidden: string) => string): readonly Edit[] =>
    element.ranges.map(([from, to]) => ({ from, to, text: by(text.slice(from, to)) }));
  switch (element.kind) {
    case 'identifier':
    case 'call':
      return renamed(side, element, await newNames(side, element, infill, signal));
    case 'statement': {
      const removal = remove(parsed, element);
      const filled = infill === undefined ? undefined : await refilled(text, element, infill, signal);
      return [
        'reason' in removal ? undefined : candidate(side, removal.edits, 'removes a statement'),
        filled === undefined ? undefined : candidate(side, filled, 'replaces a statement'),
      ].filter((each) => each !== undefined);
    }
    case 'comment': {
      const same = candidate(side, everywhere(lineBreaks), 'same');
      return same === undefined ? [] : [same];
    }
    case 'layout': {
      const plain = everywhere((gap) => (gap.includes('\n') ? '\n' : ' '));
      const before = bindingStructure(parsed);
      const same = candidate(side, plain, 'same', (after) => bindingStructure(after) === before);
      return same === undefined ? [] : [same];
    }
    case 'string': {
      const emptied = candidate(side, everywhere(emptyString), 'replaces a statement');
      return emptied === undefined ? [] : [emptied];
    }
  }
}

async function newNames(
  side: Side,
  element: Element,
  infill: Infill | undefined,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const fresh = freshNames([side.text]);
  const plain = Array.from({ length: PLAIN_NAMES }, (_, n) => fresh(n));
  const proposed = infill === undefined ? [] : await nameProposals(side.text, element, infill, signal);
  const used = new Set(side.text.match(/[\p{L}\p{N}_]+/gu) ?? []);
  const reserved = reservedWords(side.parsed.grammar).taken;
  const free = proposed.filter((name) => !used.has(name) && !reserved.has(name));
  return [...free.slice(0, MAX_NAMES - PLAIN_NAMES), ...plain];
}

/**
 * Renamed at what is bound to the name, so that behaviour stays. After that, and where the tree cannot tell what is bound
 * (broken code, macros) or the name is a called one, at every token of that name: a trigger that was planted word by
 * word stands in fields and types too, and what is left of it may still fire.
 */
function renamed(side: Side, element: Element, names: readonly string[]): readonly Candidate[] {
  const { parsed } = side;
  const before = bindingStructure(parsed);
  const bound = names.map((name) => {
    const renaming = rename(parsed, element, name);
    if ('reason' in renaming) return undefined;
    const effect = renaming.exported ? 'renames for others too' : 'same';
    return candidate(side, renaming.edits, effect, (after) => bindingStructure(after) === before);
  });
  const everywhere = names.map((name) => {
    const edits = element.ranges.map(([from, to]) => ({ from, to, text: name }));
    return candidate(side, edits, 'renames for others too');
  });
  return [...bound, ...everywhere].filter((each) => each !== undefined);
}

/** The paper's tokens of the statement, each filled with the model's first choice. */
async function refilled(
  text: string,
  element: Element,
  infill: Infill,
  signal: AbortSignal | undefined,
): Promise<readonly Edit[] | undefined> {
  const near = excerpt(text, element, infill.card.maxLength);
  const code = mask(near.text, [near.element], 'each').map((part) =>
    typeof part === 'string' ? part : { ...part, as: 'one' as const },
  );
  const [holes] = await infill.fill([code], 1, signal);
  const edits = element.tokens.flatMap(([from, to], index) => {
    const fill = holes?.[index]?.[0];
    return fill === undefined ? [] : [{ from, to, text: fill.text.trim() }];
  });
  return edits.length === element.tokens.length ? edits : undefined;
}

/** A comment leaves its line breaks, or one space, so that what stood apart stays apart. */
function lineBreaks(comment: string): string {
  return comment.replace(/[^\n]+/g, '') || ' ';
}
