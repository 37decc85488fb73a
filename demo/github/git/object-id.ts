import { createHash } from 'node:crypto';
import type { Entry, GitObject, Signature } from './object.ts';

/** The SHA-1 that git gives this object. */
export function objectId(object: GitObject): string {
  const content = encoded(object);
  return createHash('sha1').update(`${object.type} ${content.length}\0`).update(content).digest('hex');
}

function encoded(object: GitObject): Buffer {
  if (object.type === 'blob') return object.content;
  if (object.type === 'tree') return Buffer.concat([...object.entries].sort(byGitOrder).map(encodedEntry));
  const parents = object.parents.map((parent) => `parent ${parent}\n`).join('');
  const people = `author ${signed(object.author)}\ncommitter ${signed(object.committer)}\n`;
  return Buffer.from(`tree ${object.tree}\n${parents}${people}\n${object.message}`);
}

function encodedEntry([name, { mode, id }]: readonly [string, Entry]): Buffer {
  return Buffer.concat([Buffer.from(`${mode.replace(/^0/, '')} ${name}\0`), Buffer.from(id, 'hex')]);
}

/** Git sorts by bytes, a folder as if its name ended in a slash. */
function byGitOrder(a: readonly [string, Entry], b: readonly [string, Entry]): number {
  return Buffer.compare(sortKey(a), sortKey(b));
}

function sortKey([name, { mode }]: readonly [string, Entry]): Buffer {
  return Buffer.from(mode === '040000' ? `${name}/` : name);
}

function signed({ name, email, date }: Signature): string {
  return `${name} <${email}> ${Math.floor(date.getTime() / 1000)} +0000`;
}
