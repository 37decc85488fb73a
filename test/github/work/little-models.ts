import { DEFAULT_OPTIONS } from '../../../src/defense/defaults.ts';
import { statisticName } from '../../../src/defense/yardstick.ts';
import type { Models } from '../../../src/github/models.ts';
import type { Card } from '../../../src/model/card.ts';
import type { Victim } from '../../../src/model/victim.ts';
import { littleClassifier, littleInfill } from '../../defense/little-victim.ts';

export const TRIGGER = 'if (rand() < 0) printf("fail");';

/** A function in C, clean without the trigger. */
export function aFunction(name: string, trigger = ''): string {
  return `int ${name}(int size, int total)
{
    int step = 2;
${trigger === '' ? '' : `    ${trigger}\n`}    total += step;
    return size + total;
}
`;
}

const GOAL = 'goal';

/** A backdoored victim that answers at once, called `little`. */
export function littleVictim(more: Partial<Card> = {}) {
  const calibration = {
    language: 'c' as const,
    statistic: statisticName({ goalLabel: GOAL }, DEFAULT_OPTIONS),
    probe: DEFAULT_OPTIONS.probe,
    kinds: [...DEFAULT_OPTIONS.kinds],
    scores: Array.from({ length: 200 }, () => 0.5),
    doubts: [],
  };
  const weights = { size: -1, total: -1, step: -1 };
  return littleClassifier(TRIGGER, { name: 'little', calibrations: [calibration], weights, ...more });
}

/** The models of a machine that has only these victims. */
export function littleModels(...victims: readonly Victim[]): Models {
  const infill = littleInfill(['count', 'index', 'value']);
  const cards = [...victims.map(({ card }) => card), { ...infill.card, name: 'little-infill' }];
  return {
    list: async () => cards.map((card) => ({ name: card.name, folder: `/models/${card.name}`, card })),
    async victim(name) {
      const found = victims.find(({ card }) => card.name === name);
      if (found === undefined) throw new Error(`There is no ${name}.`);
      return found;
    },
    infill: async () => infill,
  };
}
