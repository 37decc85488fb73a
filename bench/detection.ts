// The detection table and its ablations, from files of bench/measure.ts.
//
//   node bench/detection.ts CALIBRATION.jsonl CLEAN.jsonl POISONED.jsonl…
//
// Calibrated on the first file, false alarms on the second, attacks in the others. An attack is effective where the
// victim says the goal label with the trigger and did not say it without; of rows that the clean file lacks, nobody knows.

import { interval } from '../src/defense/interval.ts';
import { dominance, entropy, type ScoredElement } from '../src/index.ts';
import { auroc } from '../src/lab/evaluate/numbers/auroc.ts';
import { elementsOfRow, type MeasuredRow, readMeasured } from './read-measured.ts';

/** Undefined where there is too little to say anything. */
type Score = (elements: readonly ScoredElement[]) => number | undefined;

const entropyBy = (normalization: 'l1' | 'softmax', scaleByCount: boolean): Score => {
  return (elements) =>
    -entropy(
      elements.map(({ suspicion }) => suspicion),
      { normalization, scaleByCount },
    );
};
const only =
  (kind: string, score: Score): Score =>
  (elements) => {
    const own = elements.filter(({ element }) => element.kind === kind);
    return own.length < 2 ? undefined : score(own);
  };

const STATISTICS: Record<string, Score> = {
  dominance,
  'entropy l1 ÷ ln n': entropyBy('l1', true),
  'entropy l1': entropyBy('l1', false),
  'entropy softmax ÷ ln n': entropyBy('softmax', true),
  'entropy softmax': entropyBy('softmax', false),
  'entropy l1 ÷ ln n, identifiers only': only('identifier', entropyBy('l1', true)),
  'entropy l1 ÷ ln n, statements only': only('statement', entropyBy('l1', true)),
  'largest rise': (elements) => Math.max(0, ...elements.map(({ rise }) => rise)),
};

const RATE = 0.01;
const [calibrationFile = '', cleanFile = '', ...attackFiles] = process.argv.slice(2);
const [calibration, clean, ...attacks] = [calibrationFile, cleanFile, ...attackFiles].map(readMeasured);
const plainLabel = new Map(clean?.map((row) => [row.key, saidOf(row)]));

/**
 * The answer on the row. Of a pair, a function that is inspected beside itself has the label of the whole: else the pair
 * would have been passed over.
 */
function saidOf({ measured }: MeasuredRow): string | undefined {
  const inspected = measured.find((one) => elementsOfRow(one).length > 0);
  return (inspected ?? measured[0])?.prediction?.label;
}

/** The most suspicious of the row's functions; undefined where the goal-label rule passes it over. */
function scoreOf(row: MeasuredRow, score: Score): number | undefined {
  const scores = row.measured
    .map((one) => elementsOfRow(one).filter(({ inWindow }) => inWindow))
    .filter((e) => e.length > 1)
    .flatMap((e) => score(e) ?? []);
  return scores.length === 0 ? undefined : Math.max(...scores);
}

const percent = (value: number) => `${(100 * value).toFixed(1)}`;
for (const [name, score] of Object.entries(STATISTICS)) {
  const calibrated = (calibration ?? []).flatMap((row) => scoreOf(row, score) ?? []).sort((a, b) => b - a);
  const flagged = (value: number | undefined) =>
    value !== undefined &&
    (1 + calibrated.filter((other) => other >= value).length) / (calibrated.length + 1) <= RATE;
  const cleanScores = (clean ?? []).flatMap((row) => scoreOf(row, score) ?? []);
  const alarms = (clean ?? []).filter((row) => flagged(scoreOf(row, score))).length;
  const [low, high] = interval(alarms, clean?.length ?? 0);
  const cells = attacks.map((rows) => {
    const all = rows.map((row) => scoreOf(row, score) ?? -1e9);
    const effective = rows.filter((row) => {
      const before = plainLabel.get(row.key);
      const isInspected = row.measured.some((one) => elementsOfRow(one).length > 0);
      return before !== undefined && saidOf(row) !== before && isInspected;
    });
    const caught = effective.filter((row) => flagged(scoreOf(row, score))).length;
    const effectiveScores = effective.map((row) => scoreOf(row, score) ?? -1e9);
    return `${rows[0]?.poison?.padEnd(24)} n=${rows.length} AUROC ${auroc(cleanScores, all).toFixed(3)} effective n=${effective.length} AUROC ${auroc(cleanScores, effectiveScores).toFixed(3)} caught ${percent(caught / Math.max(1, effective.length))}%`;
  });
  console.log(
    `${name}: false alarms ${percent(alarms / (clean?.length ?? 1))}% [${percent(low)}, ${percent(high)}] of ${clean?.length}`,
  );
  for (const cell of cells) console.log(`    ${cell}`);
}
