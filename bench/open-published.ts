import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const answer = z.object({
  elements: z.array(z.object({ kind: z.string(), text: z.string(), score: z.number() })),
  entropy: z.number().nullable(),
  poisoned: z.boolean(),
  wall: z.number(),
  cpu: z.number(),
});

/** What the authors' detection says of a function, and the seconds that took. */
export type Published = z.infer<typeof answer>;

/** Starts training/codepurify_training/published.py on a model; it answers one function after another. */
export function openPublished(python: string, model: string) {
  const training = fileURLToPath(new URL('../training', import.meta.url));
  const words = ['-m', 'codepurify_training.published', '--time', '--model', model];
  const child = spawn(python, words, {
    env: { ...process.env, PYTHONPATH: training },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask(func: string): Promise<Published> {
      child.stdin.write(`${JSON.stringify({ func })}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`${python} ended before it answered`);
      return answer.parse(JSON.parse(value));
    },
    close: () => child.stdin.end(),
  };
}
