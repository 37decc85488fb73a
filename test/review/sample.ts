import { structuredPatch } from 'diff';
import type { ChangedFile } from '../../src/review/changed-file.ts';
import type { Finding } from '../../src/review/finding.ts';
import type { Reviewed } from '../../src/review/reviewed.ts';
import type { ScanResult } from '../../src/scan/scan-result.ts';
import { samplePoisoned, sampleScan } from '../scan/report/sample.ts';

export const HEAD = 'c0ffee'.repeat(7).slice(0, 40);

/** A changed file with the hunks that GitHub shows for it. */
export function changedFile(path: string, base: string, head: string): ChangedFile {
  const { hunks } = structuredPatch('', '', base, head, '', '', { context: 3 });
  return { path, status: base === '' ? 'added' : 'modified', hunks, head };
}

/** The sample of the scan in a file whose base lacks the trigger's line, which the purification takes out again. */
export function sampleReview(changes: Parameters<typeof sampleScan>[0] = {}): Reviewed {
  const sample = sampleScan(changes);
  const finding = withoutLine(samplePoisoned(changes));
  const { verdict, code } = finding;
  const head = `${'/* ... */\n'.repeat(verdict.startLine - 1)}${code}\n`;
  const line = code.split('\n')[verdict.trigger.startLine - verdict.startLine];
  return {
    scan: { ...sample, functions: [finding, ...sample.functions.slice(1)] },
    files: [changedFile(verdict.file, head.replace(`${line}\n`, ''), head)],
    head: HEAD,
    standing: [],
    ignored: new Map(),
  };
}

function withoutLine(finding: Finding): Finding {
  const { code, verdict } = finding;
  const { trigger, startLine, purification } = verdict;
  const lines = code.split(/(?<=\n)/);
  const first = trigger.startLine - startLine;
  const from = lines.slice(0, first).join('').length;
  const to = lines.slice(0, trigger.endLine - startLine + 1).join('').length;
  const edits = [{ from, to, text: '' }];
  const purified = purification && { ...purification, code: code.slice(0, from) + code.slice(to), edits };
  return { ...finding, verdict: { ...verdict, ...(purified && { purification: purified }) } };
}

/** A scan that found these and passed nothing over. */
export function scanOf(findings: readonly Finding[]): ScanResult {
  return {
    ...sampleScan(),
    functions: findings,
    coverage: { seen: findings.length, inspected: findings.length, skipped: {} },
    errors: [],
  };
}
