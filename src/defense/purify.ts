import type { Element } from '../code/element.ts';
import type { Candidate } from './candidate.ts';
import { candidatesOf } from './candidates-of.ts';
import type { DefenseContext } from './context.ts';
import type { Examination } from './examine.ts';
import type { Inquiry } from './inquiry.ts';
import type { Purification } from './outcome.ts';
import type { Ask } from './replies.ts';
import { differs, predictionOf, type Reply } from './reply.ts';
import { viewOf } from './subject.ts';

type Examined = Pick<Examination, 'chain'> & { readonly inquiry: Inquiry };

/** Ways to purify, or to purify both functions of a pair, that the victim is asked about. */
const MAX_WAYS = 48;

/**
 * The first candidate that undoes the verdict, asked of the victim; the first of all where none does. Undefined for a
 * function that is not poisoned or for which there is no candidate. Of a pair both functions are purified at once; a
 * clean one in which the other's trigger stands too is purified for the question, so that the answer says what the
 * trigger did.
 *
 * @param besideItself the victim is asked about one function twice
 */
export async function purify(
  examined: readonly Examined[],
  besideItself: boolean,
  before: Reply,
  ask: Ask,
  context: DefenseContext,
): Promise<readonly (Purification | undefined)[]> {
  if (examined.every(({ chain }) => chain.length === 0)) return [];
  const { victim, infill, signal } = context;
  const choices: (readonly (Candidate | undefined)[])[] = [];
  for (const [which, { inquiry }] of examined.entries()) {
    const found = await candidatesOf(inquiry.side, toRemove(examined, which), infill, signal);
    choices.push(found.length === 0 ? [undefined] : found);
  }
  const ways = combinations(choices).filter((way) => way.some((choice) => choice !== undefined));
  const answered: { readonly way: Way; readonly reply: Reply }[] = [];
  for (const wave of [ways.slice(0, 1), ways.slice(1)]) {
    const answers = await ask(
      wave.map((way) => {
        const [code = '', second] = way.map((choice, which) =>
          viewOf(choice?.code ?? examined[which]?.inquiry.side.text ?? '', victim.card.maxLength),
        );
        const other = besideItself ? code : second;
        return { input: other === undefined ? { code: [code] } : { code: [code], other: [other] } };
      }),
    );
    for (const [index, reply] of answers.entries()) answered.push({ way: wave[index] ?? [], reply });
    if (answered.some(({ reply }) => differs(before, reply))) break;
  }
  const best = answered.find(({ reply }) => differs(before, reply)) ?? answered[0];
  if (best === undefined) return [];
  return examined.map(({ chain }, which) => {
    const choice = chain.length === 0 ? undefined : best.way[which];
    if (choice === undefined) return undefined;
    return { ...choice, prediction: predictionOf(victim, best.reply), undone: differs(before, best.reply) };
  });
}

type Way = readonly (Candidate | undefined)[];

/** The function's own trigger with what encloses it, or in a clean function the trigger that it shares with the other. */
function toRemove(examined: readonly Examined[], which: number): readonly Element[] {
  const own = examined[which]?.chain ?? [];
  if (own.length > 0) return own.map(({ element }) => element);
  const other = examined[1 - which];
  const shared = other?.chain.map(({ element }) => other.inquiry.twin(element)) ?? [];
  return shared.filter((element) => element !== undefined);
}

/** One choice of each, the best choices of all first. */
function combinations(choices: readonly Way[]): readonly Way[] {
  const [first = [], second] = choices;
  if (second === undefined) return first.slice(0, MAX_WAYS).map((choice) => [choice]);
  return first
    .flatMap((one, i) => second.map((two, j) => ({ rank: i + j, way: [one, two] })))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MAX_WAYS)
    .map(({ way }) => way);
}
