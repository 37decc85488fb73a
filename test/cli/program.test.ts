import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { explainedError } from '../../src/cli/explained-error.ts';
import { Interrupted } from '../../src/cli/interruption.ts';
import { program } from '../../src/cli/program.ts';
import { UsageError } from '../../src/scan/usage-error.ts';
import { cli, shell } from './cli.ts';

function leaves(command: Command, path: readonly string[] = []): (readonly string[])[] {
  if (command.commands.length === 0) return [path];
  return command.commands.flatMap((sub) => leaves(sub, [...path, sub.name()]));
}

test.each(leaves(program()).map((path) => [path.join(' '), path] as const))(
  'the help of %s has an example that begins with it',
  async (name, path) => {
    const ran = await cli([...path, '--help']);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain(`$ codepurify ${name}`);
    expect(Math.max(...ran.stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  },
);

test('the version', async () => {
  expect(await shell(['--version'])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
});

test.each([
  ['a known error', new UsageError('Do it so.'), false, 2, 'error: Do it so.'],
  ['a wish to stop', new Interrupted(), false, 130, 'Stopped.'],
  ['a fault of ours', new TypeError('x is not y'), false, 70, 'Please report it.\nRun it again with --debug'],
  ['what is no error', 'oops', false, 70, 'internal error: oops'],
])('%s', (_what, error, debug, exitCode, message) => {
  const explained = explainedError(error, debug);
  expect(explained.exitCode).toBe(exitCode);
  expect(explained.message).toContain(message);
  expect(explained.message).not.toContain('    at ');
});

test('the stack is for those who ask for it', () => {
  expect(explainedError(new TypeError('x'), true).message).toContain('    at ');
});
