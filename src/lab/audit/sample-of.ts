import type { Grammar } from '../../code/grammar.ts';
import type { MaskedCode } from '../../code/masked-code.ts';
import type { Pair } from '../../defense/over-subjects.ts';
import type { Classifier } from '../../model/victim.ts';
import { inputOf, type Sample, siteHoled } from './sample.ts';
import { sitesIn } from './sites-in.ts';

/**
 * A function, or two, ready for planting: in each, of the names that it declares or is, the one whose masking moves the
 * victim most gives way to a name, and a statement goes behind the opening brace. A function beside itself takes the same
 * in both places. Undefined where a function has no name within the window, or cannot be parsed.
 */
export async function sampleOf(
  subject: string | Pair,
  { victim, grammar }: { readonly victim: Classifier; readonly grammar: Grammar },
): Promise<Sample | undefined> {
  const texts = typeof subject === 'string' ? [subject] : [...new Set(subject)];
  const sides = texts.flatMap((text) => sitesIn(text, grammar, victim.card.maxLength) ?? []);
  if (sides.length < texts.length) return undefined;
  const views: readonly MaskedCode[] = sides.map(({ view }) => [view]);
  const masked = sides.map(({ names }, side) =>
    names.map((site) => inputOf(asked(views.with(side, siteHoled(site))))),
  );
  const [plain, ...answers] = await victim.classify([inputOf(asked(views)), ...masked.flat()]);
  const name = sides.flatMap(({ names }, side) => {
    const before = masked.slice(0, side).flat().length;
    const moved = names.map((_, at) => distance(answers[before + at]?.probabilities, plain?.probabilities));
    return names[moved.indexOf(Math.max(...moved))] ?? [];
  });
  const statement = sides.flatMap((side) => side.statement ?? []);
  return { name: asked(name), statement: statement.length < sides.length ? [] : asked(statement) };

  /** A pair victim is asked about two, of one function beside itself twice. */
  function asked<Item>(own: readonly Item[]): readonly Item[] {
    const [first] = own;
    return typeof subject !== 'string' && own.length === 1 && first !== undefined ? [first, first] : own;
  }
}

/** The largest change of a probability. */
function distance(a: readonly number[] = [], b: readonly number[] = []): number {
  return a.reduce((most, value, at) => Math.max(most, Math.abs(value - (b[at] ?? 0))), 0);
}
