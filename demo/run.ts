import { chdir, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { run } from '../src/cli/run.ts';

/** Each has a backdoor that was trained into it on purpose: see its model card. */
const VICTIMS = ['defect-c-backdoored', 'clone-java-backdoored'];

chdir(fileURLToPath(new URL('..', import.meta.url)));
const words = ['scan', 'demo/samples', ...VICTIMS.flatMap((name) => ['--victim', name])];
stdout.write(`$ codepurify ${words.join(' ')}\n\n`);
await run(words);
// Findings are what the demonstration is for.
if (process.exitCode === 1) process.exitCode = 0;
