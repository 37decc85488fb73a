import { UsageError } from '../../../scan/usage-error.ts';
import type { Study } from '../study/study.ts';
import { isThere } from './victim-card.ts';

/** The part of a study whose victims are there. Throws UsageError where none is. */
export async function withVictims<Some extends Study>(study: Some): Promise<Some> {
  const there = await Promise.all(study.scenarios.map(isThere));
  const scenarios = study.scenarios.filter((_, at) => there[at]);
  if (scenarios.length === 0) {
    throw new UsageError(
      `No victim of this study is there: no model is in ${study.scenarios[0]?.victim}. Train it, or check the path in the study.`,
    );
  }
  const names = new Set(scenarios.map(({ name }) => name));
  return { ...study, scenarios, ablations: study.ablations.filter(({ scenario }) => names.has(scenario)) };
}
