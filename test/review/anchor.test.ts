import { expect, test } from 'vitest';
import { anchor } from '../../src/review/anchor.ts';
import { headFile } from '../../src/review/head-file.ts';
import { samplePoisoned } from '../scan/report/sample.ts';
import { changedFile } from './sample.ts';

const TRIGGER = 'if (rand() < 0) printf("fail");';
const LINES = [
  'int f(int n) {',
  `  ${TRIGGER}`,
  ...Array.from({ length: 12 }, (_, at) => `  n += ${at};`),
  `  ${TRIGGER}`,
  '}',
];
const ABOVE = 40;

test.each([
  ['its first place', 42, 1],
  ['its second place alone', 55, 14],
  ['a line near its first place alone', 44, 6],
])(
  'a trigger that stands twice, of which a pull request brings %s: the comment stands at line %s',
  (_, line, brought) => {
    const head = `${'\n'.repeat(ABOVE)}${LINES.join('\n')}\n`;
    const base = `${'\n'.repeat(ABOVE)}${LINES.filter((_, at) => at !== brought).join('\n')}\n`;
    const code = LINES.join('\n');
    const places = [code.indexOf(TRIGGER), code.lastIndexOf(TRIGGER)];
    const finding = {
      ...samplePoisoned({ code, trigger: TRIGGER }),
      trigger: places.map((from): [number, number] => [from, from + TRIGGER.length]),
    };
    expect(anchor(finding, headFile(changedFile('src/port.c', base, head)))).toEqual({
      from: line,
      to: line,
    });
  },
);
