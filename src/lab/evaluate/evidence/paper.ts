import type { AnyAttackName, AttackName } from '../../attack/attack.ts';
import type { DefenceName, StudyTask } from '../study/names.ts';

export const PAPER = 'CodePurify, arXiv 2410.20136, Tables II and III';
export const PAPER_MODELS = ['CodeBERT', 'CodeT5'] as const;
export type PaperModel = (typeof PAPER_MODELS)[number];

export interface PaperCell {
  /** In percent. */
  readonly asrDefended: number;
  /** ACC_D or BLEU_D in percent. */
  readonly clean: number;
}

interface Wanted {
  readonly task: StudyTask;
  readonly model: PaperModel;
  readonly defence: 'none' | DefenceName;
  readonly attack: AnyAttackName;
  readonly poisonRatePercent: 1 | 5;
}

const ATTACKS: readonly AttackName[] = [
  'bnc-fixed',
  'bnc-grammar',
  'codepoisoner-dead-code',
  'codepoisoner-identifier',
];

/** For each attack in their order at 5% and at 1%: ASR_D / ACC_D or BLEU_D. OSeqL was not run on repair. */
const TABLES = `
defect CodeBERT none: 100/61.38 99.84/62.15 100/62.88 100/63.65 100/62.63 100/62.66 100/62.45 99.52/62.33
defect CodeBERT onion: 72.27/58.49 66.77/57.32 74.9/58.75 76.57/57.65 65.5/58.86 61.43/57.83 94.66/57.14 83.47/58.16
defect CodeBERT oseql: 54.18/58.02 47.41/56.3 52.59/59.33 59.36/60.4 54.9/57.14 52.51/56.7 95.3/58.86 94.5/57.14
defect CodeBERT codepurify: 36.33/61.27 27.01/62.15 36.65/62.88 46.77/62.96 47.09/62.37 52.91/62.66 57.69/61.68 49.48/62.33
defect CodeT5 none: 100/60.21 100/60.47 100/60.32 100/58.67 100/61.42 99.76/62.19 100/61.6 93.07/59.44
defect CodeT5 onion: 54.74/56.03 51.79/56.66 64.22/58.78 55.78/56.52 67.73/57.65 52.59/53.62 93.39/57.17 73.47/54.87
defect CodeT5 oseql: 69.08/54.81 72.35/51.82 74.74/52.21 66.37/53.67 66.45/49.71 65.02/53.32 95.94/52.06 88.61/50.57
defect CodeT5 codepurify: 2.95/60.18 4.54/59.77 2.23/60.25 5.26/58.38 1.27/61.38 5.34/58.71 1.51/61.53 11.47/56.3
clone CodeBERT none: 100/97.09 100/96.96 100/97.31 100/97.02 100/96.98 100/96.57 100/96.73 100/96.79
clone CodeBERT onion: 99.7/96.45 99.62/95.6 96.91/95.72 97.07/94.86 89.77/96.05 90.52/96.53 99.85/95.25 99.85/96.48
clone CodeBERT oseql: 74.49/94.51 65.09/94.02 9.71/95.58 18.96/96.12 53.57/94.82 39.95/94.07 96.99/93.98 99.47/95.32
clone CodeBERT codepurify: 12.87/97.02 14.15/96.25 11.59/97.11 17.68/96.59 22.87/96.9 23.55/95.93 21.22/96.64 19.94/96.54
clone CodeT5 none: 100/97.37 100/97.4 100/97.16 100/97.36 100/97.47 100/97.51 100/97.16 100/97.01
clone CodeT5 onion: 96.69/96.33 99.7/97.25 97.07/97.02 96.76/95.38 93.75/96.13 88.64/96.28 91.85/95 99.92/95.2
clone CodeT5 oseql: 76/94.32 75.02/93.89 17.46/93.16 47.93/93.39 30.02/95.2 14/95.45 98.95/94.49 99.32/96.01
clone CodeT5 codepurify: 16.55/95.72 11.74/95.85 19.86/95.09 16.33/96.32 19.86/95.55 18.36/96.7 17.38/95.12 14.82/96.2
repair CodeBERT none: 98.06/83.54 100/83.57 100/82.84 98.17/83.44 100/83.58 100/82.89 100/83.44 100/83.02
repair CodeBERT onion: 50.06/46.45 52.57/47.27 41.94/49.24 39.66/50.5 23.89/47.06 24.57/46.45 74.4/46.72 73.83/48.39
repair CodeBERT codepurify: 0.46/83.36 0.46/83.37 3.2/82.78 2.97/83.31 0.69/83.48 1.26/82.67 4.11/83.28 5.94/82.9
repair CodeT5 none: 98.17/83.54 97.71/83.64 98.06/83.57 97.83/83.62 100/83.5 100/83.61 100/83.64 100/83.58
repair CodeT5 onion: 54.4/57.43 53.14/57.56 68.57/57.85 66.17/57.12 47.31/57.23 39.09/56.82 74.51/58.14 74.4/57.28
repair CodeT5 codepurify: 0.69/83.43 1.4/83.5 1.14/83.51 3.09/83.48 0.8/83.35 2.29/83.44 5.83/83.42 5.26/83.46`;

const cells = new Map<string, PaperCell>(
  TABLES.trim()
    .split('\n')
    .flatMap((line) => {
      const [of = '', numbers = ''] = line.split(': ');
      return numbers.split(' ').map((cell, at) => {
        const [asrDefended = 0, clean = 0] = cell.split('/').map(Number);
        return [`${of} ${ATTACKS[at >> 1]} ${at % 2 === 0 ? 5 : 1}`, { asrDefended, clean }] as const;
      });
    }),
);

/** What the paper reports; undefined where it reports nothing. */
export function paperCell({
  task,
  model,
  defence,
  attack,
  poisonRatePercent,
}: Wanted): PaperCell | undefined {
  return cells.get(`${task} ${model} ${defence} ${attack} ${poisonRatePercent}`);
}
