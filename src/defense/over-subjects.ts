import type { ParseFailure } from '../code/parsed.ts';
import { ModelError } from '../model/model-error.ts';
import { type DefenseContext, finderOf } from './context.ts';
import { type Ask, type Question, replies } from './replies.ts';
import { type Subject, sideOf } from './subject.ts';
import { together } from './together.ts';

/** Two functions that a pair victim compares. */
export type Pair = readonly [first: string, second: string];

/** What is inspected: the text of a function, which a pair victim compares with itself, or a pair of them. */
export type Subjects = Iterable<string | Pair> | AsyncIterable<string | Pair>;

/** A chunk is closed by so many subjects or so much text: the probes of a chunk are in memory at once. */
const CHUNK_SUBJECTS = 64;
const CHUNK_LENGTH = 200_000;
/** Results remembered for texts that come again, and the longest text that is remembered. */
const REMEMBERED = 512;
const REMEMBERED_LENGTH = 20_000;

/**
 * Does the work on every subject, many at once so that their questions reach the victim in long lists, and yields the
 * results in order. Memory is bounded. Equal texts are worked on once, unless hundreds of
 * others came in between.
 *
 * @param failed the result for a subject of so many functions one of which cannot be parsed
 * @throws ModelError where the victim cannot be used, or a pair is given to a victim of single functions
 */
export async function* overSubjects<Result>(
  subjects: Subjects,
  context: DefenseContext,
  work: (subject: Subject, ask: Ask) => Promise<Result>,
  failed: (count: number, failure: ParseFailure) => Result,
): AsyncGenerator<Result, void, undefined> {
  const { victim, grammar, signal } = context;
  const find = finderOf(context);
  const remembered = new Map<string, Result>();
  for await (const chunk of chunks(subjects)) {
    signal?.throwIfAborted();
    const keyed = chunk.map((texts) => ({ texts, key: JSON.stringify(texts) }));
    const known = new Map<string, Result>();
    const fresh = new Map<string, string | Pair>();
    for (const { key, texts } of keyed) {
      const result = remembered.get(key);
      if (result !== undefined) known.set(key, result);
      else fresh.set(key, texts);
    }
    const results = await together(
      Array.from(fresh.values()),
      (questions: readonly Question[]) => replies(victim, questions, signal),
      async (texts, ask: Ask) => {
        const subject = subjectOf(texts);
        return 'reason' in subject ? failed(typeof texts === 'string' ? 1 : 2, subject) : work(subject, ask);
      },
    );
    for (const [index, key] of Array.from(fresh.keys()).entries()) {
      const result = results[index];
      if (result === undefined) continue;
      known.set(key, result);
      if (key.length <= REMEMBERED_LENGTH) remembered.set(key, result);
    }
    for (const { key } of keyed) {
      const result = known.get(key);
      if (result !== undefined) yield result;
    }
    for (const key of remembered.keys()) {
      if (remembered.size <= REMEMBERED) break;
      remembered.delete(key);
    }
  }

  function subjectOf(texts: string | Pair): Subject | ParseFailure {
    const { name, task, maxLength } = victim.card;
    if (typeof texts === 'string') {
      const side = sideOf(texts, grammar, find, maxLength);
      if ('reason' in side) return side;
      return task === 'pair' ? [side, side] : [side];
    }
    if (task !== 'pair') throw new ModelError(`Victim ${name} judges single functions.`);
    const one = sideOf(texts[0], grammar, find, maxLength);
    if ('reason' in one) return one;
    const two = sideOf(texts[1], grammar, find, maxLength);
    return 'reason' in two ? two : [one, two];
  }
}

async function* chunks(subjects: Subjects): AsyncGenerator<readonly (string | Pair)[]> {
  let chunk: (string | Pair)[] = [];
  let length = 0;
  for await (const texts of subjects) {
    chunk.push(texts);
    length += typeof texts === 'string' ? texts.length : texts[0].length + texts[1].length;
    if (chunk.length < CHUNK_SUBJECTS && length < CHUNK_LENGTH) continue;
    yield chunk;
    chunk = [];
    length = 0;
  }
  if (chunk.length > 0) yield chunk;
}
