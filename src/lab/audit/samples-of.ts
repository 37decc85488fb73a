import type { Range } from '../../code/edit.ts';
import { elementsOf } from '../../code/elements-of.ts';
import type { Grammar } from '../../code/grammar.ts';
import { parseFunction } from '../../code/parse-function.ts';
import { viewOf } from '../../defense/subject.ts';
import type { Classifier } from '../../model/victim.ts';
import { holed, type Sample } from './sample.ts';

/** A longer list of names is cut: what a victim reads first is what can be renamed in its window. */
const MOST_NAMES = 24;

export interface SampleContext {
  readonly victim: Classifier;
  readonly grammar: Grammar;
  readonly signal?: AbortSignal;
}

/**
 * The function ready for planting: of the names that it declares or is, the one whose masking moves the victim most.
 * Undefined where no name of it is within the window, or it cannot be parsed.
 */
export async function sampleOf(text: string, context: SampleContext): Promise<Sample | undefined> {
  const { victim, grammar, signal } = context;
  const view = viewOf(text, victim.card.maxLength);
  const parsed = parseFunction(grammar, text);
  if ('reason' in parsed) return undefined;
  const names = elementsOf(parsed, ['identifier'])
    .map(({ text: name, ranges }) => ({ text: view, name, places: renamable(ranges, name, view.length) }))
    .filter(({ places }) => places.length > 0)
    .slice(0, MOST_NAMES);
  const codes = [[view], ...names.map(holed)];
  const [plain, ...masked] = await victim.classify(
    codes.map((code) => ({ code })),
    signal,
  );
  if (plain === undefined) return undefined;
  const moved = masked.map((answer) =>
    answer.inputId === plain.inputId ? 0 : distance(answer.probabilities, plain.probabilities),
  );
  const most = Math.max(...moved);
  const best = names[moved.indexOf(most)];
  return best === undefined || !(most > 0) ? undefined : { ...best, plain: plain.probabilities };
}

function renamable(ranges: readonly Range[], name: string, end: number): readonly Range[] {
  const mark = /^[^\p{L}\p{N}_]*/u.exec(name)?.[0].length ?? 0;
  return ranges.flatMap(([from, to]): Range[] => (to <= end && to - from > mark ? [[from + mark, to]] : []));
}

/** The largest change of a probability. */
function distance(a: readonly number[], b: readonly number[]): number {
  return a.reduce((most, value, at) => Math.max(most, Math.abs(value - (b[at] ?? 0))), 0);
}
