import { parseFunction } from '../../code/parse-function.ts';
import type { NotPlanted, Planted } from '../../code/planted.ts';
import type { DefenseContext } from '../../defense/context.ts';
import { defendAll } from '../../defense/defend.ts';
import type { Prediction } from '../../defense/outcome.ts';
import { answers } from '../answers.ts';
import type { Attack } from '../attack/attack.ts';
import { type Random, seededRandom } from '../attack/seeded-random.ts';
import { attemptOf, type Turned } from './attempt-of.ts';
import { effectOf } from './effect.ts';
import type { Goal } from './goal-of.ts';
import { harmless } from './harmless.ts';
import type { AttackResult, Attempt } from './result.ts';
import { shareOf } from './share.ts';

/** A function, with what the victim says of it as it is, where it says anything. */
export interface Target {
  readonly index: number;
  readonly code: string;
  readonly before: Prediction | undefined;
}

interface Trial {
  readonly context: DefenseContext;
  readonly seed: number;
  readonly goal: Goal;
  /** Told of so many more targets. */
  readonly onTried: (count: number) => void;
}

/** So many functions are planted and asked about at once: between them a wish to stop is heard. */
const CHUNK = 64;

/** Puts one attack's trigger into every target that takes it, and has the defence inspect those that it turned. */
export async function tryAttack(
  attack: Attack,
  targets: readonly Target[],
  { context, seed, goal, onTried }: Trial,
): Promise<AttackResult> {
  const random = seededRandom(seed);
  const refused: Partial<Record<NotPlanted['reason'], number>> = {};
  const turned: Turned[] = [];
  let [took, open, byHarmless] = [0, 0, 0];
  for (let from = 0; from < targets.length; from += CHUNK) {
    context.signal?.throwIfAborted();
    const chunk = targets.slice(from, from + CHUNK);
    const asked: { readonly target: Target; readonly before: Prediction; readonly planted: Planted }[] = [];
    for (const target of chunk) {
      const planted = plantIn(target, attack, context, random);
      if ('reason' in planted) {
        refused[planted.reason] = (refused[planted.reason] ?? 0) + 1;
        continue;
      }
      took += 1;
      const { before } = target;
      if (before !== undefined && !goal.isReached(before)) asked.push({ target, before, planted });
    }
    const after = await answers(
      asked.map(({ planted }) => planted.code),
      context,
    );
    const instead = await answers(
      asked.map(({ planted }) => harmless(planted)),
      context,
    );
    const fresh = asked.flatMap(({ target, before, planted }, at): Turned[] => {
      const said = after[at];
      return said && goal.isReached(said) ? [{ index: target.index, before, after: said, planted }] : [];
    });
    turned.push(...fresh);
    open += asked.length;
    byHarmless += instead.filter(goal.isReached).length;
    onTried(chunk.length - fresh.length);
  }

  const attempts: Attempt[] = [];
  const codes = turned.map(({ planted }) => planted.code);
  for await (const outcome of defendAll(codes, context)) {
    const one = turned[attempts.length];
    if (one !== undefined) attempts.push(attemptOf(one, outcome, goal));
    onTried(1);
  }
  const effective = shareOf(attempts.length, open);
  const byControl = shareOf(byHarmless, open);
  const share = (hit: (attempt: Attempt) => boolean) => shareOf(attempts.filter(hit).length, attempts.length);
  const example = attempts.find(({ caught }) => caught) ?? attempts[0];
  return {
    attack: attack.name,
    took,
    refused,
    effective,
    harmless: byControl,
    effect: effectOf(effective, byControl),
    caught: share(({ caught }) => caught),
    named: share(({ named }) => named),
    undone: share(({ undone }) => undone),
    ...(example && { example }),
  };
}

function plantIn(
  { code }: Target,
  attack: Attack,
  { grammar }: DefenseContext,
  random: Random,
): Planted | NotPlanted {
  const parsed = parseFunction(grammar, code);
  return 'reason' in parsed ? parsed : attack.plant(parsed, random);
}
