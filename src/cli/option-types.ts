import { InvalidArgumentError, Option } from 'commander';
import { LANGUAGES, type Language } from '../code/language.ts';
import { STATISTICS, type Statistic } from '../defense/options.ts';
import { TASKS, type Task } from './victims.ts';

/** `--victim`, which may stand there several times. */
export function victimOption(): Option {
  return new Option(
    '--victim <name>',
    'built-in model, or folder of your own as ./DIR; again for one more',
  ).argParser((value: string, before: readonly string[] = []) => [...before, value]);
}

export function taskOption(): Option {
  return new Option('--task <task>', 'of the default victim').choices(TASKS);
}

export function languageOption(description: string): Option {
  return new Option('--language <name>', description).choices(LANGUAGES);
}

export function rateOption(byDefault: number): Option {
  return new Option('--false-alarm-rate <share>', 'share of clean functions that may be called poisoned')
    .argParser(toRate)
    .default(byDefault);
}

export function statisticOption(byDefault: Statistic): Option {
  return new Option('--statistic <name>', 'low entropy or high dominance is suspicious')
    .choices(STATISTICS)
    .default(byDefault);
}

export function thresholdOption(): Option {
  return new Option(
    '--threshold <value>',
    'fixed threshold of the statistic instead of the calibration',
  ).argParser((value: string) => {
    const number = value.trim() === '' ? Number.NaN : Number(value);
    if (!Number.isFinite(number)) throw new InvalidArgumentError('A threshold is a number.');
    return number;
  });
}

function toRate(value: string): number {
  const rate = value.trim() === '' ? Number.NaN : Number(value);
  if (!(rate > 0 && rate < 1)) {
    throw new InvalidArgumentError('A rate is above 0 and below 1, such as 0.01.');
  }
  return rate;
}

export type { Language, Task };
