import type { Calibration } from '../model/card.ts';
import { type CleanScore, calibrationOf } from './calibration-of.ts';
import type { DefenseContext } from './context.ts';
import { measure } from './measure.ts';
import type { Subjects } from './over-subjects.ts';
import { statisticOf } from './statistic.ts';

/**
 * The calibration of a victim for one language and the context's settings: every element of every clean function that
 * would be inspected is probed, whatever the effort. The functions must be clean, and like those that will be judged.
 *
 * @throws ModelError where the victim cannot be used
 */
export async function calibrate(clean: Subjects, context: DefenseContext): Promise<Calibration> {
  const { options, victim, grammar } = context;
  const rows: CleanScore[] = [];
  for await (const functions of measure(clean, context)) {
    for (const measured of functions) {
      if ('reason' in measured) continue;
      if (measured.elements.filter(({ inWindow }) => inWindow).length < 2) continue;
      rows.push({ score: statisticOf(measured.elements, options), doubt: measured.doubt });
    }
  }
  return calibrationOf(rows, victim.card, grammar.language, options);
}
