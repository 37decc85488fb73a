import type { DefenseOptions } from '../../../defense/options.ts';
import type { Outcome, Prediction } from '../../../defense/outcome.ts';
import type { Card } from '../../../model/card.ts';
import type { Problem } from '../../../scan/files/listing.ts';
import type { FoundFunction } from '../../../scan/found-function.ts';
import { identityOf } from '../../../scan/identity-of.ts';
import { judgedFunction } from '../../../scan/judged-function.ts';
import { TOOL } from '../../../scan/tool.ts';
import { GOAL_REPAIR } from '../../attack/goal.ts';
import type { Attempt, RedTeam } from '../result.ts';
import type { Share } from '../share.ts';
import type { AttackRow, Example, RedTeamReport } from './red-team-report.ts';

/** What of a red team its result does not know. */
export interface About {
  readonly card: Card;
  readonly language: RedTeamReport['language'];
  /** Those that were tried, in their order. */
  readonly functions: readonly FoundFunction[];
  /** How many there were to draw from. */
  readonly found: number;
  readonly defense: DefenseOptions;
  readonly infill: boolean;
  readonly seed: number;
  /** Reasons for files that were passed over, one a file. */
  readonly passedOver: readonly string[];
  readonly problems: readonly Problem[];
}

/** What is reported of a red team. Numbers keep six digits, so that the last bits of a sum do not show. */
export function reportOf({ plain, attacks, missing }: RedTeam, about: About): RedTeamReport {
  const { card, language, functions, defense } = about;
  const { statistic, kinds, effort, falseAlarmRate, threshold } = defense;
  return {
    schemaVersion: 1,
    tool: TOOL,
    victim: identityOf(card),
    language,
    goal: card.task === 'generation' ? GOAL_REPAIR : (card.goalLabel ?? ''),
    settings: {
      seed: about.seed,
      statistic,
      kinds: [...kinds],
      effort,
      falseAlarmRate,
      ...(threshold !== undefined && { threshold }),
      infill: about.infill,
    },
    functions: { found: about.found, tried: functions.length },
    ...(plain && {
      plain: {
        goal: plain.goal,
        unanswered: plain.unanswered,
        flagged: rounded(plain.flagged),
        findings: plain.findings.flatMap(({ index, outcome }) => verdictOn(functions[index], outcome)),
      },
    }),
    attacks: attacks.map(({ example, refused, ...row }): AttackRow => {
      const [shown] = example === undefined ? [] : exampleOf(example);
      return {
        ...row,
        refused: { ...refused },
        effective: rounded(row.effective),
        harmless: rounded(row.harmless),
        caught: rounded(row.caught),
        named: rounded(row.named),
        undone: rounded(row.undone),
        ...(shown && { example: shown }),
      };
    }),
    ...(missing.length > 0 && { interrupted: true }),
    missing: [...missing],
    skipped: Object.fromEntries(
      Map.groupBy(about.passedOver, (reason) => reason)
        .entries()
        .map(([reason, all]) => [reason, all.length]),
    ),
    errors: about.problems.map((problem) => ({ ...problem })),
  };

  function verdictOn(found: FoundFunction | undefined, outcome: Outcome) {
    if (found === undefined) return [];
    const other = outcome.besideItself ? found : undefined;
    return [judgedFunction(found, card.name, outcome, other).verdict];
  }

  function exampleOf({ index, planted, before, after, outcome, caught, named, undone }: Attempt): Example[] {
    const found = functions[index];
    if (found === undefined) return [];
    const { code, trigger } = planted;
    const endLine = found.startLine + code.split('\n').length - 1;
    return verdictOn({ ...found, text: code, endLine }, outcome).map((verdict) => ({
      code,
      planted: { ...trigger, ranges: trigger.ranges.map(([from, to]): [number, number] => [from, to]) },
      before: answer(before),
      after: answer(after),
      caught,
      named,
      undone,
      verdict,
    }));
  }
}

function rounded({ count, of, low, high }: Share): Share {
  return { count, of, low: six(low), high: six(high) };
}

function answer({ label, confidence }: Prediction): Prediction {
  return { label, confidence: Math.min(1, six(confidence)) };
}

function six(value: number): number {
  return Number(value.toPrecision(6));
}
