import type { EvaluatedScenario } from '../evaluate.ts';
import type { Bootstrap } from '../numbers/bootstrap.ts';
import { mcnemar } from '../numbers/mcnemar.ts';
import { rocCurve } from '../numbers/roc-curve.ts';
import type { DefendedUnit, PlainUnit, Said } from '../rows/unit.ts';
import type { DefenceName } from '../study/names.ts';
import { cleanChange, cleanScore } from './clean-score.ts';
import { detectionOf, isEffective, scoresOf } from './detection-of.ts';
import type { Curve, EvidenceRow } from './evidence.ts';
import { paperCell } from './paper.ts';
import { inPercent, meanInPoints, shareOfRows } from './rounded.ts';

/** The rows and curves of a scenario that is whole: of each attack the victim alone, then each defence. */
export function rowsOf({ scenario, units }: EvaluatedScenario, resample: Bootstrap) {
  const plain = units.filter((unit) => unit.defence === 'none');
  const defended = units.filter((unit) => unit.defence !== 'none');
  const clean = plain.find(({ set }) => set === 'clean');
  const rows: EvidenceRow[] = [];
  const curves: Curve[] = [];
  const cleanSaid = clean?.rows.map(({ said }) => said) ?? [];
  const isGenerator = scenario.task === 'repair';
  for (const alone of plain) {
    if (clean === undefined || alone.set === 'clean') continue;
    const attack = alone.set;
    rows.push({ ...common(alone, 'none'), ...cleanNumbers(cleanSaid) });
    const own = defended.filter(({ set }) => set === attack);
    const ours = own.find(({ defence }) => defence === 'codepurify');
    for (const planted of own) {
      const { defence } = planted;
      const beside = defended.find((unit) => unit.set === 'clean' && unit.defence === defence);
      if (beside === undefined) continue;
      const compared = {
        plain: { clean, planted: alone },
        clean: beside,
        planted,
        isGenerator,
      };
      const after = beside.rows.map(({ said }) => said);
      rows.push({
        ...common(alone, defence, planted),
        ...cleanNumbers(after),
        cleanChange: cleanChange(cleanSaid.slice(0, after.length), after, resample),
        detection: detectionOf(compared, resample),
        ...(ours && ours !== planted && { versusOurs: versus(planted, ours) }),
      });
      const scores = scoresOf(compared);
      if (scores.clean.length > 0 && scores.effective.length > 0) {
        const points = rocCurve(scores.clean, scores.effective).map(([x, y]): [number, number] => [
          round(x),
          round(y),
        ]);
        curves.push({ scenario: scenario.name, attack, defence, points });
      }
    }

    function common(victim: PlainUnit, defence: 'none' | DefenceName, after?: DefendedUnit) {
      const now = after?.rows ?? victim.rows;
      // A baseline may have been measured on the first rows alone.
      const alone = victim.rows.slice(0, now.length);
      const { name, task, model, poisonRatePercent, paper } = scenario;
      const cell = paper && paperCell({ ...paper, task, defence, attack });
      const asr = shareOfRows<(typeof now)[number]>(now, ({ said }) => said.goal);
      const above = alone.map(({ without }, at) => Number(now[at]?.said.goal) - Number(without?.goal));
      return {
        scenario: name,
        task,
        model,
        defence,
        attack,
        poisonRatePercent,
        asrDefended: inPercent(asr.count / asr.of),
        n: asr.of,
        asr,
        floor: shareOfRows(alone, ({ without }) => without?.goal === true),
        effective: alone.filter(isEffective).length,
        aboveFloor: meanInPoints(above, resample),
        ...(cell && { paper: cell }),
      };
    }
  }
  return { rows, curves };

  function cleanNumbers(said: readonly Said[]) {
    const { value, low, high } = cleanScore(said, resample);
    const metric: EvidenceRow['cleanMetric'] = isGenerator ? 'BLEU' : 'ACC';
    const cleanInterval: [number, number] = [low, high];
    return { cleanMetric: metric, clean: value, cleanN: said.length, cleanInterval };
  }

  function versus(theirs: DefendedUnit, ours: DefendedUnit) {
    const differences = theirs.rows.map(
      ({ said }, at) => Number(said.goal) - Number(ours.rows[at]?.said.goal),
    );
    const onlyOurs = differences.filter((difference) => difference < 0).length;
    const onlyTheirs = differences.filter((difference) => difference > 0).length;
    return {
      difference: meanInPoints(differences, resample),
      onlyOurs,
      onlyTheirs,
      pValue: Number(mcnemar(onlyOurs, onlyTheirs).toPrecision(3)),
    };
  }
}

function round(share: number): number {
  return Math.round(share * 1e5) / 1e5;
}
