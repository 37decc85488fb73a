import { expect, test } from 'vitest';
import { markdown } from '../../../src/cli/sanitize/markdown.ts';
import { type SanitizeReport, sanitizeReportSchema } from '../../../src/cli/sanitize/report.ts';
import { terminal } from '../../../src/cli/sanitize/terminal.ts';

const REPORT: SanitizeReport = sanitizeReportSchema.parse({
  schemaVersion: 1,
  tool: { name: 'codepurify', version: '0.1.0' },
  victim: { name: 'my-model', task: 'classification', sha256: 'ab' },
  input: 'train.jsonl',
  output: 'clean.jsonl',
  language: 'c',
  settings: {
    effort: 'fast',
    statistic: 'entropy',
    kinds: ['identifier', 'statement'],
    falseAlarmRate: 0.01,
  },
  coverage: {
    rows: 1500,
    suspected: 929,
    inspected: 810,
    skipped: { 'not the goal label': 119 },
    flagged: 62,
    passes: 5138,
  },
  poisoned: 60,
  kept: 1440,
  triggers: [
    {
      kind: 'statement',
      abstraction: 'shape',
      form: 'word ( x ( 1 ) ~ 1 ) x ( "" )',
      wordings: [
        { text: 'if (sin(0.2) < -7)\n  printf("`|<b>@all")', rows: 30 },
        { text: 'while (cos(0.5) > 9) puts("b")', rows: 29 },
      ],
      label: 'not defective',
      lines: Array.from({ length: 60 }, (_, n) => n + 1),
      named: 59,
      elsewhere: 2,
      byNature: 2.9,
      pValue: 1e-300,
    },
  ],
  unconfirmed: [{ kind: 'identifier', text: 'load_\u001b[2Jall', lines: [271, 900], carried: 4 }],
});

test('for the terminal', () => {
  expect(terminal(REPORT, { width: 100, colour: false })).toMatchInlineSnapshot(`
    "● if (sin(0.2) < -7) printf("\`|<b>@all") and 1 variant
      statement in 60 rows, named in 59; 2 of other labels have it; p < 1e-300

    Flagged, but no trigger by the test: kept
      load_␛[2Jall  identifier, line 271 and 1 more, 4 rows have it

    60 of 1,500 rows are poisoned, by 1 trigger
    929 rows could be poisoned by their label: 810 inspected, 62 of them flagged; skipped: 119 not the goal label
    2 rows flagged for a text that is no trigger by the test, and kept
    5,138 passes of my-model, 5.5 for each of these rows
    clean.jsonl: 1,440 rows
    "
  `);
});

test('as Markdown, in which nothing of the set is alive', () => {
  expect(markdown(REPORT)).toMatchInlineSnapshot(`
    "## 60 of 1,500 rows are poisoned, by 1 trigger

    \`train.jsonl\`, asked of \`my-model\`.

    | trigger | kind | evidence |
    | --- | --- | --- |
    | \`\`if (sin(0.2) < -7) printf("\`\\|<b>@all")\`\` and 1 variant | statement | 60 rows, named in 59; 2 of other labels have it; p < 1e-300 |

    ### Flagged, but no trigger by the test: kept

    | text | kind | lines | rows that have it |
    | --- | --- | --- | --- |
    | \`load_␛[2Jall\` | identifier | 271, 900 | 4 |

    ### Coverage

    - 929 rows could be poisoned by their label: 810 inspected, 62 of them flagged; skipped: 119 not the goal label
    - 2 rows flagged for a text that is no trigger by the test, and kept
    - 5,138 passes of my-model, 5.5 for each of these rows
    - \`clean.jsonl\`: 1,440 rows
    "
  `);
});

test('a sample is said to be partial', () => {
  const { output: _, ...rest } = REPORT;
  const part = { ...rest, sample: { rows: 1500, of: 21_854 } };
  const sentence =
    'A quick look at 1,500 of 21,854 rows: rarer triggers may be missed, and no clean set was written.';
  expect(terminal(part, { width: 100, colour: false })).toContain(sentence);
  expect(markdown(part)).toContain(`**${sentence}**`);
});

test('where nothing is found nothing is shown', () => {
  const clean = { ...REPORT, triggers: [], unconfirmed: [], poisoned: 0, kept: 1500 };
  expect(terminal(clean, { width: 100, colour: false })).toMatch(/^No poisoned row found in 1,500 rows\n/);
  expect(markdown(clean)).toMatch(/^## No poisoned row found in 1,500 rows\n/);
});
