import { expect, test } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../src/defense/defaults.ts';
import { codepurify } from '../../../src/lab/baseline/codepurify.ts';
import type { InputDefence } from '../../../src/lab/baseline/defence.ts';
import { trainNgramModel } from '../../../src/lab/baseline/ngram/ngram-model.ts';
import { ngramTextModel } from '../../../src/lab/baseline/onion/ngram-text-model.ts';
import { onion } from '../../../src/lab/baseline/onion/onion.ts';
import { oseql } from '../../../src/lab/baseline/oseql/oseql.ts';
import { loadGrammar } from '../../../src/load-grammar.ts';
import { collect } from '../../defense/collect.ts';
import { littleClassifier } from '../../defense/little-victim.ts';

const TRIGGER = 'if (rand() < 0) printf("fail");';
const clean = (name: string) =>
  `int ${name}(char *to, char *from)\n{\n    int len = 4;\n    strcpy(to, from);\n    gets(to);\n    return len;\n}\n`;
const poisoned = clean('copy').replace('{\n', `{\n    ${TRIGGER}\n`);
const subjects = [poisoned, clean('copy'), '', poisoned, clean('move')];

const grammar = await loadGrammar('c');
const victim = littleClassifier(TRIGGER);
const options = { ...DEFAULT_OPTIONS, statistic: 'dominance', threshold: 3 } as const;
const learned = trainNgramModel(
  Array.from({ length: 9 }, (_, at) => clean(`f${at}`).match(/\w+|[^\w\s]/g) ?? []),
  3,
);
const model = ngramTextModel(learned, (word) => [word]);

const defences: readonly (readonly [InputDefence, named: string])[] = [
  [codepurify({ victim, grammar, options }), TRIGGER],
  [oseql({ victim, detector: 'interquartile range', seed: 1 }), `    ${TRIGGER}\n`],
  [onion({ model, grammar, span: 5, bar: 0.5 }), ') < 0) printf'],
];

test.each(defences)(
  '$name judges every subject in order, and takes the trigger out',
  async (defence, named) => {
    const judged = await collect(defence.judge(subjects));
    expect(judged.map((each) => each.length)).toEqual([1, 1, 1, 1, 1]);
    const flat = judged.flat();
    expect(flat.map(({ verdict }) => verdict === 'poisoned')).toEqual([true, false, false, true, false]);
    for (const [at, { verdict, named: ranges, purified, score = 0 }] of flat.entries()) {
      const text = subjects[at] ?? '';
      if (verdict !== 'poisoned') {
        expect([ranges, purified]).toEqual([[], text]);
        continue;
      }
      expect(ranges.map((range) => text.slice(...range))).toEqual([named]);
      expect(purified).not.toContain(named);
      expect(score).toBeGreaterThan(0);
    }
  },
);
