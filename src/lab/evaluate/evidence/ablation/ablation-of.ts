import { ALL_ATTACK_NAMES, type AnyAttackName } from '../../../attack/attack.ts';
import { elsewhereSet } from '../../ablation/ablate.ts';
import type { EvaluatedScenario } from '../../evaluate.ts';
import type { Bootstrap } from '../../numbers/bootstrap.ts';
import { rocCurve } from '../../numbers/roc-curve.ts';
import type { PurifiedRow, Said } from '../../rows/unit.ts';
import { cleanChange, cleanScore } from '../clean-score.ts';
import { areas, isEffective } from '../detection-of.ts';
import { shareOfRows } from '../rounded.ts';
import { type Judge, judgeBy } from './judge-setting.ts';
import { inspectedIn, type Sample, samplesOf } from './samples.ts';
import type { AblationEvidence, SettingRow } from './schema.ts';
import { type Setting, settingsOf, topOf } from './setting.ts';
import { waysOf } from './ways-of.ts';

/** What an ablation comes to; undefined where the study asks for none of this scenario. */
export function ablationOf(
  evaluated: EvaluatedScenario,
  falseAlarmRate: number,
  resample: Bootstrap,
): AblationEvidence | undefined {
  const { scenario, card, ablated } = evaluated;
  if (ablated === undefined) return undefined;
  const { ablation } = ablated;
  const samples = samplesOf(evaluated);
  const attacks = ALL_ATTACK_NAMES.filter((attack) => scenario.attacks[attack] !== undefined);
  const isGenerator = scenario.task === 'repair';
  const settings = settingsOf(card, falseAlarmRate, ablation);
  const curves: AblationEvidence['curves'] = [];
  const rows = settings.map((setting): SettingRow => {
    const judge = judgeBy(setting, samples('valid', setting));
    const clean = kept(setting, samples('clean', setting));
    const before = clean.flatMap(({ plain }) => plain?.said ?? []);
    const after = clean.flatMap((sample) => behind(setting, judge, sample) ?? []);
    const isAsked = setting.only === undefined && before.length > 0 && after.length === before.length;
    const cells = attacks.map((attack) => cellOf(attack, setting, judge, clean));
    const caught = cells.reduce((sum, cell) => sum + cell.caught.count, 0);
    const of = cells.reduce((sum, cell) => sum + cell.caught.of, 0);
    return {
      sweep: setting.sweep,
      name: setting.name,
      isShipped: setting.isShipped,
      calibratedOn: judge.calibratedOn,
      falseAlarms: judged(judge, clean, judge.isFlagged),
      cleanMetric: isGenerator ? 'BLEU' : 'ACC',
      ...(isAsked && judge.isAble && { clean: cleanScore(after, resample).value }),
      ...(isAsked && judge.isAble && { cleanChange: cleanChange(before, after, resample) }),
      pooled: shareOfRows([...Array(of).keys()], (at) => at < caught),
      cells,
    };
  });
  const [shipped] = settings;
  if (shipped === undefined) return undefined;
  const shippedJudge = judgeBy(shipped, samples('valid', shipped));
  return {
    scenario: scenario.name,
    ...(ablation.first !== undefined && { first: ablation.first }),
    validRows: samples('valid', shipped).length,
    cleanRows: samples('clean', shipped).length,
    settings: rows,
    ways: waysOf(['clean', ...attacks], (set) => samples(set, shipped), shipped.top, resample),
    elsewhere: ['clean', ...Object.keys(ablation.elsewhere).map(elsewhereSet)].map((set) => {
      const own = samples(set, shipped);
      return {
        name: set === 'clean' ? 'the clean rows of the scenario' : set.slice(elsewhereSet('').length),
        functions: own.length,
        flagged: shareOfRows(
          set === 'clean' ? ownVerdicts(evaluated, own.length) : verdicts(own),
          (is) => is,
        ),
        falseAlarms: judged(shippedJudge, own, shippedJudge.isFlagged),
        inspectedAlarms: judged(shippedJudge, own.flatMap(inspectedIn), shippedJudge.isPoisoned),
      };
    }),
    curves,
  };

  function cellOf(attack: AnyAttackName, setting: Setting, judge: Judge, clean: readonly Sample[]) {
    const planted = kept(setting, samples(attack, setting));
    const effective = planted.filter(({ plain }) => isEffective(plain));
    const alike = clean.filter(({ plain }) => isGenerator || plain?.said.goal === true).map(judge.scoreOf);
    const found = effective.map(judge.scoreOf);
    const answers = planted.flatMap((sample) => behind(setting, judge, sample) ?? []);
    const isAsked = setting.only === undefined && judge.isAble && answers.length === planted.length;
    const isDrawn = setting.sweep === 'statistic' || setting.sweep === 'probe';
    if (isDrawn && alike.length > 0 && found.length > 0) {
      const { sweep, name, isShipped } = setting;
      curves.push({ sweep, setting: name, isShipped, attack, points: corners(alike, found) });
    }
    return {
      attack,
      n: planted.length,
      caught: judged(judge, effective, judge.isFlagged),
      flagged: judged(judge, planted, judge.isFlagged),
      named: judged(judge, effective, (sample) => isNamed(sample, setting, judge)),
      ...areas(alike, { planted: planted.map(judge.scoreOf), effective: found }, resample),
      ...(isAsked && { asr: shareOfRows(answers, ({ goal }) => goal) }),
    };
  }
}

function verdicts(samples: readonly Sample[]): readonly boolean[] {
  return samples.flatMap(({ row }) => row.flagged ?? []);
}

/** Of the first clean rows of the scenario, where our own defence was measured. */
function ownVerdicts({ units }: EvaluatedScenario, first: number): readonly boolean[] {
  return units
    .filter(({ set, defence }) => set === 'clean' && defence === 'codepurify')
    .flatMap(({ rows }) => rows.slice(0, first).flatMap((row) => ('flagged' in row ? row.flagged : [])));
}

/** Of nothing where the setting cannot judge. */
function judged<Row>({ isAble }: Judge, rows: readonly Row[], holds: (row: Row) => boolean) {
  return shareOfRows(isAble ? rows : [], holds);
}

function kept({ only }: Setting, samples: readonly Sample[]): readonly Sample[] {
  return only === undefined ? samples : samples.filter((sample) => inspectedIn(sample).some(only));
}

function isNamed(sample: Sample, { top, most }: Setting, { isPoisoned }: Judge): boolean {
  return inspectedIn(sample).some((of) => isPoisoned(of) && of.planted.includes(topOf(of, top, most)));
}

/** The answer behind the defence; undefined where nobody asked for it. */
function behind({ top, most }: Setting, { isFlagged }: Judge, sample: Sample): Said | undefined {
  const { row, plain } = sample;
  if (row.purified === undefined || plain === undefined) return undefined;
  if (!isFlagged(sample)) return plain.said;
  // With fewer elements another one may be the first, which nobody took away.
  const isOther = inspectedIn(sample).some((of) => topOf(of, top, most) !== topOf(of, top));
  return isOther ? undefined : purifiedAt(row.purified, top)?.said;
}

export function purifiedAt(
  purified: readonly PurifiedRow[],
  top: PurifiedRow['tops'][number],
  way: PurifiedRow['way'] = 'as shipped',
): PurifiedRow | undefined {
  return purified.find((one) => one.way === way && one.tops.includes(top));
}

function corners(clean: readonly number[], found: readonly number[]): [number, number][] {
  const round = (share: number) => Math.round(share * 1e5) / 1e5;
  return rocCurve(clean, found).map(([x, y]) => [round(x), round(y)]);
}
