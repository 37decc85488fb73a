import type { AblationEvidence, SettingRow } from '../evidence/ablation/schema.ts';
import { SWEEPS } from '../evidence/ablation/setting.ts';
import type { Estimate } from '../evidence/fields.ts';
import { SWEEP_WORDS, settingName } from './ablation-words.ts';
import { compilesCell, countCell, estimateCell, one, pointsCell, shareCell } from './cells.ts';
import type { Table } from './tables.ts';

/** The tables of an ablation: of each sweep what is found and, where that was asked, what the victim then says. */
export function ablationTables(
  { settings, ways, elsewhere }: AblationEvidence,
  compiler: string | null,
): readonly Table[] {
  const sweeps = SWEEPS.flatMap((sweep) => {
    const own = settings.filter((setting) => setting.sweep === sweep);
    const title = SWEEP_WORDS[sweep];
    return [found(title, own), said(`${title}: what the victim then says, in percent`, own)];
  });
  const all: Table[] = [
    ...sweeps,
    {
      title: 'Ways to purify',
      head: ['way', 'rows', 'goal gone', 'change of ACC or BLEU', 'parses', 'compiles', 'questions'],
      rows: ways.map(({ way, set, gone, cleanChange, parses, compiles, passes }) => [
        way,
        set,
        gone === undefined ? '–' : countCell(gone),
        pointsCell(cleanChange),
        countCell(parses),
        compilesCell(compiles, compiler),
        one(passes),
      ]),
    },
    {
      title: 'False alarms on other code than that of the calibration',
      head: ['code', 'rows', 'false alarms', 'by score alone', 'by score alone, of the inspected functions'],
      rows: elsewhere.map(({ name, functions, flagged, falseAlarms, inspectedAlarms }) => [
        name,
        String(functions),
        countCell(flagged),
        countCell(falseAlarms),
        countCell(inspectedAlarms),
      ]),
    },
  ];
  return all.filter(({ rows }) => rows.length > 0);
}

function found(title: string, settings: readonly SettingRow[]): Table {
  const attacks = settings[0]?.cells.map(({ attack }) => attack) ?? [];
  return {
    title,
    head: [
      'setting',
      'false alarms',
      'caught, all',
      ...attacks.map((attack) => `caught, ${attack}`),
      'named, all',
      'lowest AUROC, effective',
    ],
    rows: settings.map((setting) => [
      settingName(setting),
      countCell(setting.falseAlarms),
      shareCell(setting.pooled),
      ...setting.cells.map(({ caught }) => shareCell(caught)),
      namedCell(setting),
      lowest(setting),
    ]),
  };
}

function said(title: string, settings: readonly SettingRow[]): Table {
  const asked = settings.filter(({ clean }) => clean !== undefined);
  const attacks = asked[0]?.cells.map(({ attack }) => attack) ?? [];
  const metric = asked[0]?.cleanMetric ?? 'ACC';
  return {
    title,
    head: ['setting', `${metric}_D`, 'change', ...attacks.map((attack) => `ASR_D, ${attack}`)],
    // Of one setting alone nothing can be compared.
    rows: (asked.length < 2 ? [] : asked).map((setting) => [
      settingName(setting),
      one(setting.clean ?? 0),
      pointsCell(setting.cleanChange),
      ...setting.cells.map(({ asr }) => (asr === undefined ? '–' : shareCell(asr))),
    ]),
  };
}

function namedCell({ cells }: SettingRow): string {
  const sum = (of: 'count' | 'of') => cells.reduce((total, { named }) => total + named[of], 0);
  return sum('of') === 0 ? '–' : `${sum('count')} of ${sum('of')}`;
}

function lowest({ cells }: SettingRow): string {
  let least: { readonly area: Estimate; readonly attack: string } | undefined;
  for (const { attack, aurocEffective: area } of cells) {
    if (area !== undefined && (least === undefined || area.value < least.area.value))
      least = { area, attack };
  }
  return least === undefined ? '–' : `${estimateCell(least.area)} ${least.attack}`;
}
