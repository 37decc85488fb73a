import { CONFIG_FILE } from '../config/config.ts';
import { oneLine } from '../scan/report/one-line.ts';
import {
  effectInWords,
  elsewhere,
  howSure,
  kindInWords,
  percent,
  scoreInWords,
} from '../scan/report/words.ts';
import { type FailRules, isFailing } from './conclusion.ts';
import type { Finding } from './finding.ts';
import { shortId } from './marker.ts';

/** As GitHub takes it in the output of a check run. It may stand at any line, shown by the pull request or not. */
export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: 'warning' | 'failure';
  /** At most 255 characters. */
  readonly title: string;
  /** At most 64 KB; plain text. */
  readonly message: string;
}

/** A finding as an annotation at the lines of its trigger. */
export function annotation(finding: Finding, rules: FailRules, commands: boolean): Annotation {
  const { verdict } = finding;
  const { file, name, victim, trigger, prediction, purification, fingerprint } = verdict;
  const answer = ({ label, confidence }: typeof prediction) =>
    `${oneLine(label, 120)} ${percent(confidence)}`;
  return {
    path: file,
    start_line: trigger.startLine,
    end_line: trigger.endLine,
    annotation_level: isFailing(finding, rules) ? 'failure' : 'warning',
    title: `Poisoned: ${oneLine(name, 60) || 'a function without a name'}`.slice(0, 255).toWellFormed(),
    message: [
      `What ${oneLine(victim, 60)} says of it rests on one ${kindInWords(trigger.kind)}: ${oneLine(trigger.text, 200)}`,
      `How sure: ${howSure(verdict)} (${scoreInWords(verdict)}).`,
      ...elsewhere(verdict).map((words) => `Elsewhere: ${words}.`),
      `Answer: ${answer(prediction)} as it stands${purification ? `, ${answer(purification.prediction)} without the trigger` : ''}.`,
      `Replacement: ${effectInWords(verdict)}.`,
      commands
        ? `Commands: /codepurify apply ${shortId(fingerprint)}, /codepurify ignore ${shortId(fingerprint)} reason`
        : `False alarm? List it in ignore of ${CONFIG_FILE}, as ${fingerprint}.`,
    ].join('\n'),
  };
}
