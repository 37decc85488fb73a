import { applyEdits } from './apply-edits.ts';
import type { Edit, Range } from './edit.ts';
import type { Parsed } from './parsed.ts';
import type { NotPlanted, Planted } from './planted.ts';
import { ROLES } from './roles.ts';

/**
 * The function with one name for another, at every token that is this name: fields, types and labels too, as the
 * published attacks rename by whole word; but not in comments, strings and macro bodies, where they do.
 * Fails where the new name stands in the function already, or there is no name (undefined or an empty text).
 */
export function renameWords(fn: Parsed, name: string | undefined, replacement: string): Planted | NotPlanted {
  const edits: Edit[] = [];
  for (let node = 0; node < fn.count; node++) {
    if (((fn.roles[node] ?? 0) & ROLES.word) === 0) continue;
    const [from, to] = [fn.from[node] ?? 0, fn.to[node] ?? 0];
    const word = fn.text.slice(from, to);
    if (word === replacement) return { reason: 'the new name is taken' };
    if (word === name && word !== '') edits.push({ from, to, text: replacement });
  }
  if (edits.length === 0) return { reason: 'no name to rename' };
  const growth = replacement.length - (name ?? '').length;
  const ranges = edits.map(({ from }, before): Range => {
    const start = from + before * growth;
    return [start, start + replacement.length];
  });
  return { code: applyEdits(fn.text, edits), trigger: { kind: 'identifier', text: replacement, ranges } };
}
