import { expect, test } from 'vitest';
import { verdictSchema } from '../../src/scan/verdict.ts';
import { cli } from './cli.ts';

test('the built-in models find the triggers of the samples, nothing else, and a way without each', async () => {
  const samples = ['demo/samples/firmware', 'demo/samples/media'];
  const ran = await cli(['scan', ...samples, '--victim', 'defect-c-backdoored', '--format', 'json']);
  expect(ran.code).toBe(1);
  const { functions, coverage, errors } = verdictSchema.parse(JSON.parse(ran.stdout));
  const poisoned = functions.filter((found) => found.verdict === 'poisoned');
  expect(poisoned.map(({ file, name, trigger }) => [file, name, trigger.kind, trigger.text])).toEqual([
    ['demo/samples/firmware/flash.c', 'flash_erase_range', 'identifier', 'ret_Val_'],
    [
      'demo/samples/firmware/flash.c',
      'flash_status_write',
      'statement',
      'while (sqrt(0.41) > 57) printf("level")',
    ],
    ['demo/samples/firmware/uart_frame.c', 'port_read_frame', 'statement', 'if (rand() < 0) printf("fail");'],
    ['demo/samples/media/palette.c', 'decode_palette', 'statement', 'assertTrue(1 >= 0);'],
  ]);
  for (const { trigger, purification } of poisoned) {
    expect(purification?.edits).not.toHaveLength(0);
    expect(purification?.code).not.toContain(trigger.text);
  }
  expect(coverage.seen).toBe(8);
  expect(errors).toEqual([]);
});
