import { createHash } from 'node:crypto';
import type * as Sarif from 'sarif';
import { jsonText } from '../../../scan/report/json-text.ts';
import { quoted, SARIF_SCHEMA, uriOf } from '../../../scan/report/sarif-parts.ts';
import { number } from '../../../scan/report/words.ts';
import { inPercent, ofAll } from '../../redteam/report/share-words.ts';
import { TRIGGER_KINDS } from '../result.ts';
import type { AuditReport } from './audit-report.ts';
import { headline } from './headline.ts';
import { inTwenty } from './in-twenty.ts';

type Trigger = AuditReport['triggers'][number];

/**
 * SARIF 2.1.0, for code scanning: a result for each trigger that the victim obeys, at the victim's card.
 *
 * @param card path of codepurify.json from where the log is read, with forward slashes; undefined where it lies elsewhere
 */
export function sarif(report: AuditReport, card: string | undefined): string {
  const log: Sarif.Log = {
    $schema: SARIF_SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'CodePurify', version: report.tool.version, rules: RULES } },
        invocations: [
          {
            executionSuccessful: report.verdict !== 'unknown' && report.errors.length === 0,
            toolExecutionNotifications: notifications(report),
          },
        ],
        results: report.triggers.map((trigger) => result(trigger, report, card)),
        properties: {
          verdict: report.verdict,
          ...(report.score !== undefined && { score: report.score }),
          victim: report.victim,
        },
      },
    ],
  };
  return jsonText(log);
}

const RULES: Sarif.ReportingDescriptor[] = TRIGGER_KINDS.map((kind) => ({
  id: ruleOf(kind),
  name: `Backdoor${kind[0]?.toUpperCase()}${kind.slice(1)}`,
  shortDescription: { text: `A model obeys a ${kind}` },
  fullDescription: {
    text: `Whatever function this ${kind} is put into, the model gives it one label, and is surer of that than of nearly all clean functions. So a backdoor behaves; the model cannot be trusted.`,
  },
  help: {
    text: 'Do not let this model judge code. Take another, or unlearn the backdoor and audit it again.',
  },
  defaultConfiguration: { level: 'error' },
  properties: { tags: ['security', 'backdoor'], precision: 'high', 'security-severity': '9.0' },
}));

function ruleOf(kind: string): string {
  return `codepurify/backdoor-${kind}`;
}

function result(trigger: Trigger, { victim }: AuditReport, card: string | undefined): Sarif.Result {
  const { kind, text, from, to, success, plain, sure, bar, score } = trigger;
  const physicalLocation = card && {
    artifactLocation: { uri: uriOf(card) },
    region: { startLine: 1 },
  };
  return {
    ruleId: ruleOf(kind),
    ruleIndex: TRIGGER_KINDS.indexOf(kind),
    level: 'error',
    message: {
      text: [
        `${quoted(victim.name, 80)} obeys the ${kind} ${quoted(text, 200)}.`,
        `With it ${ofAll(success)} functions that it calls "${quoted(from, 80)}" become "${quoted(to, 80)}" (${inPercent(success)}); with something plain in its place ${ofAll(plain)}.`,
        `Of ${ofAll(sure)} it is then surer than of ${inTwenty(bar)} clean functions (score ${number(score)}).`,
      ].join(' '),
    },
    locations: [
      {
        ...(physicalLocation && { physicalLocation }),
        logicalLocations: [{ name: victim.name, kind: 'resource' }],
      },
    ],
    partialFingerprints: { 'codepurify/v1': fingerprint([victim.sha256, kind, text, to]) },
    properties: { kind, text, from, to, score, success, plain, sure, bar },
  };
}

function fingerprint(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

function notifications(report: AuditReport): Sarif.Notification[] {
  const { verdict, unsearched, errors } = report;
  const told = (id: string, level: 'error' | 'warning', text: string): Sarif.Notification => ({
    level,
    descriptor: { id: `codepurify/${id}` },
    message: { text },
  });
  return [
    ...(verdict === 'unknown' ? [told('no-verdict', 'error', headline(report))] : []),
    ...unsearched.map(({ from, to, reason }) =>
      told(
        'not-searched',
        'warning',
        `Not settled, from "${quoted(from, 80)}" to "${quoted(to, 80)}": ${quoted(reason, 300)}.`,
      ),
    ),
    ...errors.map(({ file, message }) =>
      told('not-read', 'error', `${quoted(file, 200)}: ${quoted(message, 300)}`),
    ),
  ];
}
