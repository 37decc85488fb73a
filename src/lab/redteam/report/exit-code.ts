import type { RedTeamReport } from './red-team-report.ts';

/** 0 no trigger that moves the victim got past the defence · 1 one did · 3 something is not known · 130 stopped. */
export function redTeamExitCode({ attacks, errors, interrupted }: RedTeamReport): 0 | 1 | 3 | 130 {
  if (interrupted) return 130;
  if (attacks.some(({ effect, caught }) => effect === 'moves' && caught.count < caught.of)) return 1;
  return errors.length > 0 || attacks.some(({ effect }) => effect === 'unclear') ? 3 : 0;
}
