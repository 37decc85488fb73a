import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { program } from '../../src/cli/program.ts';
import { APP_EVENTS, APP_PERMISSIONS } from '../../src/github/app-needs.ts';
import { type Role, readEnvironment } from '../../src/github/serve/environment.ts';
import { PRIVATE_KEY } from './serve/private-key.ts';

const appSchema = z.object({
  public: z.literal(false),
  default_permissions: z.record(z.string(), z.enum(['read', 'write'])),
  default_events: z.array(z.string()),
});

const actionSchema = z.object({
  inputs: z.record(z.string(), z.object({ description: z.string().min(1), default: z.string() })),
  runs: z.object({
    steps: z.array(
      z.object({
        uses: z.string().optional(),
        run: z.string().optional(),
        env: z.record(z.string(), z.string()).optional(),
      }),
    ),
  }),
});

test("the App's manifest asks for what the code says that it needs, each with its reason", () => {
  const text = readFileSync('app.yml', 'utf8');
  const manifest = appSchema.parse(parse(text));
  expect(manifest.default_events).toEqual([...APP_EVENTS]);
  expect(manifest.default_permissions).toEqual(
    Object.fromEntries(Object.entries(APP_PERMISSIONS).map(([name, { level }]) => [name, level])),
  );
  for (const name of Object.keys(manifest.default_permissions)) {
    expect(text).toMatch(new RegExp(`\\n  # .+\\n  ${name}: `));
  }
});

test('the Action pins what it uses, and no text of an event becomes part of a script', () => {
  const { inputs, runs } = actionSchema.parse(parse(readFileSync('action.yml', 'utf8')));
  for (const { uses, run } of runs.steps) {
    if (uses !== undefined) expect(uses).toMatch(/^actions\/[\w-]+@[0-9a-f]{40}$/);
    expect(run ?? '').not.toContain('${{');
  }
  const told = Object.values(runs.steps.at(-1)?.env ?? {}).join(' ');
  for (const name of Object.keys(inputs)) expect(told).toContain(`\${{ inputs.${name} }}`);
  const page = readFileSync('docs/action.md', 'utf8');
  for (const name of Object.keys(inputs)) expect(page).toContain(`\`${name}\``);
});

test('the image copies what is there, and starts what the program knows', () => {
  const text = readFileSync('Dockerfile', 'utf8');
  const copied = [...text.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) =>
    names.split(' '),
  );
  expect(copied).toContain('src');
  for (const name of copied) expect([name, existsSync(name)]).toEqual([name, true]);
  const command = z.array(z.string()).parse(JSON.parse(/^CMD (\[.+\])$/m.exec(text)?.[1] ?? ''));
  expect(optionsOf(command)).toMatchObject({ data: '/data/queue' });
  expect(/ENV .*HOST=0\.0\.0\.0/.test(text)).toBe(true);
});

const composeSchema = z.object({
  services: z.record(
    z.string(),
    z.object({
      command: z.array(z.string()).optional(),
      environment: z.record(z.string(), z.string()),
      stop_grace_period: z.string().optional(),
    }),
  ),
});

test.each<Role>(['web', 'worker'])(
  'compose gives the %s what it needs to start, and no secret more',
  (role) => {
    const { services } = composeSchema.parse(parse(readFileSync('compose.yaml', 'utf8'), { merge: true }));
    const service = services[role];
    const flags = optionsOf(service?.command ?? []);
    expect(flags.role).toBe(role);
    expect(Number(flags.drain)).toBeLessThan(Number.parseInt(service?.stop_grace_period ?? '0', 10));
    const own = { WEBHOOK_SECRET: 'a secret', APP_ID: '12', POSTGRES_PASSWORD: 'pass', GHE_PROTOCOL: 'http' };
    const filled = Object.entries(service?.environment ?? {}).map(([name, value]) => [
      name,
      value.replaceAll(/\$\{(\w+):[-?]([^}]*)\}/g, (_, variable: keyof typeof own) => own[variable] ?? ''),
    ]);
    // The file of the key lies in the container.
    const { PRIVATE_KEY_PATH, ...environment } = Object.fromEntries(filled);
    const read = readEnvironment({ ...environment, ...(PRIVATE_KEY_PATH && { PRIVATE_KEY }) }, role);
    expect(read.kind === 'problems' ? read.problems : []).toEqual([]);
    expect(environment.GHE_PROTOCOL).toBe(role === 'worker' ? 'http' : undefined);
    expect('WEBHOOK_SECRET' in environment).toBe(role === 'web');
    expect(PRIVATE_KEY_PATH !== undefined).toBe(role === 'worker');
  },
);

/** What the program takes from a command line, by the names of its options. */
function optionsOf([name, ...words]: readonly string[]): Record<string, unknown> {
  const command = program().commands.find((each) => each.name() === name);
  if (command === undefined) throw new Error(`there is no command ${name}`);
  expect(command.parseOptions([...words])).toEqual({ operands: [], unknown: [] });
  return command.opts();
}
