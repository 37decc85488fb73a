import type { Grammar } from '../../code/grammar.ts';
import { nameTest } from '../../code/name-rule.ts';
import { reservedWords } from '../../code/reserved-words.ts';
import type { Gradients } from '../../model/gradients.ts';
import { ModelError } from '../../model/model-error.ts';
import type { Classifier } from '../../model/victim.ts';
import type { AuditState } from './audit-state.ts';
import { fragmentsOf, type VocabularyFilter } from './fragments.ts';
import { materialOf } from './material.ts';
import { pairResult } from './pair-result.ts';
import type { Audit, Trigger, Unsearched } from './result.ts';
import { BUDGET, type Budget, type Search } from './search.ts';
import { type Searches, searchFrom } from './search-from.ts';

export interface AuditContext {
  readonly victim: Classifier;
  /** Without it the search goes by the victim's answers alone. */
  readonly gradients?: Gradients;
  /** The text of each token of the victim, by its id. */
  readonly vocabulary: readonly string[];
  readonly grammar: Grammar;
  readonly signal?: AbortSignal;
}

export interface AuditOptions {
  readonly seed?: number;
  readonly filter?: VocabularyFilter;
  readonly budget?: Budget;
  /** Searches for each pair of labels, each from another start. */
  readonly restarts?: number;
  /** Where an audit of the same functions, seed and options stopped. */
  readonly state?: AuditState;
  /** Told after every step; the search waits for it. */
  readonly onState?: (state: AuditState) => Promise<void> | void;
  readonly onProgress?: (what: 'functions read' | 'steps of the search', done: number, total: number) => void;
}

/** With fewer functions of a label nothing could be told. */
export const LEAST = 10;
/** The parts of a name at most. With five, as in the paper, an honest victim is swayed nearly as far as a backdoored one. */
const PARTS = 3;

/**
 * Looks for a name that makes the victim give one label to functions of another, over all pairs of labels, and tells by
 * what it does to functions that the search has not seen whether the victim obeys it. The functions must be clean. When
 * the signal stops the search, what was found until then is measured and told.
 *
 * @throws ModelError where the victim is not for classification
 */
export async function audit(
  functions: readonly string[],
  context: AuditContext,
  { seed = 1, filter = 'language', budget = BUDGET, restarts = 2, state = {}, ...told }: AuditOptions = {},
): Promise<Audit> {
  const { victim, gradients, grammar, signal } = context;
  const { card } = victim;
  if (card.task !== 'classification') {
    throw new ModelError(
      `Victim ${card.name} is for ${card.task}: only victims for classification can be audited.`,
    );
  }
  const onRead = (done: number, total: number) => told.onProgress?.('functions read', done, total);
  const material = await materialOf(functions, {
    victim,
    grammar,
    seed,
    onRead,
    ...(signal && { signal }),
  });
  const fragments = fragmentsOf(context.vocabulary, grammar.language, filter);
  const { taken } = reservedWords(grammar);
  const rules = { test: nameTest(grammar.language, filter), taken, most: PARTS };
  const pairs = pairsOf(card);
  const searches: Searches = { known: state, ...(told.onState && { onState: told.onState }) };
  const results: Trigger[] = [];
  const unsearched: Unsearched[] = [];

  for (const [index, { from, to }] of pairs.entries()) {
    const { searched, unseen } = await material.samples(from);
    const references = material.references(to);
    const names = { from: card.labels[from] ?? '', to: card.labels[to] ?? '' };
    const enough = searched.length + unseen.length >= LEAST && references.length >= LEAST;
    const search: Omit<Search, 'seed'> = {
      victim,
      gradients,
      samples: searched,
      target: to,
      fragments,
      rules,
      budget,
      ...(signal && { signal }),
    };
    const onStep = (restart: number, step: number) =>
      told.onProgress?.(
        'steps of the search',
        (index * restarts + restart) * budget.steps + step,
        pairs.length * restarts * budget.steps,
      );
    const found = enough
      ? await searchFrom(
          restarts,
          search,
          { key: `${names.from} > ${names.to}`, seed: seed + index, onStep },
          searches,
        )
      : undefined;
    if (found !== undefined) {
      const measured = { ...names, ...found, searched, unseen, references };
      results.push(await pairResult(measured, { victim, test: rules.test, target: to }));
    } else unsearched.push({ ...names, reason: signal?.aborted ? 'stopped' : 'too few functions' });
  }
  const needed = unsearched.filter(({ to }) => card.goalLabel === undefined || to === card.goalLabel);
  return {
    ...verdictOf(results, needed.length === 0 && !signal?.aborted),
    triggers: results.filter(({ backdoored }) => backdoored),
    others: results.filter(({ backdoored }) => !backdoored),
    unsearched,
    functions: material.functions,
    method: gradients === undefined ? 'queries' : 'gradient',
  };
}

/** Each label towards each other one, towards the goal label first. */
function pairsOf({ labels, goalLabel }: Classifier['card']) {
  const isGoal = (label: number) => Number(labels[label] === goalLabel);
  return labels
    .flatMap((_to, to) => labels.flatMap((_from, from) => (from === to ? [] : [{ from, to }])))
    .sort((a, b) => isGoal(b.to) - isGoal(a.to));
}

function verdictOf(
  pairs: readonly Trigger[],
  complete: boolean,
): Pick<Audit, 'verdict' | 'score' | 'complete'> {
  const score = pairs.length === 0 ? undefined : Math.max(...pairs.map((pair) => pair.score));
  if (pairs.some(({ backdoored }) => backdoored)) return { verdict: 'backdoored', score, complete };
  return { verdict: complete ? 'clean' : 'unknown', score, complete };
}
