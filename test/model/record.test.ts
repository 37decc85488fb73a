import { describe, expect, it } from 'vitest';
import { ModelError } from '../../src/model/model-error.ts';
import { openVictim } from '../../src/model/open-model.ts';
import { recordVictim } from '../../src/model/record-victim.ts';
import { replayVictim } from '../../src/model/replay-victim.ts';
import { expected, folder } from './fixture.ts';

describe('a record', () => {
  it.each(['tiny-defect', 'tiny-clone'])('of %s answers as the model did', async (name) => {
    const victim = await openVictim(folder(name));
    if (!('classify' in victim)) throw new Error(`${name} is no classifier`);
    const lines: string[] = [];
    const recorded = recordVictim(victim, (line) => lines.push(line));
    const inputs = expected(name).map(({ code, other }) => (other ? { code, other } : { code }));
    const answers = await recorded.classify([...inputs, ...inputs]);
    await recorded.close();
    const replayed = replayVictim(lines);
    if (!('classify' in replayed)) throw new Error('replayed as something else');
    expect(await replayed.classify([...inputs, ...inputs])).toEqual(answers);
    expect(replayed.card).toEqual(victim.card);
    expect(new Set(lines).size).toBe(lines.length);
    await expect(replayed.classify([{ code: ['never asked'], other: ['x'] }])).rejects.toThrow(ModelError);
  });

  it('of a generator keeps its texts, and the likelihoods of each output apart', async () => {
    const victim = await openVictim(folder('tiny-repair'));
    if (!('generate' in victim)) throw new Error('no generator');
    const lines: string[] = [];
    const recorded = recordVictim(victim, (line) => lines.push(line));
    const code = ['int ', { hidden: 'x', as: 'one' }, ';'] as const;
    const answers = [
      await recorded.generate([code]),
      await recorded.likelihood([code], 'a'),
      await recorded.likelihood([code], 'b'),
    ];
    await recorded.close();
    const replayed = replayVictim(lines);
    if (!('generate' in replayed)) throw new Error('replayed as something else');
    expect([
      await replayed.generate([code]),
      await replayed.likelihood([code], 'a'),
      await replayed.likelihood([code], 'b'),
    ]).toEqual(answers);
    await expect(replayed.likelihood([code], 'c')).rejects.toThrow(ModelError);
  });

  it.each([
    ['nothing', [], /empty/],
    ['a broken line', ['{"record":'], /line 1 .* not JSON/],
    ['no header', ['{"key":"x"}'], /line 1 of the record: /],
  ])('of %s is refused', (_, lines, message) => {
    expect(() => replayVictim(lines)).toThrow(message);
  });
});
