import type { Element } from './element.ts';
import { leavesOf } from './leaves-of.ts';
import type { Parsed } from './parsed.ts';

/** Longer statements are not compared, in UTF-16 units: comparing those of a deep nest would be quadratic. */
const MAX_LENGTH = 4_000;

/** What is equal but for white space and comments. */
interface Equals {
  readonly places: [Element, ...Element[]];
  /** The outermost statements that they stand in, or are. */
  readonly tops: Set<Element>;
  /** The words of what each of them stands in. */
  around: ReadonlySet<string>;
}

/**
 * The elements that statements make: the outermost ones, and what stands in several of them. Equal ones are one element:
 * taken away one by one, each of two triggers would leave the other to keep the verdict. So it is in the authors' script,
 * where a statement is wherever its text stands. What stands only within another repeated statement goes with that.
 */
export function repeatedAsOne(parsed: Parsed, outermost: readonly Element[]): readonly Element[] {
  const equals = new Map<string, Equals>();
  const wordsOf = new Map<Element, string>();
  for (const top of outermost) gather(top, top, []);
  const repeated = new Map([...equals].filter(([, { tops }]) => tops.size > 1));
  return [
    ...outermost.filter((element) => !repeated.has(wordsOf.get(element) ?? '')),
    ...Array.from(repeated.values())
      .filter(({ around }) => !Array.from(around).some((words) => repeated.has(words)))
      .map(({ places }) => together(places)),
  ];

  function gather(element: Element, top: Element, around: readonly string[]): void {
    const words = wordsIn(parsed, element);
    const known = words === undefined ? undefined : equals.get(words);
    if (words !== undefined) wordsOf.set(element, words);
    if (known !== undefined) {
      known.places.push(element);
      known.tops.add(top);
      known.around = known.around.intersection(new Set(around));
    } else if (words !== undefined) {
      equals.set(words, { places: [element], tops: new Set([top]), around: new Set(around) });
    }
    for (const inner of element.inner) gather(inner, top, words === undefined ? around : [...around, words]);
  }
}

/** The statements, equal ones as one in the place of the first. In any order. */
export function equalAsOne(parsed: Parsed, statements: readonly Element[]): readonly Element[] {
  const equals = new Map<string | Element, [Element, ...Element[]]>();
  for (const statement of statements) {
    const words = wordsIn(parsed, statement) ?? statement;
    const places = equals.get(words);
    if (places === undefined) equals.set(words, [statement]);
    else places.push(statement);
  }
  return Array.from(equals.values(), (places) => (places.length > 1 ? together(places) : places[0]));
}

/** The tokens that are not comments; undefined of what is too long to compare, or says nothing, as `break;`. */
function wordsIn(parsed: Parsed, { text, tokens, ranges: [range] }: Element): string | undefined {
  if (range === undefined || text.length > MAX_LENGTH || tokens.length === 0) return undefined;
  const words = leavesOf(parsed).codeWithin(range);
  return words.map((word) => parsed.text.slice(...word)).join(' ');
}

function together(found: Equals['places']): Element {
  const [{ kind, text, inner }] = found;
  const places = found.toSorted((a, b) => (a.ranges[0]?.[0] ?? 0) - (b.ranges[0]?.[0] ?? 0));
  return {
    kind,
    text,
    ranges: places.flatMap(({ ranges }) => ranges),
    get tokens() {
      return places.flatMap(({ tokens }) => tokens);
    },
    inner,
  };
}
