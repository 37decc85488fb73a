import type { Language } from '../code/language.ts';
import type { DefenseContext } from '../defense/context.ts';
import { optionsFor } from '../defense/defaults.ts';
import { defendAll } from '../defense/defend.ts';
import { defendPairs } from '../defense/defend-pair.ts';
import type { Outcome } from '../defense/outcome.ts';
import { loadGrammar } from '../load-grammar.ts';
import type { Victim } from '../model/victim.ts';
import { type FoundFunction, judges } from './found-function.ts';
import { moreSuspicious } from './more-suspicious.ts';
import { pairUp } from './pair-up.ts';
import type { ScanOptions } from './scan-options.ts';

/** The outcome of one function, for a pair victim beside the function that it was compared with: maybe itself. */
export interface Inspected {
  readonly found: FoundFunction;
  readonly outcome: Outcome;
  readonly other?: FoundFunction;
}

/**
 * Asks one victim about every asked function of the languages that it reads. A pair victim compares each with those most
 * like it, or with itself where there are none; the function gets the most suspicious of its outcomes.
 */
export async function* inspectAll(
  functions: readonly FoundFunction[],
  victim: Victim,
  options: Pick<ScanOptions, 'defense' | 'infill' | 'signal'>,
): AsyncGenerator<Inspected> {
  for (const [language, own] of byLanguage(functions, victim)) {
    const context = await contextOf(language, victim, options);
    if (victim.card.task === 'pair') yield* inspectPairs(own, context);
    else
      yield* inspectEach(
        own.filter(({ asked }) => asked),
        context,
      );
  }
}

async function* inspectEach(
  functions: readonly FoundFunction[],
  context: DefenseContext,
): AsyncGenerator<Inspected> {
  let next = 0;
  for await (const outcome of defendAll(
    functions.map(({ text }) => text),
    context,
  )) {
    const found = functions[next++];
    if (found !== undefined) yield { found, outcome, ...(outcome.besideItself && { other: found }) };
  }
}

async function* inspectPairs(
  functions: readonly FoundFunction[],
  context: DefenseContext,
): AsyncGenerator<Inspected> {
  const pairs = pairUp(functions).flatMap(([a, b]) => {
    const [first, second] = [functions[a], functions[b]];
    return first === undefined || second === undefined ? [] : [[first, second] as const];
  });
  const best = new Map<FoundFunction, Inspected>();
  const waiting = new Map<FoundFunction, number>();
  for (const found of pairs.flat()) waiting.set(found, (waiting.get(found) ?? 0) + 1);

  yield* inspectEach(
    functions.filter((found) => found.asked && !waiting.has(found)),
    context,
  );
  let next = 0;
  for await (const outcomes of defendPairs(
    pairs.map(([first, second]) => [first.text, second.text] as const),
    context,
  )) {
    const [first, second] = pairs[next++] ?? [];
    if (first === undefined || second === undefined) continue;
    for (const [found, outcome, partner] of [
      [first, outcomes[0], second],
      [second, outcomes[1], first],
    ] as const) {
      const inspected = { found, outcome, other: outcome.besideItself ? found : partner };
      const known = best.get(found);
      best.set(found, known === undefined ? inspected : moreSuspicious(known, inspected));
      const left = (waiting.get(found) ?? 1) - 1;
      waiting.set(found, left);
      const done = best.get(found);
      if (left === 0 && found.asked && done !== undefined) yield done;
    }
  }
}

function byLanguage(functions: readonly FoundFunction[], victim: Victim): Map<Language, FoundFunction[]> {
  return Map.groupBy(
    functions.filter((found) => judges(victim, found)),
    ({ language }) => language,
  );
}

async function contextOf(
  language: Language,
  victim: Victim,
  { defense, infill, signal }: Pick<ScanOptions, 'defense' | 'infill' | 'signal'>,
): Promise<DefenseContext> {
  return {
    victim,
    grammar: await loadGrammar(language),
    options: optionsFor(victim.card, defense),
    ...(infill?.card.languages.includes(language) && { infill }),
    ...(signal && { signal }),
  };
}
