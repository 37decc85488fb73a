import type { Inspection, Outcome, Prediction, Purification, ScoredElement } from '../defense/outcome.ts';
import { fingerprint } from './fingerprint.ts';
import type { FoundFunction } from './found-function.ts';
import { lineTable } from './line-table.ts';
import type { JudgedFunction } from './scan-result.ts';
import type { FunctionVerdict, InspectedVerdict } from './verdict.ts';

/** What is reported of an outcome. Numbers keep six digits, so that the last bits of a sum do not show. */
export function judgedFunction(
  found: FoundFunction,
  victim: string,
  outcome: Outcome,
  other?: FoundFunction,
): JudgedFunction {
  const trigger = outcome.verdict === 'poisoned' ? outcome.trigger : undefined;
  return {
    verdict: verdictOn(found, victim, outcome, other),
    code: found.text,
    startColumn: found.startColumn,
    trigger: trigger?.element.ranges ?? [],
  };
}

function verdictOn(
  found: FoundFunction,
  victim: string,
  outcome: Outcome,
  other: FoundFunction | undefined,
): FunctionVerdict {
  const { file, name, language, startLine, endLine, text: code } = found;
  const trigger = outcome.verdict === 'poisoned' ? outcome.trigger : undefined;
  const place = {
    file,
    name,
    language,
    startLine,
    endLine,
    victim,
    ...(other && { pairedWith: { file: other.file, name: other.name, startLine: other.startLine } }),
    fingerprint: fingerprint({ victim, file, name, code, ...(trigger && { trigger: trigger.element.text }) }),
  };
  if (outcome.verdict === 'skipped') {
    const { reason, prediction } = outcome;
    return { ...place, verdict: 'skipped', reason, ...(prediction && { prediction: rounded(prediction) }) };
  }
  const inspected = { ...place, ...measured(outcome, trigger) };
  if (outcome.verdict === 'clean') {
    const { score, entropy, clearedBy } = outcome;
    return {
      ...inspected,
      ...(score !== undefined && { score: round(score) }),
      ...(entropy !== undefined && { entropy: round(entropy) }),
      verdict: 'clean',
      ...(clearedBy && { clearedBy }),
    };
  }
  const { element } = outcome.trigger;
  return {
    ...inspected,
    score: round(outcome.score),
    entropy: round(outcome.entropy),
    verdict: 'poisoned',
    trigger: { kind: element.kind, text: element.text, ...linesOf(outcome.trigger, found) },
    ...(outcome.purification && { purification: purificationOf(outcome.purification) }),
  };
}

function measured(outcome: Inspection, trigger: ScoredElement | undefined) {
  const { prediction, statistic, threshold, pValue, confirmation, partly } = outcome;
  const elements =
    trigger === undefined || outcome.elements.some(({ element }) => element === trigger.element)
      ? outcome.elements
      : [trigger, ...outcome.elements].sort((a, b) => b.suspicion - a.suspicion);
  return {
    prediction: rounded(prediction),
    statistic,
    threshold: round(threshold),
    ...(pValue !== undefined && { pValue: round(pValue) }),
    ...(confirmation && { confirmation }),
    ...(partly && { partly }),
    elements: elements.map(({ element, suspicion }) => ({
      kind: element.kind,
      text: element.text,
      suspicion: round(suspicion),
      ranges: element.ranges.map(([from, to]): [number, number] => [from, to]),
    })),
  } satisfies Partial<InspectedVerdict>;
}

function linesOf({ element }: ScoredElement, { text, startLine }: FoundFunction) {
  const [from, to] = element.ranges[0] ?? [0, 0];
  const lines = lineTable(text);
  return {
    startLine: startLine + lines.at(from).line,
    endLine: startLine + lines.at(Math.max(from, to - 1)).line,
  };
}

function purificationOf({ code, effect, prediction, edits }: Purification) {
  return { code, effect, prediction: rounded(prediction), edits: edits.map((edit) => ({ ...edit })) };
}

function rounded({ label, confidence }: Prediction): Prediction {
  return { label, confidence: Math.min(1, round(confidence)) };
}

function round(value: number): number {
  return Number(value.toPrecision(6));
}
