import { firstVariable } from '../code/first-variable.ts';
import { functionName } from '../code/function-name.ts';
import type { Grammar } from '../code/grammar.ts';
import { parseFunction } from '../code/parse-function.ts';
import { MAX_REFERENCES } from '../model/card.ts';
import type { DefenseContext } from './context.ts';
import { replies } from './replies.ts';
import { doubtOf, predictionOf } from './reply.ts';

/** In UTF-16 units: with a statement in it, it shall still lie within a small victim's window. */
const MAX_LENGTH = 900;
/** With fewer references a single one decides. */
const MIN_REFERENCES = 4;
/** Functions that the victim is asked about, to choose among. */
const MAX_CANDIDATES = 256;

/**
 * The functions into which suspicious elements are planted: short ones of sound syntax with a name and a variable, of which
 * a pair victim says that they equal themselves, and a classifier surely something else than the goal label. Of a generator
 * any such: what it makes of them is asked where it matters. Empty where there are fewer than four, or where a classifier's goal
 * label is not known. Neither the order of the functions nor doubles matter.
 */
export async function referencesAmong(
  functions: Iterable<string>,
  { victim, grammar, signal }: DefenseContext,
): Promise<readonly string[]> {
  const { task, goalLabel, sameLabel } = victim.card;
  if (task === 'classification' && goalLabel === undefined) return [];
  const fitting = Array.from(new Set(functions))
    .filter((text) => text.length <= MAX_LENGTH && takesElements(text, grammar))
    .sort();
  if (task === 'generation') return fitting.length < MIN_REFERENCES ? [] : spread(fitting, MAX_REFERENCES);
  const candidates = spread(fitting, MAX_CANDIDATES);
  const answers = await replies(
    victim,
    candidates.map((text) => ({ input: { code: [text], ...(task === 'pair' && { other: [text] }) } })),
    signal,
  );
  const chosen = answers
    .map((reply, at) => ({
      text: candidates[at] ?? '',
      label: predictionOf(victim, reply).label,
      doubt: doubtOf(reply) ?? 1,
      truncated: reply.truncated,
    }))
    .filter(
      ({ label, truncated }) => !truncated && (task === 'pair' ? label === sameLabel : label !== goalLabel),
    )
    .sort((a, b) => a.doubt - b.doubt)
    .slice(0, MAX_REFERENCES)
    .map(({ text }) => text);
  return chosen.length < MIN_REFERENCES ? [] : chosen;
}

/** So many of them at most, from all over. */
function spread(texts: readonly string[], most: number): readonly string[] {
  const step = Math.max(1, texts.length / most);
  return Array.from(
    { length: Math.min(most, texts.length) },
    (_, index) => texts[Math.floor(index * step)] ?? '',
  );
}

function takesElements(text: string, grammar: Grammar): boolean {
  const parsed = parseFunction(grammar, text);
  if ('reason' in parsed || parsed.errors.length > 0) return false;
  return functionName(parsed) !== '' && firstVariable(parsed) !== undefined;
}
