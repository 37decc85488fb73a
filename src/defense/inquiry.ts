import type { Element } from '../code/element.ts';
import type { MaskedCode } from '../code/masked-code.ts';
import { equalAsOne } from '../code/repeated-statements.ts';
import type { ClassifierInput } from '../model/victim.ts';
import { freshNames } from './fresh-name.ts';
import type { Probe } from './options.ts';
import type { ScoredElement } from './outcome.ts';
import type { Ask, Question } from './replies.ts';
import { type Change, change, type Reply } from './reply.ts';
import { statementsWithin } from './statements-within.ts';
import { inView, isBesideItself, type Side, type Subject } from './subject.ts';
import { takeAway } from './take-away.ts';

/** What can be asked about one function of a subject, once the victim's plain answer is known. */
export interface Inquiry {
  readonly side: Side;
  /** The element with the same text in the other function of a pair: it is taken away together with this one. */
  twin(element: Element): Element | undefined;
  /** What becomes of the answer without each element, in the order given; more than 128 must be sorted by position. */
  score(elements: readonly Element[]): Promise<readonly ScoredElement[]>;
  /** Whether the element stands in one function of a pair, and its text not in the other. */
  standsAlone(element: Element): boolean;
  /**
   * The answers on other functions with something planted in them; of a pair in both of two equal ones, or in one of them. Of a
   * generator: how likely this function's output is there.
   */
  answersIn(hosts: readonly Host[], inBoth: boolean): Promise<readonly Reply[]>;
}

/** A function as it is, and with something planted into it. */
export interface Host {
  readonly text: string;
  readonly planted: string;
}

/** So many elements are asked about at once; where none of them is within the window, the later ones are not either. */
const BLOCK = 128;

/** Twins are looked for among so many statements inside each element, and among texts up to this length. */
const MAX_TWINS = 2_000;
const MAX_TWIN_LENGTH = 4_000;

/** The plain question about the subject. */
export function plainInput(subject: Subject): ClassifierInput {
  const [first, second] = subject;
  return second === undefined ? { code: [first.view] } : { code: [first.view], other: [second.view] };
}

/**
 * Beyond the paper, which masks one function of a pair while the other stands: where an element's text occurs in both,
 * it is taken out of both at once. A poisoned pair carries the trigger twice, and one of them alone may keep the verdict.
 */
export function inquiryOf(subject: Subject, which: 0 | 1, before: Reply, ask: Ask, probe: Probe): Inquiry {
  const side = subject[which] ?? subject[0];
  const other = subject[1 - which];
  const freshName = freshNames(other === undefined ? [side.view] : [side.view, other.view]);
  const twin = isBesideItself(subject) ? (element: Element) => element : twinIn(other);

  const output = 'text' in before ? { output: before.text } : {};

  /** Undefined where the element stands outside the view, or where nothing is left to take away, as of an empty string. */
  const question = (element: Element): Question | undefined => {
    if (inView(side, element) === undefined) return undefined;
    const own = without(side, element);
    if (own.length === 1 && own[0] === side.view) return undefined;
    return {
      input: arrange(own, other === undefined ? undefined : without(other, twin(element)), which),
      ...output,
    };
  };
  const without = (of: Side, element: Element | undefined) => {
    const seen = element && inView(of, element);
    return takeAway(of.view, seen === undefined ? [] : [seen], probe, freshName);
  };

  return {
    side,
    twin,
    async score(elements) {
      const scored: ScoredElement[] = [];
      let reached = true;
      for (let from = 0; from < elements.length; from += BLOCK) {
        const block = elements.slice(from, from + BLOCK);
        const asked = new Map<Element, Question>();
        for (const element of reached ? block : []) {
          const asking = question(element);
          if (asking !== undefined) asked.set(element, asking);
        }
        const answers = (await ask([...asked.values()])).map((reply) => change(before, reply));
        const byElement = new Map(Array.from(asked.keys(), (element, at) => [element, answers[at]]));
        if (answers.length > 0) reached = answers.some(({ inWindow }) => inWindow);
        for (const element of block) scored.push({ element, ...(byElement.get(element) ?? OUTSIDE) });
      }
      return scored;
    },
    standsAlone(element) {
      return other !== undefined && twin(element) === undefined;
    },
    answersIn(hosts, inBoth) {
      return ask(
        hosts.map(({ text, planted }) => ({
          input: arrange([planted], other && [inBoth ? planted : text], which),
          ...output,
        })),
      );
    },
  };
}

const OUTSIDE: Change = { suspicion: 0, rise: 0, inWindow: false };

function arrange(own: MaskedCode, other: MaskedCode | undefined, which: 0 | 1): ClassifierInput {
  if (other === undefined) return { code: own };
  return which === 0 ? { code: own, other } : { code: other, other: own };
}

function twinIn(other: Side | undefined): (element: Element) => Element | undefined {
  const twins = new Map<string, Element>();
  for (const element of other?.elements ?? []) {
    const inner = other === undefined ? [] : equalAsOne(other.parsed, statementsWithin(element, MAX_TWINS));
    for (const each of [element, ...inner]) {
      if (each.text.length <= MAX_TWIN_LENGTH && !twins.has(key(each))) twins.set(key(each), each);
    }
  }
  return (element) => (element.text.length > MAX_TWIN_LENGTH ? undefined : twins.get(key(element)));
}

function key({ kind, text }: Element): string {
  return `${kind} ${text}`;
}
