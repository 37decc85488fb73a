import { InvalidArgumentError, Option } from 'commander';
import { ELEMENT_KINDS, type ElementKind } from '../code/element.ts';
import { LANGUAGES } from '../code/language.ts';
import { type Effort, STATISTICS } from '../defense/options.ts';
import type { AnyAttackName } from '../lab/attack/attack.ts';
import { TASKS } from './victims.ts';

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

export function statisticOption(): Option {
  return new Option(
    '--statistic <name>',
    'low entropy or high dominance is suspicious (default: "entropy", for a pair victim "dominance")',
  ).choices(STATISTICS);
}

export function kindsOption(byDefault: readonly ElementKind[]): Option {
  return new Option('--kinds <list>', `elements to probe, with commas: ${ELEMENT_KINDS.join(', ')}`)
    .argParser((value: string) => {
      const named = value.split(',').map((kind) => kind.trim());
      const strange = named.find((kind) => !ELEMENT_KINDS.some((known) => known === kind));
      if (strange !== undefined) {
        throw new InvalidArgumentError(
          `"${strange}" is no kind of element; they are ${ELEMENT_KINDS.join(', ')}.`,
        );
      }
      return ELEMENT_KINDS.filter((kind) => named.includes(kind));
    })
    .default(byDefault, byDefault.join());
}

export function effortOption(byDefault: Effort): Option {
  return new Option(
    '--effort <effort>',
    'fast clears what the victim doubts, or takes for its own copy, without probing it',
  )
    .choices(['fast', 'full'])
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

/** `--attack`, which may stand there several times. */
export function attackOption(names: readonly AnyAttackName[], description: string): Option {
  return new Option('--attack <name>', `one of ${names.join(', ')}; ${description}`).argParser(
    (value: string, before: readonly AnyAttackName[] = []) => {
      const name = names.find((known) => known === value);
      if (name === undefined) throw new InvalidArgumentError(`Attacks are ${names.join(', ')}.`);
      if (before.includes(name)) throw new InvalidArgumentError('It is named twice.');
      return [...before, name];
    },
  );
}

export function seedOption(description: string, byDefault: number): Option {
  return new Option('--seed <number>', description)
    .argParser((value: string) => {
      if (!/^\d{1,10}$/.test(value) || Number(value) > 0xffff_ffff) {
        throw new InvalidArgumentError('A seed is a whole number from 0 to 4294967295.');
      }
      return Number(value);
    })
    .default(byDefault);
}

function toRate(value: string): number {
  const rate = value.trim() === '' ? Number.NaN : Number(value);
  if (!(rate > 0 && rate < 1)) {
    throw new InvalidArgumentError('A rate is above 0 and below 1, such as 0.01.');
  }
  return rate;
}

/** The value of an option that counts something. */
export function toCount(value: string): number {
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It is a whole number, 1 or more.');
}
