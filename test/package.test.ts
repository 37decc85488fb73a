import { execFile } from 'node:child_process';
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { OLDEST_MAJOR, oldNode } from '../src/cli/old-node.ts';
import { GRAMMAR_FILES } from '../src/load-grammar.ts';
import { listModels } from '../src/model/list-models.ts';

const call = promisify(execFile);
const MEGABYTE = 1e6;

const packShape = z.tuple([
  z.object({ files: z.array(z.object({ path: z.string(), size: z.number() })), unpackedSize: z.number() }),
]);
const manifestShape = z.object({
  version: z.string(),
  bin: z.object({ codepurify: z.string() }),
  dependencies: z.record(z.string(), z.string()),
  engines: z.object({ node: z.string() }),
});

/** A folder beside which the dependencies can be reached, and in which the package lies as npm would unpack it. */
const place = mkdtempSync(join(tmpdir(), 'codepurify-package-'));
const app = join(place, 'app');
const installed = join(app, 'node_modules', 'codepurify');
const manifest = manifestShape.parse(JSON.parse(readFileSync('package.json', 'utf8')));
let files: readonly { readonly path: string; readonly size: number }[] = [];

beforeAll(async () => {
  await call(process.execPath, ['--run', 'build']);
  const { stdout } = await call('npm', ['pack', '--dry-run', '--json', '--ignore-scripts']);
  [{ files }] = packShape.parse(JSON.parse(stdout));
  for (const { path } of files) cpSync(path, join(installed, path));
  symlinkSync(resolve('node_modules'), join(place, 'node_modules'));
  writeFileSync(join(app, 'package.json'), JSON.stringify({ type: 'module', private: true }));
});

afterAll(() => rmSync(place, { recursive: true, force: true }));

test('the package holds what the program needs and nothing else', async () => {
  const models = await listModels();
  const queries = new Set(Object.values(GRAMMAR_FILES).flatMap((grammar) => grammar.queries));
  const needed = [
    ...['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md'],
    ...['verdict', 'redteam', 'sanitize', 'audit', 'unlearn', 'evidence', 'config'].map(
      (name) => `schema/${name}.schema.json`,
    ),
    ...[...queries].map((name) => `grammars/${name}.scm`),
    'java/CompileJava.java',
    ...globSync('**/*.ts', { cwd: 'src' }).flatMap((path) =>
      ['.js', '.d.ts'].map((ending) => `dist/${path.replaceAll('\\', '/').replace(/\.ts$/, ending)}`),
    ),
    ...models.flatMap((model) => [
      ...['codepurify.json', 'README.md', ...('card' in model ? Object.keys(model.card.files) : [])].map(
        (file) => `models/${model.name}/${file}`,
      ),
    ]),
  ];
  expect(files.map(({ path }) => path).sort()).toEqual(needed.sort());
});

test('models are under 35 MB each and under 150 MB together', () => {
  const sizes = new Map<string, number>();
  for (const { path, size } of files) {
    const [, model] = /^models\/([^/]+)\//.exec(path) ?? [];
    if (model !== undefined) sizes.set(model, (sizes.get(model) ?? 0) + size);
  }
  expect(Math.max(...sizes.values())).toBeLessThan(35 * MEGABYTE);
  expect([...sizes.values()].reduce((sum, size) => sum + size, 0)).toBeLessThan(150 * MEGABYTE);
});

test('what the package imports is a dependency of it', () => {
  const imported = files
    .filter(({ path }) => path.startsWith('dist/'))
    .flatMap(({ path }) => [...readFileSync(path, 'utf8').matchAll(/(?:from|import) '([^'.][^']*)'/g)])
    .flatMap(([, name = '']) => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? [])
    .filter((name) => !name.startsWith('node:'));
  // The grammars are files that are looked up, not modules that are imported.
  expect(new Set([...imported, '@repomix/tree-sitter-wasms'])).toEqual(
    new Set(Object.keys(manifest.dependencies)),
  );
});

function program(...words: readonly string[]): ReturnType<typeof node> {
  return node(join(installed, manifest.bin.codepurify), ...words);
}

async function node(...words: readonly string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const ran = call(process.execPath, words, { cwd: app });
  return ran.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );
}

const CODE = 'int add(int a, int b)\n{\n    int sum = a + b;\n    return sum;\n}\n';
const VICTIM = resolve('test/fixtures/models/tiny-repair');

test('the program runs from the package: its version, its models, a scan', async () => {
  expect(await program('--version')).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
  const { code, stdout } = await program('model', 'list');
  expect(code).toBe(0);
  for (const { name } of await listModels()) expect(stdout).toMatch(new RegExp(`^${name} `, 'm'));
  writeFileSync(join(app, 'add.c'), CODE);
  const scan = await program('scan', 'add.c', '--victim', VICTIM, '--threshold', '1', '--format', 'json');
  expect(scan).toMatchObject({ code: 1 });
  expect(JSON.parse(scan.stdout)).toMatchObject({
    coverage: { inspected: 1 },
    functions: [{ file: 'add.c', name: 'add', verdict: 'poisoned' }],
  });
});

test('the library can be imported, its schema and its version too', async () => {
  writeFileSync(
    join(app, 'use.js'),
    `import { defend, openVictim } from 'codepurify';
import manifest from 'codepurify/package.json' with { type: 'json' };
import schema from 'codepurify/schema/verdict.schema.json' with { type: 'json' };
const victim = await openVictim(${JSON.stringify(VICTIM)});
const outcome = await defend(${JSON.stringify(CODE)}, { victim, language: 'c', threshold: 1 });
console.log(outcome.verdict, manifest.version, schema.type);
await victim.close();
`,
  );
  const stdout = `poisoned ${manifest.version} object\n`;
  expect(await node('use.js')).toMatchObject({ code: 0, stdout });
});

test.each([
  ['bundler', 'esnext'],
  ['nodenext', 'nodenext'],
])('the types reach a consumer whose module resolution is %s', async (resolution, module) => {
  const consumer = join(app, resolution);
  mkdirSync(consumer);
  writeFileSync(
    join(consumer, 'consumer.ts'),
    `import { type DefendSettings, defend, openVictim, type Outcome } from 'codepurify';
const settings: DefendSettings = { victim: await openVictim('a'), language: 'c' };
const outcome: Outcome = await defend('', settings);
if (outcome.verdict === 'poisoned') outcome.trigger.element.text.trim();
// @ts-expect-error If the types were lost, this would be none.
export const lost: DefendSettings = { ...settings, language: 'cobol' };
`,
  );
  const compilerOptions = { target: 'es2024', module, moduleResolution: resolution, types: ['node'] };
  writeFileSync(
    join(consumer, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: { ...compilerOptions, strict: true, noEmit: true, skipLibCheck: true },
    }),
  );
  const tsc = resolve('node_modules/typescript/bin/tsc');
  expect(await node(tsc, '-p', consumer)).toEqual({ code: 0, stdout: '', stderr: '' });
});

test.each([
  ['22.23.3', /runs on Node 24 or newer, and this is Node 22\.23\.3/],
  ['9.11.2', /this is Node 9\.11\.2/],
])('Node %s is refused in one sentence', (version, sentence) => {
  expect(oldNode(version)).toMatch(sentence);
});

test('the Node that engines names is not refused', () => {
  expect(manifest.engines.node).toBe(`>=${OLDEST_MAJOR}`);
  expect(oldNode(`${OLDEST_MAJOR}.0.0`)).toBeUndefined();
  expect(oldNode('100.0.0')).toBeUndefined();
});
