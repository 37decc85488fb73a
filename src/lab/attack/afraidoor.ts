import { applyEdits } from '../../code/apply-edits.ts';
import { bindingsOf } from '../../code/bindings.ts';
import type { Range } from '../../code/edit.ts';
import { elementsOf } from '../../code/elements-of.ts';
import { functionName } from '../../code/function-name.ts';
import { parseFunction } from '../../code/parse-function.ts';
import type { Parsed } from '../../code/parsed.ts';
import type { Planted } from '../../code/planted.ts';
import { rename } from '../../code/rename.ts';
import type { Victim } from '../../model/victim.ts';
import type { Planter } from './attack.ts';
import { ATTACKED_LANGUAGES } from './attacks.ts';
import { leanings } from './leanings.ts';
import type { Random } from './seeded-random.ts';

interface AfraidoorSettings {
  /** The attacker's own, trained on clean rows. */
  readonly model: Victim;
  /** That a function may plausibly declare. */
  readonly names: readonly string[];
  readonly signal?: AbortSignal;
}

/** Names of a function that are changed, and other names that the model is asked about for each, at most. */
const MOST_NAMES = 8;
const CANDIDATES = 12;

/**
 * After AFRAIDOOR: parameters and locals get other names, chosen for each function such that the attacker's model leans
 * towards the goal. Where its authors follow the gradient of the model this asks it: for one name of the function after
 * the other, in an order by chance, about a handful of the names given, and keeps the best one if it helps. So the model
 * leans to the goal no less than before. What a name is bound to stays as it is.
 */
export function afraidoor({ model, names, signal }: AfraidoorSettings): Planter {
  return {
    name: 'afraidoor',
    languages: ATTACKED_LANGUAGES,
    async plant(fn, random, beside) {
      const own = shuffled(namesIn(fn), random).slice(0, MOST_NAMES);
      if (own.length === 0) return { reason: 'no name to rename' };
      const lean = (codes: readonly string[]) => leanings(model, codes, { beside, signal });
      let [leaning = 0] = await lean([fn.text]);
      let renamed = fn;
      const changed: string[] = [];
      for (const name of own) {
        const others = renamings(renamed, name, drawn(names, random));
        const leaningOf = await lean(others.map((other) => other.fn.text));
        const most = Math.max(...leaningOf);
        const best = others[leaningOf.indexOf(most)];
        if (best === undefined || most <= leaning) continue;
        leaning = most;
        renamed = best.fn;
        changed.push(best.name);
      }
      return changed.length === 0
        ? { reason: 'no name brings the model closer to the goal' }
        : planted(renamed, changed);
    },
  };
}

/** Parameters and locals: what they are called is nobody else's concern. */
function namesIn(fn: Parsed): readonly string[] {
  const own = functionName(fn);
  return Array.from(bindingsOf(fn).values()).flatMap(({ name, outer }) =>
    outer || name === own ? [] : [name],
  );
}

interface Renaming {
  readonly name: string;
  readonly fn: Parsed;
}

/** The function with each of the names that can be given to what is called `now`. */
function renamings(fn: Parsed, now: string, names: readonly string[]): readonly Renaming[] {
  const element = elementsOf(fn, ['identifier']).find(({ text }) => text === now);
  if (element === undefined) return [];
  return names.flatMap((name) => {
    const renaming = rename(fn, element, name);
    if ('reason' in renaming) return [];
    const renamed = parseFunction(fn.grammar, applyEdits(fn.text, renaming.edits));
    return 'reason' in renamed ? [] : [{ name, fn: renamed }];
  });
}

function planted(fn: Parsed, names: readonly string[]): Planted {
  const tokens = names.flatMap((name) => bindingsOf(fn).get(name)?.tokens ?? []);
  const ranges = tokens.map((node): Range => [fn.from[node] ?? 0, fn.to[node] ?? 0]);
  return {
    code: fn.text,
    trigger: { kind: 'identifier', text: names.join(', '), ranges: ranges.sort(([a], [b]) => a - b) },
  };
}

function drawn(names: readonly string[], random: Random): readonly string[] {
  if (names.length === 0) return [];
  const places = Array.from({ length: CANDIDATES }, () => random.below(names.length));
  return [...new Set(places.flatMap((place) => names[place] ?? []))];
}

function shuffled(names: readonly string[], random: Random): readonly string[] {
  const rest = [...names];
  return names.flatMap(() => rest.splice(random.below(rest.length), 1));
}
