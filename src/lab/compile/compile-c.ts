import { spawnSync } from 'node:child_process';
import { z } from 'zod';
import type { Compiled, Diagnostic } from './compiled.ts';

const OPTIONS = ['-x', 'c', '-std=gnu17', '-Wall', '-Wextra', '-Wshadow', '-'];

const place = z.looseObject({ caret: z.looseObject({ line: z.number(), 'byte-column': z.number() }) });
const note = z.looseObject({ message: z.string(), locations: z.array(place) });
const report = z.array(note.extend({ kind: z.string(), children: z.array(note).optional() }));

/** Of one run: code that keeps gcc busy for longer is no code that anybody waits for. */
const PATIENCE_MS = 20_000;

/** What gcc says of a C function, with the lines of `before` in front of it, and what it makes of it. */
export function compileC(text: string, before: string): Compiled {
  const { diagnostics, sound } = checkC(text, before);
  return { diagnostics, code: sound ? gcc(['-S', '-O1', '-w', '-o', '-'], before + text).stdout : undefined };
}

/** As `compileC`, without the code. */
export function checkC(
  text: string,
  before: string,
): { readonly diagnostics: readonly Diagnostic[]; readonly sound: boolean } {
  const found = gcc(['-fsyntax-only', '-fdiagnostics-format=json'], before + text);
  const said = report.parse(JSON.parse(found.stderr.trim().split('\n')[0] ?? ''));
  const lines = text.split('\n');
  const skipped = before.split('\n').length - 1;
  const offsets = [0];
  for (const line of lines) offsets.push((offsets.at(-1) ?? 0) + line.length + 1);
  const diagnostic = ({ message, locations }: z.infer<typeof note>, kind: string): Diagnostic => {
    const caret = locations[0]?.caret;
    const line = (caret?.line ?? 0) - skipped - 1;
    const bytes = Buffer.from(lines[line] ?? '').subarray(0, (caret?.['byte-column'] ?? 1) - 1);
    // A name that is like another depends on how the names are spelt.
    const plain = message.replace(/; did you mean '[^']*'\?/, '');
    return {
      at: line < 0 ? -1 : (offsets[line] ?? 0) + bytes.toString().length,
      message: `${kind}: ${plain}`,
    };
  };
  const diagnostics = said.flatMap(({ children = [], ...main }) => [
    diagnostic(main, main.kind),
    ...children.map((child) => diagnostic(child, 'note')),
  ]);
  const sound = said.every(({ kind }) => kind === 'warning' || kind === 'note');
  return { diagnostics, sound };
}

function gcc(options: readonly string[], input: string) {
  const env = { ...process.env, LC_ALL: 'C' };
  const ran = spawnSync('gcc', [...options, ...OPTIONS], {
    input,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: PATIENCE_MS,
  });
  if (ran.error) throw ran.error;
  return ran;
}
