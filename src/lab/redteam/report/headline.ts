import type { Effect } from '../effect.ts';
import type { RedTeamReport } from './red-team-report.ts';

/** The outcome of a red team in one line. It claims no more than the intervals allow, and nothing of what was not tried. */
export function headline(report: RedTeamReport): string {
  if (!report.interrupted) return told(report);
  const { attacks, missing } = report;
  const whole = `${attacks.length} of ${attacks.length + missing.length} triggers were tried to the end`;
  return `Stopped before its end: ${whole}${attacks.length > 0 ? `. Of these: ${told(report)}` : ''}`;
}

function told({ attacks }: RedTeamReport): string {
  const count = (effect: Effect) => attacks.filter((row) => row.effect === effect).length;
  const [moving, swaying, unclear] = [count('moves'), count('sways'), count('unclear')];
  const all = attacks.length;
  if (moving > 0) return `${moving} of ${all} triggers ${moving === 1 ? 'moves' : 'move'} this victim`;
  if (unclear === all) return 'It cannot be told whether the triggers move this victim';
  const plainly = 'The triggers do not move this victim';
  if (swaying > 0 && unclear === 0)
    return `${plainly}, but ${swaying} of ${all} ${swaying === 1 ? 'sways' : 'sway'} it`;
  if (unclear > 0)
    return `${all - unclear} of ${all} triggers ${all - unclear === 1 ? 'does' : 'do'} not move this victim; of the others it cannot be told`;
  return plainly;
}
