import type { Calibration } from './card.ts';
import { changeCard } from './change-card.ts';

/** Puts a calibration into the card of a model folder, in the place of the one for the same language and settings. Rejects as `changeCard`. */
export async function saveCalibration(folder: string, calibration: Calibration): Promise<void> {
  await changeCard(folder, (raw) => {
    const others = raw.calibrations.filter((known) => settingsOf(known) !== settingsOf(calibration));
    return { ...raw, calibrations: [...others, calibration] };
  });
}

function settingsOf(calibration: Readonly<Record<string, unknown>>): string {
  const { language, statistic, probe, kinds } = calibration;
  return JSON.stringify([language, statistic, probe, Array.isArray(kinds) ? kinds.toSorted() : kinds]);
}
