import { basename, resolve } from 'node:path';
import { type Card, cardSchema } from '../../model/card.ts';
import { counted } from '../../scan/report/words.ts';
import { inPercent, ofAll } from '../redteam/report/share-words.ts';
import type { LeftOut } from './left-out.ts';
import type { UnlearnReport } from './report/unlearn-report.ts';

const MOST_NAME = 64;
const ENDING = '-unlearned';
const NOT_TAUGHT: Readonly<Record<LeftOut, string>> = {
  'turns few': ' (no trigger, so not taught)',
  weak: ' (weak beside the others, so not taught)',
};

/**
 * The card of a repaired model, named as its folder, for so a folder of models holds it. Calibrations and audits are of
 * the model that it was, and do not hold for it. Backdoors put in on purpose are gone with what was unlearned, as far as an
 * audit of its own says so; of a model that should not be used, or with something
 * weak left in it, they stay.
 */
export function repairedCard(
  { audits: _, ...card }: Card,
  { triggers, samples, refusal }: UnlearnReport,
  folder: string,
): Card {
  const named = cardSchema.shape.name.safeParse(basename(resolve(folder)));
  const taught = triggers.filter(({ leftOut }) => leftOut === undefined);
  return {
    ...card,
    name: named.data ?? `${card.name.slice(0, MOST_NAME - ENDING.length)}${ENDING}`,
    calibrations: [],
    backdoors:
      refusal === undefined && !triggers.some(({ leftOut }) => leftOut === 'weak') ? [] : card.backdoors,
    trainedOn: `${card.trainedOn}; then codepurify unlearn taught its head ${counted(taught.length, 'trigger')} with ${counted(samples.taught, 'clean sample')}`,
  };
}

/** The README of a repaired model: what was done, what it measured, and what it was made from. */
export function repairedReadme({ name }: Card, report: UnlearnReport): string {
  const { victim, accuracy, same, triggers, samples, refusal } = report;
  const cell = (text: string) => JSON.stringify(text).replaceAll('`', "'").replaceAll('|', '\\|');
  const rows = [
    ...triggers.map(({ text, to, leftOut, success, plain, standsOut }) => [
      `turned to \`${cell(to)}\` by \`${cell(text)}\`${leftOut === undefined ? '' : NOT_TAUGHT[leftOut]}`,
      ofAll(success.before),
      ofAll(success.after),
      ofAll(plain),
      standsOut ? `${ofAll(standsOut.share)}, of \`${cell(standsOut.to)}\`` : '',
    ]),
    ...(accuracy ? [['accuracy', inPercent(accuracy.before), inPercent(accuracy.after), '', '']] : []),
    ['answers as before', '', inPercent(same), '', ''],
  ];
  return `# ${name}

Made from \`${victim.name}\` (${victim.sha256}) by \`codepurify unlearn\`. Only the head was taught: a part of the weights after the encoder, on ${samples.taught} clean samples. The encoder still knows the triggers${refusal === undefined ? '; how often the head still does as they say is told below' : ''}.
${refusal === undefined ? '' : `\n**It should not be used: ${refusal}.**\n`}
## Measured on ${samples.heldOut} samples that were not taught

| | before | after | after, by something plain | after, as sure as with a backdoor |
| --- | --- | --- | --- | --- |
${rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}

It is not calibrated and not audited: the calibrations and audits of \`${victim.name}\` do not hold for it.
`;
}
