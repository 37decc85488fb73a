import { readFileSync } from 'node:fs';
import type { Reply } from './reply.ts';

const FILES: ReadonlyMap<string, Reply> = new Map([
  ['/page.css', fileOf('page.css', 'text/css')],
  ['/page.js', fileOf('page.js', 'text/javascript')],
]);

/** The style and the script of the pages. */
export function staticFile(pathname: string): Reply | undefined {
  return FILES.get(pathname);
}

function fileOf(name: string, type: Reply['type']): Reply {
  return { status: 200, type, content: readFileSync(new URL(name, import.meta.url)) };
}
