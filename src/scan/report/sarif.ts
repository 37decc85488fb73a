import type * as Sarif from 'sarif';
import { ELEMENT_KINDS } from '../../code/element.ts';
import { lineTable } from '../line-table.ts';
import type { JudgedFunction, ScanResult } from '../scan-result.ts';
import type { PoisonedVerdict } from '../verdict.ts';
import { jsonText } from './json-text.ts';
import { quoted, SARIF_SCHEMA, uriOf } from './sarif-parts.ts';
import { counted, effectInWords, elsewhere, howSure, percent, scoreInWords } from './words.ts';

/** SARIF 2.1.0, for code scanning: a result for each poisoned function, with its purification as a fix. */
export function sarif(scan: ScanResult): string {
  const log: Sarif.Log = {
    $schema: SARIF_SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'CodePurify', version: scan.tool.version, rules: RULES } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: scan.errors.length === 0 && scan.interrupted === undefined,
            toolExecutionNotifications: notifications(scan),
          },
        ],
        results: scan.functions.flatMap((judged) =>
          judged.verdict.verdict === 'poisoned' ? [result(judged, judged.verdict)] : [],
        ),
      },
    ],
  };
  return jsonText(log);
}

const RULES: Sarif.ReportingDescriptor[] = ELEMENT_KINDS.map((kind) => ({
  id: ruleOf(kind),
  name: `Trigger${kind[0]?.toUpperCase()}${kind.slice(1)}`,
  shortDescription: { text: `A model's verdict rests on one ${kind}` },
  fullDescription: {
    text: `The verdict of a code model on this function rests on a single ${kind}, as the trigger of a backdoor makes it do. The model cannot be trusted about this function.`,
  },
  help: {
    text: 'Look at the marked element. Where it serves no purpose, take it out, or take the replacement that is offered; then ask the model again.',
  },
  defaultConfiguration: { level: 'error' },
  properties: { tags: ['security', 'backdoor'], precision: 'high', 'security-severity': '8.0' },
}));

function ruleOf(kind: string): string {
  return `codepurify/trigger-${kind}`;
}

function result(judged: JudgedFunction, verdict: PoisonedVerdict): Sarif.Result {
  const { trigger, prediction, purification } = verdict;
  const artifactLocation = { uri: uriOf(verdict.file) };
  const regions = regionsOf(judged);
  const [first, ...others] = judged.trigger.map(([from, to]) => regions(from, to));
  const after = purification?.prediction;

  return {
    ruleId: ruleOf(trigger.kind),
    ruleIndex: ELEMENT_KINDS.indexOf(trigger.kind),
    level: 'error',
    message: {
      text: [
        `What ${quoted(verdict.victim, 80)} says of ${quoted(verdict.name, 80)} rests on one ${trigger.kind}: ${quoted(trigger.text, 120)}.`,
        `It says "${quoted(prediction.label, 80)}" (${percent(prediction.confidence)})${after ? `, and without the trigger "${quoted(after.label, 80)}" (${percent(after.confidence)})` : ''}.`,
        `${howSure(verdict)} (${scoreInWords(verdict)}).`,
        ...elsewhere(verdict).map((words) => `Elsewhere: ${words}.`),
      ].join(' '),
    },
    locations: [
      {
        physicalLocation: {
          artifactLocation,
          region: first ?? { startLine: trigger.startLine, endLine: trigger.endLine },
        },
        logicalLocations: [{ name: verdict.name, kind: 'function' }],
      },
    ],
    ...(others.length > 0
      ? {
          relatedLocations: others.map((region, id) => ({
            id,
            physicalLocation: { artifactLocation, region },
          })),
        }
      : {}),
    partialFingerprints: { 'codepurify/v1': verdict.fingerprint },
    ...(purification ? { fixes: [fix(verdict, purification, artifactLocation, regions)] } : {}),
    properties: {
      victim: verdict.victim,
      statistic: verdict.statistic,
      score: verdict.score,
      threshold: verdict.threshold,
      ...(verdict.pValue === undefined ? {} : { pValue: verdict.pValue }),
      ...(verdict.confirmation && { confirmation: verdict.confirmation }),
    },
  };
}

function fix(
  verdict: PoisonedVerdict,
  { edits }: NonNullable<PoisonedVerdict['purification']>,
  artifactLocation: Sarif.ArtifactLocation,
  regions: (from: number, to: number) => Sarif.Region,
): Sarif.Fix {
  return {
    description: { text: `Purified function: ${effectInWords(verdict)}.` },
    artifactChanges: [
      {
        artifactLocation,
        replacements: edits.map(({ from, to, text }) => ({
          deletedRegion: regions(from, to),
          ...(text === '' ? {} : { insertedContent: { text } }),
        })),
      },
    ],
  };
}

/** From offsets in the function to lines and columns of the file, both 1-based. */
function regionsOf({ verdict, code, startColumn }: JudgedFunction) {
  const lines = lineTable(code);
  const place = (offset: number) => {
    const { line, column } = lines.at(offset);
    return { line: verdict.startLine + line, column: column + 1 + (line === 0 ? startColumn : 0) };
  };
  return (from: number, to: number): Sarif.Region => {
    const start = place(from);
    const end = place(to);
    return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
  };
}

function notifications(scan: ScanResult): Sarif.Notification[] {
  const skipped = Object.entries(scan.coverage.skipped).map(([reason, count]) => ({
    level: 'note' as const,
    descriptor: { id: 'codepurify/skipped' },
    message: { text: `${counted(count, 'function or file')} skipped: ${reason}` },
  }));
  const failed = scan.errors.map(({ file, message }) => ({
    level: 'error' as const,
    descriptor: { id: 'codepurify/not-inspected' },
    message: { text: message },
    ...(file === '' ? {} : { locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) } } }] }),
  }));
  return [...skipped, ...failed];
}
