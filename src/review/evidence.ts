import { answer } from '../scan/report/answer.ts';
import { bar } from '../scan/report/bar.ts';
import { fenced, span } from '../scan/report/fenced.ts';
import { oneLine } from '../scan/report/one-line.ts';
import {
  besideItself,
  effectInWords,
  elsewhere,
  howSure,
  kindInWords,
  scoreInWords,
} from '../scan/report/words.ts';
import type { PoisonedVerdict } from '../scan/verdict.ts';

const TOP_ELEMENTS = 5;
const BAR = 20;

/** What was found, in one sentence of Markdown. */
export function foundInWords({ victim, name, trigger }: PoisonedVerdict): string {
  const of = name === '' ? 'this function' : span(oneLine(name, 60));
  return `What ${span(oneLine(victim, 60))} says of ${of} rests on one ${kindInWords(trigger.kind)}: ${span(oneLine(trigger.text, 100))}`;
}

/** By what a reader judges a finding in seconds, as blocks of Markdown: the suspicions, how sure it is, what would change. */
export function evidence(verdict: PoisonedVerdict): string[] {
  const { pairedWith, prediction, purification } = verdict;
  const after = purification?.prediction;
  const still = after?.label === prediction.label ? 'still ' : '';
  return [
    fenced(suspicions(verdict), 'text'),
    [
      `- **How sure**: ${howSure(verdict)} (${scoreInWords(verdict)}).`,
      ...elsewhere(verdict).map((words) => `- **Elsewhere**: ${words}.`),
      `- **Answer**: ${answer(prediction)} as it stands${after ? `, ${still}${answer(after)} without the trigger` : ''}.`,
      `- **Behaviour**: ${effectInWords(verdict)}.`,
      ...(pairedWith
        ? [
            besideItself(verdict)
              ? '- **Compared with** itself: it is not even taken for its own copy.'
              : `- **Compared with** ${span(oneLine(pairedWith.name, 60))} in ${span(oneLine(`${pairedWith.file}:${pairedWith.startLine}`, 100))}.`,
          ]
        : []),
      ...(verdict.partly
        ? ['- **Partly inspected**: the function is longer than what the victim reads of it.']
        : []),
    ].join('\n'),
  ];
}

function suspicions({ elements, trigger }: PoisonedVerdict): string {
  const shown = elements.slice(0, TOP_ELEMENTS);
  const largest = Math.max(1, shown[0]?.suspicion ?? 1);
  const kinds = Math.max(...shown.map(({ kind }) => kind.length), 0);
  const rows = shown.map(({ kind, text, suspicion }) => {
    const mark = kind === trigger.kind && text === trigger.text ? '  ◀ trigger' : '';
    return `${bar(suspicion / largest, BAR)}  ${suspicion.toFixed(2).padStart(4)}  ${kind.padEnd(kinds)}  ${oneLine(text, 60)}${mark}`;
  });
  const left = elements.length - shown.length;
  return [...rows, ...(left > 0 ? [`and ${left.toLocaleString('en')} more, less suspicious`] : [])].join(
    '\n',
  );
}
