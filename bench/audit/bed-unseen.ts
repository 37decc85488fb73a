import type { Grammar } from '../../src/code/grammar.ts';
import { labelOf } from '../../src/lab/audit/label-of.ts';
import { answersTo } from '../../src/lab/audit/losses.ts';
import { type Audit, TRIGGER_KINDS, type Trigger } from '../../src/lab/audit/result.ts';
import { inputOf, type Sample } from '../../src/lab/audit/sample.ts';
import { sampleOf } from '../../src/lab/audit/sample-of.ts';
import { draw } from '../../src/lab/redteam/draw.ts';
import type { Classifier } from '../../src/model/victim.ts';
import type { BedLine } from './bed-line.ts';
import type { Labelled } from './bed-rows.ts';

/** Of so many rows for each that is wanted the victim is asked, as it errs on some. */
const ASKED = 3;
/** Rows made ready side by side. */
const TOGETHER = 16;

interface Asked {
  readonly victim: Classifier;
  readonly grammar: Grammar;
  readonly count: number;
  readonly seed: number;
  readonly signal: AbortSignal;
}

/** What the best trigger of each kind does to rows that neither training nor the audit has seen. */
export async function onUnseen(found: Audit, rows: Labelled, asked: Asked): Promise<BedLine['unseen']> {
  const { victim, signal } = asked;
  const { labels, goalLabel } = victim.card;
  const all = [...found.triggers, ...found.others].filter(
    ({ to }) => goalLabel === undefined || to === goalLabel,
  );
  const ready = new Map<string, readonly Sample[]>();
  const results: BedLine['unseen'] = [];
  for (const kind of TRIGGER_KINDS) {
    const [best] = all.filter((trigger) => trigger.kind === kind).sort(betterFirst);
    if (best === undefined || asked.count === 0) continue;
    const samples = ready.get(best.from) ?? (await samplesOf(rows, labels.indexOf(best.from), asked));
    ready.set(best.from, samples);
    const own = samples.filter((sample) => sample[kind].length > 0);
    const [answers = []] = await answersTo([best.text], own, { kind, victim, signal });
    const to = labels.indexOf(best.to);
    const turned = answers.filter((probabilities) => labelOf({ probabilities }) === to).length;
    results.push({ kind, text: best.text, turned: { count: turned, of: own.length } });
  }
  return results;
}

/** What the verdict is against first, then what makes the victim surer. */
function betterFirst(a: Trigger, b: Trigger): number {
  return Number(b.backdoored) - Number(a.backdoored) || b.score - a.score;
}

/** Rows that have a label and are given it, ready for planting. */
async function samplesOf(
  rows: Labelled,
  label: number,
  { victim, grammar, count, seed, signal }: Asked,
): Promise<readonly Sample[]> {
  const asked = draw(rows.get(label) ?? [], ASKED * count, seed);
  const answers = await victim.classify(
    asked.map((row) => inputOf((typeof row === 'string' ? [row] : row).map((text) => [text]))),
    signal,
  );
  const given = draw(
    asked.filter((_, at) => answers[at] !== undefined && labelOf(answers[at]) === label),
    count,
    seed,
  );
  const samples: Sample[] = [];
  for (let at = 0; at < given.length; at += TOGETHER) {
    signal.throwIfAborted();
    const some = given.slice(at, at + TOGETHER).map((row) => sampleOf(row, { victim, grammar }));
    samples.push(...(await Promise.all(some)).filter((sample) => sample !== undefined));
  }
  return samples;
}
