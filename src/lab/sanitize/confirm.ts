import { ABSTRACTIONS } from './abstraction.ts';
import type { Carried, Carrier } from './carriers.ts';
import type { Flagged, Named } from './flagged-rows.ts';
import type { Form } from './forms-of.ts';
import { logTail } from './log-tail.ts';
import type { ConfirmedTrigger, Wording } from './sanitized.ts';

/** The chance that any text at all of a clean set is called a trigger by the first rule is at most this. */
const ERROR_RATE = 0.01;

/**
 * Which of the named texts are triggers. A form of a text is one if
 *
 * 1. it was named in more of the rows that carry it, whatever they teach, than chance allows: an exact binomial test
 *    against the share of rows that are flagged at all, corrected for every form of every element of the set, since any
 *    of them could have been named;
 * 2. it was named in most of these rows: the victim rests on it wherever it stands; and
 * 3. most of its rows would not be there without an attack: rows that teach something else carry it too seldom.
 *
 * The form with the strongest evidence goes first, of equals the finest, and takes its rows away; the others must stand
 * on what is left, so that a coarse form is a trigger only by the variants that no finer one explains.
 */
export function confirm(flagged: readonly Flagged[], carried: Carried): readonly ConfirmedTrigger[] {
  const { labels, labelTexts, forms } = carried;
  const correction = Math.log(Math.max(1, forms));
  const left = new Map(flagged.map((each) => [each.row, each]));
  const removed = new Set<number>();
  const candidates = candidatesOf(flagged);
  const found: ConfirmedTrigger[] = [];
  for (;;) {
    const base = baseline(labels, left, removed);
    const best = candidates
      .map((form) => evidence(form, carriersLeft(form), left, base))
      .filter((each) => each !== undefined && each.logP + correction <= Math.log(ERROR_RATE))
      .sort((a, b) => (a?.logP ?? 0) - (b?.logP ?? 0))[0];
    if (best === undefined) return found;
    const { form, label, logP, elsewhere, byNature } = best;
    const rows = carriersLeft(form).flatMap((each) => (each.label === label ? [each.row] : []));
    const names = rows.flatMap((row) => namedAs(form, left.get(row)) ?? []);
    found.push({
      kind: form.kind,
      abstraction: form.abstraction,
      form: form.text,
      wordings: wordingsOf(names),
      label: labelTexts[label] ?? '',
      rows,
      named: names.length,
      elsewhere,
      byNature: Math.min(byNature, rows.length),
      logP: logP + correction,
    });
    for (const row of rows) {
      removed.add(row);
      left.delete(row);
    }
  }

  function carriersLeft({ key }: Form): readonly Carrier[] {
    return (carried.carriers.get(key) ?? []).filter(({ row }) => !removed.has(row));
  }
}

/** Forms that were named in two rows at least, the finest first. */
function candidatesOf(flagged: readonly Flagged[]): readonly Form[] {
  const rows = new Map<string, number>();
  const forms = new Map<string, Form>();
  for (const { named } of flagged) {
    const own = new Map(named.flatMap((each) => each.forms.map((form) => [form.key, form] as const)));
    for (const [key, form] of own) {
      forms.set(key, form);
      rows.set(key, (rows.get(key) ?? 0) + 1);
    }
  }
  const fineness = ({ abstraction }: Form) => ABSTRACTIONS.indexOf(abstraction);
  return [...forms.values()]
    .filter(({ key }) => (rows.get(key) ?? 0) > 1)
    .sort((a, b) => fineness(a) - fineness(b));
}

interface Baseline {
  /** Share of the rows that are flagged. */
  readonly flagged: number;
  /** How many rows that are not flagged have a label, for each that has another. */
  odds(label: number): number;
}

function baseline(
  labels: readonly number[],
  left: ReadonlyMap<number, Flagged>,
  removed: ReadonlySet<number>,
): Baseline {
  const counts = new Map<number, number>();
  let plain = 0;
  for (const [row, label] of labels.entries()) {
    if (removed.has(row) || left.has(row)) continue;
    plain += 1;
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return {
    flagged: left.size / Math.max(1, plain + left.size),
    odds(label) {
      const own = counts.get(label) ?? 0;
      return own / Math.max(1, plain - own);
    },
  };
}

function evidence(
  form: Form,
  carriers: readonly Carrier[],
  left: ReadonlyMap<number, Flagged>,
  base: Baseline,
) {
  const counted = carriers.filter(({ fresh }) => fresh);
  const hits = counted.filter(({ row }) => namedAs(form, left.get(row)) !== undefined);
  const label = mostFrequent(hits.map((hit) => hit.label));
  if (label === undefined) return undefined;
  const named = hits.filter((hit) => hit.label === label).length;
  const own = counted.filter((each) => each.label === label).length;
  const byNature = (counted.length - own) * base.odds(label);
  if (2 * named <= counted.length || 2 * byNature >= own) return undefined;
  const elsewhere = carriers.filter((each) => each.label !== label).length;
  return { form, label, byNature, elsewhere, logP: logTail(named, counted.length, base.flagged) };
}

function namedAs({ key }: Form, flagged: Flagged | undefined): Named | undefined {
  return flagged?.named.find(({ forms }) => forms.some((form) => form.key === key));
}

function mostFrequent(values: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function wordingsOf(names: readonly Named[]): readonly Wording[] {
  const counts = new Map<string, Wording>();
  for (const { text, forms } of names) {
    const key = forms[0]?.text ?? text;
    const known = counts.get(key);
    counts.set(key, { text: known?.text ?? text, rows: (known?.rows ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.rows - a.rows);
}
