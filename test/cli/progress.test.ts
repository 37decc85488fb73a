import { expect, test } from 'vitest';
import { progress } from '../../src/cli/progress.ts';

/** What is written when work of 100 steps takes so many milliseconds a step. */
function written(isTTY: boolean, step: number): string[] {
  const texts: string[] = [];
  let time = 0;
  const stream = {
    isTTY,
    write: (text: string | Uint8Array) => {
      texts.push(String(text));
      return true;
    },
  };
  {
    using shown = progress(stream, () => time);
    for (let done = 0; done <= 100; done += 1) {
      shown.tell('functions', done, 100);
      time += step;
    }
  }
  return texts;
}

test.each([true, false])('quick work is silent (terminal: %s)', (isTTY) => {
  expect(written(isTTY, 19)).toEqual([]);
});

test('a terminal sees one line that is written over and cleared', () => {
  const texts = written(true, 500);
  expect(texts[0]).toBe('\r\u001b[K4 of 100 functions, about 48 s left');
  expect(texts.at(-1)).toBe('\r\u001b[K');
  expect(texts.join('')).not.toContain('\n');
});

test('a log sees a line now and then', () => {
  const texts = written(false, 500);
  expect(texts).toHaveLength(4);
  expect(texts[0]).toBe('4 of 100 functions, about 48 s left\n');
});
