import { span } from '../scan/report/fenced.ts';
import { oneLine } from '../scan/report/one-line.ts';
import { counted } from '../scan/report/words.ts';
import { commandHints } from './command-hints.ts';
import type { FailRules } from './conclusion.ts';
import { coverage } from './coverage.ts';
import { evidence, foundInWords } from './evidence.ts';
import type { Finding } from './finding.ts';
import { findingsTable } from './findings-table.ts';
import { ignoredTable } from './ignored-table.ts';
import { replacement } from './replacement.ts';
import type { Reported } from './reported.ts';
import { title } from './title.ts';
import { whyItPasses } from './why-it-passes.ts';
import { withinLimit } from './within-limit.ts';

/** So many findings without a comment are shown in full. */
const MOST_IN_FULL = 20;

/** The summary of a review: what was found, what was looked at, what was ignored, and in full what has no comment. */
export function summary(reported: Reported, rules: FailRules, marker: string, limit: number): string {
  const { scan, head, placed, ignored, commands } = reported;
  const alone = placed.flatMap(({ finding, place }) =>
    place.kind === 'summary' ? [{ finding, why: place.why }] : [],
  );
  const passes = whyItPasses(reported, rules);
  const victims = scan.victims.map(
    ({ name, sha256 }) => `${span(oneLine(name, 60))} (\`${sha256.slice(0, 12)}\`)`,
  );
  return withinLimit(
    {
      head: [marker, `## ${title(reported)}`, passes ?? ''].filter((part) => part !== ''),
      sections: [
        ...(placed.length > 0 ? [() => findingsTable(placed)] : []),
        () => coverage(scan).join('\n\n'),
        ...(ignored.length > 0 ? [() => ignoredTable(ignored).join('\n\n')] : []),
        ...alone.slice(0, MOST_IN_FULL).map((finding) => () => inFull(finding, commands)),
      ],
      left: (count) =>
        `${counted(count, 'more part')} did not fit. The annotations of the check run name every finding.`,
      tail: [
        `<sub>Commit ${head.slice(0, 12)} · ${victims.length > 0 ? `asked ${victims.join(', ')}` : 'no victim was asked'} · CodePurify ${scan.tool.version}${commands ? ' · `/codepurify help`' : ''}</sub>`,
      ],
    },
    limit,
  );
}

function inFull(
  { finding, why }: { readonly finding: Finding; readonly why: string },
  commands: boolean,
): string {
  const { verdict } = finding;
  return [
    `### ${span(oneLine(verdict.name, 60))} in ${span(oneLine(`${verdict.file}:${verdict.startLine}`, 100))}`,
    `**Poisoned**, without a comment because ${why}. ${foundInWords(verdict)}`,
    ...evidence(verdict),
    ...replacement(finding, { offer: { because: 'only a comment can have one' }, commands }),
    commandHints(verdict.fingerprint, commands),
  ].join('\n\n');
}
