import { expect, test } from 'vitest';
import type { Language } from '../../src/code/language.ts';
import { loadGrammar } from '../../src/load-grammar.ts';
import { ignoresInCode } from '../../src/review/ignores-in-code.ts';
import { findFunctions } from '../../src/scan/find-functions.ts';
import { samplePoisoned } from '../scan/report/sample.ts';
import { changedFile, scanOf } from './sample.ts';

const A = 'int a(void)\n{\n    return 1;\n}\n';

/** The ignores of a file in which every function is poisoned, by function name. */
async function ignores(head: string, { base = head, language = 'c' as Language } = {}) {
  const all = await findFunctions(head, language, 'a.c');
  if ('message' in all) throw new Error(all.message);
  const findings = all.functions.map(({ name, text, startLine, endLine, startColumn }) => {
    const sample = samplePoisoned({ code: text, name, trigger: text });
    return {
      ...sample,
      startColumn,
      verdict: { ...sample.verdict, file: 'a.c', language, startLine, endLine },
    };
  });
  const found = await ignoresInCode(scanOf(findings), [changedFile('a.c', base, head)], loadGrammar);
  return Object.fromEntries(
    findings.flatMap(({ verdict }) => {
      const ignore = found.get(verdict.fingerprint);
      return ignore === undefined ? [] : [[verdict.name, ignore]];
    }),
  );
}

const byLine = (line: number, added = 'neither') => ({
  reason: 'checked by ann',
  by: { kind: 'code', line, added },
});

test.each([
  [
    'in the function',
    'int a(void)\n{\n    // codepurify-ignore: checked by ann\n    return 1;\n}\n',
    { a: byLine(3) },
  ],
  ['right above it', `/* codepurify-ignore: checked by ann */\n${A}`, { a: byLine(1) }],
  ['in a run of comments', `// codepurify-ignore: checked by ann\n// more\n${A}`, { a: byLine(1) }],
  ['in a block of lines', `/*\n * codepurify-ignore: checked by ann\n */\n${A}`, { a: byLine(1) }],
  [
    'behind its last brace',
    `int b(void) { return 2; } // codepurify-ignore: checked by ann\n${A}`,
    { b: byLine(1) },
  ],
  ['apart from it', `// codepurify-ignore: checked by ann\n\n${A}`, {}],
  ['without a reason', `// codepurify-ignore:\n${A}`, {}],
  ['in a string', 'int a(void)\n{\n    puts("// codepurify-ignore: checked by ann");\n}\n', {}],
  ['with CRLF', `// codepurify-ignore: checked by ann\r\n${A.replaceAll('\n', '\r\n')}`, { a: byLine(1) }],
])('an ignore %s', async (_, code, wanted) => {
  expect(await ignores(code)).toEqual(wanted);
});

test('an ignore in Python', async () => {
  const code = 'def a():\n    # codepurify-ignore: checked by ann\n    return 1\n';
  expect(await ignores(code, { language: 'python' })).toEqual({ a: byLine(2) });
});

test('an ignore that the pull request itself adds says so', async () => {
  const head = `// codepurify-ignore: checked by ann\n${A}`;
  expect(await ignores(head, { base: A })).toEqual({ a: byLine(1, 'comment') });
});
