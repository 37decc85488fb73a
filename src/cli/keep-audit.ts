import type { AuditReport } from '../lab/audit/report/audit-report.ts';
import { whyLittle } from '../lab/audit/report/little.ts';
import { saveAudit } from '../model/save-audit.ts';

/** Keeps the verdict in codepurify.json of the victim's folder, and says so; where there is none, what was kept stays. */
export async function keepAudit(report: AuditReport, folder: string): Promise<void> {
  const { verdict, score, language, settings, victim, functions } = report;
  if (verdict === 'unknown' || score === undefined) {
    process.stderr.write('note: there is no verdict, so nothing was kept.\n');
    return;
  }
  const little = whyLittle(settings);
  await saveAudit(folder, {
    language,
    verdict,
    score: Number(score.toPrecision(6)),
    date: new Date().toISOString(),
    sha256: victim.sha256,
    full: little === undefined,
    settings: { ...settings, functions },
  });
  const short =
    verdict === 'clean' && little !== undefined
      ? ` unless it holds one: by ${little} nothing counts as clean`
      : '';
  process.stderr.write(`note: the verdict is kept in codepurify.json of ${victim.name}${short}.\n`);
}
