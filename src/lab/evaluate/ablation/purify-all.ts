import type { DefenseContext } from '../../../defense/context.ts';
import type { Inquiry } from '../../../defense/inquiry.ts';
import { plainInput } from '../../../defense/inquiry.ts';
import { localise } from '../../../defense/localise.ts';
import type { DefenseOptions } from '../../../defense/options.ts';
import type { Prediction, ScoredElement } from '../../../defense/outcome.ts';
import type { Ask } from '../../../defense/replies.ts';
import { differs, predictionOf } from '../../../defense/reply.ts';
import { isBesideItself, type Subject, viewOf } from '../../../defense/subject.ts';
import type { Changed } from '../../compile/compiler.ts';
import { TOPS, type Top, WAYS, type Way } from '../rows/unit.ts';
import { ways } from './ways.ts';

/** An inspected function of a subject with what was found of its elements. */
export interface Scored {
  readonly which: 0 | 1;
  readonly inquiry: Inquiry;
  readonly elements: readonly ScoredElement[];
}

/** What becomes of the answer once the trigger is gone, or what is taken for it, from every inspected function. */
export interface PurifiedAll {
  readonly tops: readonly Top[];
  readonly way: Way;
  readonly prediction: Prediction;
  readonly changes: readonly Changed[];
  readonly passes: number;
}

/**
 * Purifies the inspected functions whatever their score, at each element that some setting takes for the trigger: by the
 * ways that are shipped, and at that of the shipped setting by every way.
 */
export async function purifyAll(
  subject: Subject,
  scored: readonly Scored[],
  ask: Ask,
  context: DefenseContext,
): Promise<readonly PurifiedAll[]> {
  const able = scored.filter(({ elements }) => elements.filter(({ inWindow }) => inWindow).length >= 2);
  const [plain] = able.length === 0 ? [] : await ask([{ input: plainInput(subject) }]);
  if (plain === undefined) return [];
  const { statistic } = context.options;
  const chosen = new Map<string, { readonly tops: Top[]; readonly chains: (readonly ScoredElement[])[] }>();
  for (const top of TOPS) {
    const chains: (readonly ScoredElement[])[] = [];
    for (const { inquiry, elements } of able) {
      const own = elements.filter(({ element }) => isOf(element.kind, top));
      const by = top === 'suspicion' ? 'entropy' : top === 'rise' ? 'dominance' : statistic;
      chains.push(await localise(own, inquiry, by));
    }
    const key = JSON.stringify(chains.map(([first]) => first?.element.ranges ?? null));
    const known = chosen.get(key);
    if (known === undefined) chosen.set(key, { tops: [top], chains });
    else known.tops.push(top);
  }
  /** One candidate after the other, of both functions of a pair at once, until the answer is another. */
  const tried = async (texts: readonly (readonly string[])[]) => {
    const count = Math.max(0, ...texts.map(({ length }) => length));
    const at = (nth: number): readonly Changed[] =>
      able.flatMap(({ inquiry }, function_) => {
        const own = texts[function_] ?? [];
        const after = own[Math.min(nth, own.length - 1)];
        return after === undefined ? [] : [{ before: inquiry.side.text, after }];
      });
    const question = (changes: readonly Changed[]) => {
      const [code = '', other] = subject.map(({ text }) =>
        viewOf(changes.find(({ before }) => before === text)?.after ?? text, context.victim.card.maxLength),
      );
      const second = isBesideItself(subject) ? code : other;
      return { input: second === undefined ? { code: [code] } : { code: [code], other: [second] } };
    };
    let passes = 0;
    let best: { readonly prediction: Prediction; readonly changes: readonly Changed[] } | undefined;
    for (const wave of [[0], Array.from({ length: Math.max(0, count - 1) }, (_, more) => more + 1)]) {
      const changes = wave.filter((nth) => nth < count).map(at);
      const replies = await ask(changes.map(question));
      passes += replies.length;
      const undone = replies.findIndex((reply) => differs(plain, reply));
      const taken = replies[undone === -1 ? 0 : undone];
      if (taken !== undefined && (undone !== -1 || best === undefined)) {
        best = {
          prediction: predictionOf(context.victim, taken),
          changes: changes[Math.max(0, undone)] ?? [],
        };
      }
      if (undone !== -1) break;
    }
    const same = { prediction: predictionOf(context.victim, plain), changes: [] };
    return { ...(best ?? same), passes };
  };

  const all: PurifiedAll[] = [];
  for (const { tops, chains } of chosen.values()) {
    const offered: ReadonlyMap<Way, readonly string[]>[] = [];
    for (const [at, { inquiry }] of able.entries()) {
      const elements = (chains[at] ?? []).map(({ element }) => element);
      offered.push(await ways(inquiry.side, elements, context.infill, context.signal));
    }
    for (const way of tops.includes(shippedTop(context.options)) ? WAYS : WAYS.slice(0, 1)) {
      if (offered.some((one) => one.size > 0 && !one.has(way))) continue;
      const texts = offered.map((one) => one.get(way) ?? []);
      all.push({ tops, way, ...(await tried(texts)) });
    }
  }
  return all;
}

/** What the shipped setting takes for the trigger. */
export function shippedTop({ statistic }: Pick<DefenseOptions, 'statistic'>): Top {
  return statistic === 'entropy' ? 'suspicion' : 'rise';
}

function isOf(kind: string, top: Top): boolean {
  return top === 'suspicion' || top === 'rise' || kind === top;
}
