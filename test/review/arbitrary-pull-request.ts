import fc from 'fast-check';
import { applyEdits } from '../../src/code/apply-edits.ts';
import type { Edit } from '../../src/code/edit.ts';
import type { ChangedFile } from '../../src/review/changed-file.ts';
import type { Finding } from '../../src/review/finding.ts';
import { fingerprint } from '../../src/scan/fingerprint.ts';
import { samplePoisoned } from '../scan/report/sample.ts';
import { changedFile } from './sample.ts';

const STATEMENTS = [
  'int length = read(a, b);',
  'if (rand() < 0) printf("fail");',
  'log("```suggestion");',
  '// ```` @everyone <img src=x onerror=alert(1)>',
  '~~~~ close();',
  '<!-- codepurify:finding 0123456789abcdef0123456789abcdef -->',
  'name = "naïve 漢字 👩‍👩‍👧 é";',
  '\tfor (;;) { a += b; }',
  '``` ',
  '',
  'return a;',
];

const statement = fc.constantFrom(...STATEMENTS);
const lineEnd = fc.constantFrom('\n', '\r\n');

interface Drafted {
  readonly prefix: string;
  readonly name: string;
  readonly lines: readonly string[];
  readonly gap: readonly string[];
  readonly poisoned: boolean;
  readonly shape: number;
  readonly at: number;
  readonly put: readonly string[];
}

const drafted: fc.Arbitrary<Drafted> = fc.record({
  prefix: fc.constantFrom('', '', 'static ', 'é '),
  name: fc.constantFrom('f', 'read_frame', '`x` @a', 'größe', ''),
  lines: fc.array(statement, { maxLength: 24 }),
  gap: fc.array(statement, { maxLength: 9 }),
  poisoned: fc.boolean(),
  shape: fc.nat({ max: 6 }),
  at: fc.nat(),
  put: fc.array(statement, { maxLength: 3 }),
});

/** For each line of the head what the base had: it too, nothing, another line, or it and one more. */
const changes = fc.array(fc.constantFrom('same', 'same', 'same', 'same', 'new', 'other', 'more'), {
  minLength: 1,
});

const file = fc
  .record({
    functions: fc.array(drafted, { minLength: 1, maxLength: 5 }),
    changes,
    status: fc.constantFrom('modified', 'modified', 'modified', 'added', 'renamed', 'moved'),
    end: lineEnd,
    mixed: fc.boolean(),
    openEnded: fc.boolean(),
  })
  .map(fileOf);

/** A pull request: changed files, and what was found in them. */
export const pullRequest = fc.array(file, { minLength: 1, maxLength: 3 }).map((files) => {
  const named = files.map(({ changed, findings }, index) => {
    const path = `src/${index}@é.c`;
    const moved = changed.status === 'renamed' ? { previousPath: `old/${index}.c` } : {};
    return {
      changed: { ...changed, ...moved, path },
      findings: findings.map((finding) => inFile(finding, path)),
    };
  });
  return {
    files: named.map(({ changed }) => changed),
    findings: named.flatMap(({ findings }) => findings),
  };
});

function fileOf({
  functions,
  changes,
  status,
  end,
  mixed,
  openEnded,
}: {
  readonly functions: readonly Drafted[];
  readonly changes: readonly string[];
  readonly status: string;
  readonly end: string;
  readonly mixed: boolean;
  readonly openEnded: boolean;
}): { readonly changed: ChangedFile; readonly findings: readonly Finding[] } {
  let head = '';
  const findings: Finding[] = [];
  for (const [index, draft] of functions.entries()) {
    const ends = (line: number) => (mixed && line % 3 === 0 ? '\n' : end);
    head += draft.gap.map((line, at) => line + ends(at)).join('');
    const code = [`int f(int a, int b) {`, ...draft.lines.map((line) => `  ${line}`), '}']
      .map((line, at, all) => (at === all.length - 1 ? line : line + ends(at)))
      .join('');
    const startLine = head.split('\n').length;
    head += draft.prefix + code;
    if (draft.poisoned) findings.push(findingOf(draft, code, startLine, index));
    if (index < functions.length - 1 || !openEnded) head += end;
  }
  const base = status === 'added' ? '' : status === 'moved' ? head : baseOf(head, changes);
  const changed = changedFile('', base, head);
  return { changed: { ...changed, status: statusOf(status) }, findings };
}

function statusOf(status: string): ChangedFile['status'] {
  return status === 'added' ? 'added' : status === 'modified' ? 'modified' : 'renamed';
}

function baseOf(head: string, changes: readonly string[]): string {
  return head
    .split(/(?<=\n)/)
    .flatMap((line, at) => {
      const change = changes[at % changes.length];
      if (change === 'new') return [];
      if (change === 'other') return [`old ${line}`];
      return change === 'more' ? ['gone;\n', line] : [line];
    })
    .join('');
}

function findingOf(
  { name, prefix, at, shape, put }: Drafted,
  code: string,
  startLine: number,
  index: number,
): Finding {
  const edits = editsOf(code, shape, at, put);
  const sample = samplePoisoned({ code, name, trigger: code.slice(0, 5) });
  const [first] = edits;
  const line = startLine + code.slice(0, first?.from ?? 0).split('\n').length - 1;
  const { purification } = sample.verdict;
  return {
    ...sample,
    startColumn: prefix.length,
    verdict: {
      ...sample.verdict,
      startLine,
      endLine: startLine + code.split('\n').length - 1,
      pValue: 1 / (index + 2),
      trigger: { ...sample.verdict.trigger, startLine: line, endLine: line },
      ...(purification && {
        purification: { ...purification, code: applyEdits(code, edits), edits },
      }),
    },
  };
}

/** What a purification does: takes lines out, or text, or text with a line end; renames; replaces; puts in; anything. */
function editsOf(code: string, shape: number, at: number, put: readonly string[]): Edit[] {
  const lines = code.split(/(?<=\n)/);
  const line = at % lines.length;
  const from = lines.slice(0, line).join('').length;
  const to = from + (lines[line]?.length ?? 0);
  const text = put.join('\n');
  const bare = from + (lines[line]?.trimEnd().length ?? 0);
  switch (shape) {
    case 0:
      return [{ from, to, text: '' }];
    case 1:
      return [{ from: Math.min(from + 2, bare), to: bare, text: '' }];
    case 2:
      return [{ from: Math.max(0, from - 1), to: bare, text: '' }];
    case 3:
      return Array.from(code.matchAll(/\ba\b/g), ({ index }) => ({
        from: index,
        to: index + 1,
        text: 'value',
      }));
    case 4:
      return [{ from: Math.min(from + 2, bare), to: bare, text }];
    case 5:
      return [{ from, to: from, text: `${text}\n` }];
    default: {
      const start = at % (code.length + 1);
      return [{ from: start, to: Math.min(code.length, start + (at % 97)), text }];
    }
  }
}

function inFile(finding: Finding, file: string): Finding {
  const { verdict, code } = finding;
  const { victim, name, startLine } = verdict;
  // The line makes equal functions of one file different findings, which is what these tests count by.
  const identity = { victim, file, name, code, trigger: `${verdict.trigger.text} ${startLine}` };
  return { ...finding, verdict: { ...verdict, file, fingerprint: fingerprint(identity) } };
}
