import type { Range } from '../../code/edit.ts';
import type { Subjects } from '../../defense/over-subjects.ts';

/** What a defence says of one function of a subject. */
export interface Judged {
  readonly verdict: 'clean' | 'poisoned' | 'skipped';
  /** Rises with suspicion, on a scale of the defence's own. Absent where it measured nothing. */
  readonly score?: number;
  /** What it takes for the trigger, within the function. Sorted, disjoint; empty unless poisoned. */
  readonly named: readonly Range[];
  /** The function to ask the victim about instead; the function itself unless poisoned. */
  readonly purified: string;
  /** Inputs that a model answered. Those about a subject as a whole are counted with its first function. */
  readonly passes: number;
}

/** A defence that stands in front of a victim, as ours does: for each subject, in order, one judgement a function. */
export interface InputDefence {
  readonly name: string;
  judge(subjects: Subjects): AsyncGenerator<readonly Judged[], void, undefined>;
}

/** Which rows a defence would leave out of a training set. */
export interface Sifted {
  /** Rising. */
  readonly dropped: readonly number[];
  /** What gave them away, most suspicious first, where the defence can say it. */
  readonly named: readonly string[];
}

/** A defence that looks at a training set before, or after, a victim learns from it. */
export interface TrainingSetDefence<Row> {
  readonly name: string;
  sift(rows: readonly Row[]): Sifted;
}
