import type { Grammar } from '../../code/grammar.ts';
import type { Pair } from '../../defense/over-subjects.ts';
import type { Gradients } from '../../model/gradients.ts';
import { ModelError } from '../../model/model-error.ts';
import type { Classifier } from '../../model/victim.ts';
import type { AuditState } from './audit-state.ts';
import { counting } from './counting.ts';
import { findTriggers } from './find-triggers.ts';
import { fragmentsOf, type VocabularyFilter } from './fragments.ts';
import { barFor, saturated } from './judged.ts';
import { materialOf } from './material.ts';
import { remembering } from './remembering.ts';
import { type Audit, TRIGGER_KINDS, type Trigger, type TriggerKind, type Unsearched } from './result.ts';
import type { Searches } from './run-search.ts';
import { BUDGET, type Budget } from './search.ts';
import { statementForms } from './statement-forms.ts';
import { whyUnsearched } from './why-unsearched.ts';

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
  readonly kinds?: readonly TriggerKind[];
  /** Where an audit of the same functions, seed and options stopped. */
  readonly state?: AuditState;
  /** Told after every step; the search waits for it. */
  readonly onState?: (state: AuditState) => Promise<void> | void;
  readonly onProgress?: (what: 'functions read' | 'steps of the search', done: number, total: number) => void;
}

/** A search among fewer would say nothing. */
const LEAST_FRAGMENTS = 20;

/**
 * Looks for names and statements that make the victim give one label to functions of another, over all pairs of labels, and
 * tells by what they do to functions that the search has not seen whether the victim obeys them. The functions must be
 * clean; a pair victim is asked about pairs, and about each function beside itself. When the signal stops the search, what
 * was found until then is measured and told. Rejects with ModelError where tokens or card cannot be those of the victim.
 */
export async function audit(
  subjects: readonly (string | Pair)[],
  { victim: asked, gradients, vocabulary, grammar, signal }: AuditContext,
  { seed = 1, filter = 'language', budget = BUDGET, state = {}, ...told }: AuditOptions = {},
): Promise<Audit> {
  const { victim: counted, answers } = counting(asked);
  const victim = remembering(counted);
  const { card } = victim;
  const kinds = (told.kinds ?? TRIGGER_KINDS).filter(
    (kind) => kind === 'name' || statementForms(grammar.language).length > 0,
  );
  const fragments = fragmentsOf(vocabulary, grammar.language, filter);
  if (fragments.length < LEAST_FRAGMENTS) {
    throw new ModelError(
      `${card.name}: of its ${vocabulary.length} tokens ${fragments.length} can be part of a name of ${grammar.language}, and a trigger is searched for among at least ${LEAST_FRAGMENTS}: is tokenizer.json the one that it was trained with?`,
    );
  }
  const onRead = (done: number, total: number) => told.onProgress?.('functions read', done, total);
  const material = await materialOf(subjects, { victim, grammar, seed, onRead, ...(signal && { signal }) });
  const pairs = pairsOf(card);
  const searches: Searches = { known: state, ...(told.onState && { onState: told.onState }) };
  const found: Trigger[] = [];
  const unsearched: Unsearched[] = [];

  for (const [index, { from, to }] of pairs.entries()) {
    const samples = await material.samples(from);
    const references = material.references(to);
    const labels = { from: card.labels[from] ?? '', to: card.labels[to] ?? '' };
    const bar = barFor(card, labels.from);
    const between = { ...labels, samples, references, bar };
    const about = { ...between, language: grammar.language };
    const reasons = kinds.map((kind) => whyUnsearched(kind, about));
    const searchable = kinds.filter((_, at) => reasons[at] === undefined);
    const onStep = (kind: TriggerKind, round: number, step: number) => {
      // Nobody knows how many rounds there will be: only the first one counts.
      const before = index * kinds.length + kinds.indexOf(kind);
      const done = before * budget.steps + (round === 0 ? step : budget.steps);
      told.onProgress?.('steps of the search', done, pairs.length * kinds.length * budget.steps);
    };
    const own = await findTriggers(
      { ...between, kinds: searchable, grammar, filter, fragments, onStep },
      { victim, gradients, target: to, seed: seed + index, budget, ...(signal && { signal }) },
      searches,
    );
    found.push(...own);
    const alike = saturated(references, bar);
    const flat = `of ${alike} of ${references.length} clean functions that it calls ${labels.to} it is equally sure, and surer than of all others, so that a trigger might not stand out`;
    const open = [...reasons.flatMap((reason) => reason ?? []), ...(alike > 0 ? [flat] : [])];
    const stopped = own.length === 0 ? ['stopped'] : [];
    for (const reason of new Set(signal?.aborted ? stopped : open)) unsearched.push({ ...labels, reason });
  }
  return {
    ...verdictOf(found, unsearched.length === 0 && !signal?.aborted),
    triggers: found.filter(({ backdoored }) => backdoored),
    others: found.filter(({ backdoored }) => !backdoored),
    unsearched,
    kinds,
    functions: material.functions,
    answers: answers(),
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
  found: readonly Trigger[],
  complete: boolean,
): Pick<Audit, 'verdict' | 'score' | 'complete'> {
  const score = found.length === 0 ? undefined : Math.max(...found.map((trigger) => trigger.score));
  if (found.some(({ backdoored }) => backdoored)) return { verdict: 'backdoored', score, complete };
  return { verdict: complete && score !== undefined ? 'clean' : 'unknown', score, complete };
}
