import type { ScanResult } from '../scan-result.ts';
import { verdictOf } from '../verdict-of.ts';

const UNSHOWN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The verdict JSON. Characters that a terminal would obey or hide are escaped, which changes nothing for a parser. */
export function json(scan: ScanResult): string {
  const text = JSON.stringify(verdictOf(scan), null, 2);
  return `${text.replace(UNSHOWN, (character) => (character === '\n' ? '\n' : escaped(character)))}\n`;
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, at) => {
    return `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }).join('');
}
