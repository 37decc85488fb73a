import type { Calibration } from '../model/card.ts';
import { type CleanScore, calibrationOf, type Finding } from './calibration-of.ts';
import type { DefenseContext } from './context.ts';
import { PLANTED_SHARE } from './defaults.ts';
import { findings } from './findings.ts';
import { measure } from './measure.ts';
import type { Pair, Subjects } from './over-subjects.ts';
import { referencesAmong } from './references-among.ts';
import { statisticOf, suspiciousness } from './statistic.ts';

/**
 * The calibration of a victim for one language and the context's settings: every element of every clean function that
 * would be inspected is probed, whatever the effort. The functions must be clean, and like those that will be judged.
 *
 * A classifier's scores of what the references do not confirm count as the least suspicious. Only the most suspicious three
 * tenths are put to that test: the others count as confirmed, which can only make p-values larger, so that they hold at any
 * rate. A generator's scores of what they confirm count as the most suspicious.
 *
 * @param references functions to choose references from: by default the clean ones
 * @param onPlanted told how many of the subjects that are put to the test have been
 * @throws ModelError where the victim cannot be used
 */
export async function calibrate(
  clean: Subjects,
  context: DefenseContext,
  references?: Iterable<string>,
  onPlanted?: (done: number, total: number) => void,
): Promise<Calibration> {
  const { options, victim, grammar } = context;
  const subjects: (string | Pair)[] = [];
  const measured: (CleanScore & {
    readonly isBesideItself: boolean;
    readonly subject: number;
    readonly which: number;
  })[] = [];
  let subject = 0;
  for await (const functions of measure(keeping(clean, subjects), context)) {
    for (const [which, known] of functions.entries()) {
      if ('reason' in known) continue;
      if (known.elements.filter(({ inWindow }) => inWindow).length < 2) continue;
      const { doubt, besideItself: isBesideItself = false } = known;
      measured.push({ score: statisticOf(known.elements, options), doubt, isBesideItself, subject, which });
    }
    subject += 1;
  }
  // A pair victim that takes every function for its own copy would not be turned by whatever is planted into both.
  const canTurn = victim.card.task !== 'pair' || measured.some(({ isBesideItself }) => isBesideItself);
  const chosen = canTurn ? await referencesAmong(references ?? subjects.flat(), context) : [];
  const order = measured.toSorted(
    (a, b) => suspiciousness(options.statistic, b.score) - suspiciousness(options.statistic, a.score),
  );
  const edge = order[Math.ceil(PLANTED_SHARE * order.length) - 1]?.score ?? 0;
  const least = suspiciousness(options.statistic, edge);
  // What is as suspicious as the last of them too: a scan would plant it.
  const top = order.filter(
    ({ score }) => chosen.length > 0 && suspiciousness(options.statistic, score) >= least,
  );
  const suspicious = Array.from(new Set(top.map((row) => row.subject))).sort((a, b) => a - b);
  const found = new Map<number, readonly (Finding | undefined)[]>();
  let at = 0;
  const again = suspicious.map((index) => subjects[index] ?? '');
  for await (const known of findings(again, edge, chosen, context)) {
    found.set(suspicious[at] ?? 0, known);
    at += 1;
    onPlanted?.(at, again.length);
  }
  const rows = measured.map(({ score, doubt, subject: of, which }) => ({
    score,
    doubt,
    finding: found.get(of)?.[which],
  }));
  return calibrationOf(rows, victim.card, grammar.language, options, chosen);
}

async function* keeping(clean: Subjects, kept: (string | Pair)[]): AsyncGenerator<string | Pair> {
  for await (const each of clean) {
    kept.push(each);
    yield each;
  }
}
