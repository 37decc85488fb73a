import { oneLine } from '../../../scan/report/one-line.ts';
import { counted, percent } from '../../../scan/report/words.ts';
import type { RedTeamReport } from './red-team-report.ts';
import { inPercent, ofAll } from './share-words.ts';

/** What a red team found out, in sentences that stand for themselves. Names and texts of the functions are not in them. */
export function sentences(report: RedTeamReport): string[] {
  return [...stopped(report), ...defended(report), ...tried(report), ...flagged(report), ...unread(report)];
}

/** The goal in words: a generator's is a text of many lines. */
export function goalInWords({ victim, goal }: Pick<RedTeamReport, 'victim' | 'goal'>): string {
  return victim.task === 'generation' ? 'the text that the attacks teach' : `"${oneLine(goal, 80)}"`;
}

function stopped({ interrupted, missing, plain }: RedTeamReport): string[] {
  if (!interrupted) return [];
  const lacking = [...(plain ? [] : ['the functions as they are']), ...missing];
  return [`Not tried to the end, and not in this report: ${lacking.join(', ')}.`];
}

function defended({ attacks, settings }: RedTeamReport): string[] {
  const moving = attacks.filter(({ effect }) => effect === 'moves');
  if (moving.length === 0) return [];
  // Without an interval: the attacks share their functions, so that these answers are not independent.
  const sum = (pick: (row: (typeof moving)[number]) => number) =>
    moving.reduce((total, row) => total + pick(row), 0);
  const by =
    settings.threshold === undefined
      ? `at a false-alarm rate of ${percent(settings.falseAlarmRate)}`
      : `with a fixed threshold of ${settings.threshold}`;
  return [
    `Of ${counted(
      sum(({ effective }) => effective.count),
      'answer',
    )} that ${moving.length === 1 ? 'it' : 'they'} turned, ${by}: ${sum(({ caught }) => caught.count)} caught, ${sum(({ named }) => named.count)} named right, ${sum(({ undone }) => undone.count)} undone.`,
  ];
}

function tried(report: RedTeamReport): string[] {
  const { functions, settings, plain } = report;
  const drawn =
    functions.tried < functions.found
      ? `${functions.tried} of ${counted(functions.found, 'function')} were tried, drawn with seed ${settings.seed}`
      : `${counted(functions.tried, 'function')} ${functions.tried === 1 ? 'was' : 'were'} tried, seed ${settings.seed}`;
  if (plain === undefined) return [`${drawn}.`];
  const rest = [
    ...(plain.goal > 0
      ? [
          `of ${plain.goal} the victim says ${goalInWords(report)} as they are, so that no trigger can turn them`,
        ]
      : []),
    ...(plain.unanswered > 0 ? [`of ${plain.unanswered} it gives no answer`] : []),
  ];
  return [`${[drawn, ...rest].join('; ')}.`];
}

function flagged({ plain }: RedTeamReport): string[] {
  if (plain === undefined) return [];
  const { flagged: share } = plain;
  if (share.of === 0) return ['As they are, none of the functions had to be inspected, and none is flagged.'];
  const then = share.count === 0 ? '' : ' A flagged function that is clean is a false alarm: look at each.';
  return [
    `As they are, ${ofAll(share)} inspected functions ${share.count === 1 ? 'is' : 'are'} flagged, ${inPercent(share)}.${then}`,
  ];
}

function unread({ errors }: RedTeamReport): string[] {
  return errors.length === 0 ? [] : [`${counted(errors.length, 'file')} could not be read.`];
}
