import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** Runs a module of training/ on an input, and reads the JSON that it writes. What else it says is passed on. */
export async function runPython(python: string, words: readonly string[], input: string): Promise<unknown> {
  const child = spawn(python, ['-m', ...words], {
    env: { ...process.env, PYTHONPATH: fileURLToPath(new URL('../../training', import.meta.url)) },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(input);
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0) throw new Error(`${words[0]} ended with ${code}`);
  return JSON.parse(output);
}
