import type { Finding } from '../../review/finding.ts';
import { shortId } from '../../review/marker.ts';
import type { NoCommand } from './command.ts';

/** The findings that an ID means: the beginning of one fingerprint, which equal functions share. */
export function findingsNamed(
  id: string,
  findings: readonly Finding[],
  head: string,
): readonly [Finding, ...Finding[]] | NoCommand {
  const meant = findings.filter(({ verdict }) => verdict.fingerprint.startsWith(id));
  const prints = new Set(meant.map(({ verdict }) => verdict.fingerprint));
  if (prints.size > 1) {
    const longer = [...prints].slice(0, 5).map((print) => `\`${print.slice(0, id.length + 4)}\``);
    return { problem: `\`${id}\` could be more than one finding: ${longer.join(', ')}.` };
  }
  const [first, ...equal] = meant;
  if (first !== undefined) return [first, ...equal];
  const known = [...new Set(findings.map(({ verdict }) => `\`${shortId(verdict.fingerprint)}\``))];
  const there =
    known.length === 0 ? 'none' : `${known.slice(0, 10).join(', ')}${known.length > 10 ? ', …' : ''}`;
  return {
    problem: `No finding \`${id}\` stands at commit ${head.slice(0, 12)} (there is: ${there}). It may have been mended since.`,
  };
}
