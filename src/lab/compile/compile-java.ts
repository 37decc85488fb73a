import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Compiled } from './compiled.ts';

/** Packages of the platform that open-source Java uses most, so that more of the types are known. */
const BEFORE = `import java.io.*; import java.math.*; import java.net.*; import java.nio.*; import java.nio.channels.*;
import java.nio.charset.*; import java.nio.file.*; import java.security.*; import java.sql.*; import java.text.*;
import java.util.*; import java.util.Date; import java.util.concurrent.*; import java.util.regex.*; import java.util.zip.*;
class Holder {
`;
/** To start, and for each method. */
const PATIENCE_MS = 20_000;
const PROGRAM = fileURLToPath(new URL('../../../java/CompileJava.java', import.meta.url));

const answer = z.object({
  diagnostics: z.array(z.object({ at: z.number(), message: z.string() })),
  code: z.string().nullable(),
});

/** What javac says of Java methods, each in a class of its own, in their order. One virtual machine compiles them all. */
export function compileJava(texts: readonly string[]): readonly Compiled[] {
  const input = Buffer.concat(
    texts.flatMap((text) => {
      const source = Buffer.from(`${BEFORE}${text}\n}\n`);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(source.length);
      return [length, source];
    }),
  );
  const options = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '--add-modules', 'java.sql', PROGRAM];
  const ran = spawnSync('java', options, {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    timeout: PATIENCE_MS * (1 + texts.length),
  });
  const lines = ran.stdout.split('\n').slice(0, -1);
  if (ran.error || lines.length !== texts.length) throw ran.error ?? new Error(`java: ${ran.stderr}`);
  return lines.map((line) => {
    const { diagnostics, code } = answer.parse(JSON.parse(line));
    const inside = diagnostics.map(({ at, message }) => ({ at: Math.max(-1, at - BEFORE.length), message }));
    return { diagnostics: inside, code: code ?? undefined };
  });
}
