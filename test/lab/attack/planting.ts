import { parseFunction } from '../../../src/code/parse-function.ts';
import type { Parsed } from '../../../src/code/parsed.ts';
import type { NotPlanted, Planted } from '../../../src/code/planted.ts';
import type { AttackName } from '../../../src/lab/attack/attack.ts';
import { ATTACKS } from '../../../src/lab/attack/attacks.ts';
import { seededRandom } from '../../../src/lab/attack/seeded-random.ts';
import { loadGrammar } from '../../../src/load-grammar.ts';

export const grammars = { c: await loadGrammar('c'), java: await loadGrammar('java') };

export function parsed(language: 'c' | 'java', code: string): Parsed {
  const tree = parseFunction(grammars[language], code);
  if ('reason' in tree) throw new Error(tree.reason);
  return tree;
}

export function plant(
  attack: AttackName,
  language: 'c' | 'java',
  code: string,
  seed = 1,
): Planted | NotPlanted {
  return ATTACKS[attack].plant(parsed(language, code), seededRandom(seed));
}

/** The planted code, or why there is none. */
export function plantedCode(...call: Parameters<typeof plant>): string {
  const outcome = plant(...call);
  return 'reason' in outcome ? outcome.reason : outcome.code;
}
