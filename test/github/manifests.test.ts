import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { APP_EVENTS, APP_PERMISSIONS } from '../../src/github/app-needs.ts';

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
