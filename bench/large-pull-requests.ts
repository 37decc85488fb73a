// What the App makes of pull requests that are large on purpose: time, memory, and whether its coverage is honest.
//
//   node bench/large-pull-requests.ts
//
// The real work of the App with a shipped victim, beside the stand-in. Memory is that of this process, which is also the
// stand-in's.
import { readFileSync } from 'node:fs';
import { keptModels } from '../src/github/models.ts';
import { functionsIn } from '../src/index.ts';
import { bench } from '../test/github/work/bench.ts';

const CONFIG = '.github/codepurify.yml';
const VICTIM = 'victims: [{ name: defect-c-backdoored }]\n';
const TRIGGER = '    if (rand() < 0) printf("fail");\n';

const samples = await functionsIn(readFileSync('test/bench/fixtures/functions.c', 'utf8'), 'c');
/** The sample functions in turn, no two alike. */
const aFunction = (n: number, trigger = '') =>
  (samples[n % samples.length]?.text ?? '').replace('{', `{\n${trigger}    int number_${n} = ${n};\n`);
const files = (count: number, each: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, file) => [
      `src/f${file}.c`,
      Array.from({ length: each }, (_, n) => aFunction(file * each + n)).join('\n\n'),
    ]),
  );

const large = {
  '5,000 changed functions, 500 of them inspected (the default)': { head: files(50, 100), config: VICTIM },
  '5,000 changed functions, all inspected': { head: files(50, 100), config: `${VICTIM}functions: 5000\n` },
  '3,000 files of one function': { head: files(3000, 1), config: VICTIM },
  'one file of 20 MB beside one with a trigger': {
    head: {
      'big.c': `${aFunction(0)}\n`.repeat(20_000_000 / aFunction(0).length),
      'a.c': aFunction(1, TRIGGER),
    },
    config: VICTIM,
  },
};

await using models = keptModels();
for (const [what, { head, config }] of Object.entries(large)) {
  await using the = await bench({ models });
  the.repository.commit({ 'README.md': 'An engine.', [CONFIG]: config });
  const pull = the.repository.openPullRequest(head);
  const began = performance.now();
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 100);
  const result = await the.review(pull);
  clearInterval(watch);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const [check] = pull.checkRuns;
  console.log(
    `${what}: ${seconds} s, ${Math.round(most / 2 ** 20)} MB, ${the.requests().length} requests, ${check?.conclusion}`,
  );
  console.log(`  ${JSON.stringify(result)}`);
}
