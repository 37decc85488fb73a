import { z } from 'zod';
import type { Sample } from '../../src/lab/audit/sample.ts';
import { scored } from '../../src/lab/audit/scored.ts';
import type { Search } from '../../src/lab/audit/search.ts';
import type { Inversion } from './inversions.ts';
import { runPython } from './run-python.ts';
import { sumOf } from './spent.ts';
import { type Reached, withinBudget } from './within-budget.ts';

/** What is left of the budget for asking what the names do that come out on the way. */
const ASKED = 0.05;

const answer = z.object({ names: z.array(z.array(z.string())), wall: z.number(), cpu: z.number() });

/**
 * Runs training/codepurify_training/soft_inversion.py on the functions of a search, and asks the victim about the names that
 * come out; gradients in Python count as those of a search do. To the end of the budget: it tells no step that could be the last.
 */
export async function softInversion(
  { python, checkpoint }: { readonly python: string; readonly checkpoint: string },
  search: Search,
  { budget, gradientCost }: { readonly budget: number; readonly gradientCost: number },
): Promise<Reached> {
  const { samples, fragments, rules, victim } = search;
  if (victim.card.task !== 'classification') throw new Error('Soft inversion reads one function at a time');
  const asked = Math.max(1, Math.floor((ASKED * budget) / samples.length));
  const epochs = Math.floor((budget - asked * samples.length) / (gradientCost * samples.length));
  const task = {
    functions: samples.map(piecesOf),
    fragments: fragments.map(({ id }) => id),
    starts: fragments.flatMap(({ id, text }) => (rules.isWord(text) ? [id] : [])),
    goal: search.target,
    parts: rules.most,
    epochs,
    every: Math.ceil(epochs / asked),
    seed: search.seed & 0x7fff_ffff,
  };
  const words = ['codepurify_training.soft_inversion', '--model', checkpoint];
  const { names, ...searching } = answer.parse(await runPython(python, words, JSON.stringify(task)));
  const guesses = names
    .filter((parts) => rules.isWord(parts.join('')))
    .map((parts) => ({ form: 0, slots: [parts] }));
  const all: Inversion = async function* (metered) {
    const [best] = await scored(guesses, samples, metered);
    if (best !== undefined) yield best;
  };
  const spent = epochs * samples.length * gradientCost;
  const reached = await withinBudget(all, search, { budget: budget - spent, gradientCost });
  return {
    best: reached.best,
    steps: epochs,
    questions: spent + reached.questions,
    ...sumOf([searching, reached]),
  };
}

/** The text of a function between the places of the name, with null for each of these. */
function piecesOf({ name: [site] }: Sample): readonly (string | null)[] {
  if (site === undefined) return [];
  const starts = [0, ...site.places.map(([, to]) => to)];
  return starts.flatMap((from, at) => {
    const place = site.places[at];
    return place === undefined ? [site.text.slice(from)] : [site.text.slice(from, place[0]), null];
  });
}
