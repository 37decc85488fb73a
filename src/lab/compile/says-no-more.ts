import type { Diagnostic } from './compiled.ts';

/**
 * Whether a compiler has nothing to say of a changed function that it did not say of the function before, names aside:
 * words that stand in one of the two texts only are taken for one and the same name, and places do not count.
 */
export function saysNoMore(
  before: { readonly text: string; readonly diagnostics: readonly Diagnostic[] },
  after: { readonly text: string; readonly diagnostics: readonly Diagnostic[] },
): boolean {
  const [was, is] = [wordsOf(before.text), wordsOf(after.text)];
  const plain = ({ message }: Diagnostic) =>
    message.replace(/[\p{L}\p{N}_$]+/gu, (word) => (was.has(word) === is.has(word) ? word : 'NAME'));
  const allowed = counted(before.diagnostics.map(plain));
  return Array.from(counted(after.diagnostics.map(plain))).every(
    ([message, times]) => times <= (allowed.get(message) ?? 0),
  );
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.match(/[\p{L}\p{N}_$]+/gu));
}

function counted(messages: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const message of messages) counts.set(message, (counts.get(message) ?? 0) + 1);
  return counts;
}
