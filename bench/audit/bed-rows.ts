import { join } from 'node:path';
import { cleanSamples } from '../../src/cli/clean-samples.ts';
import type { Pair } from '../../src/defense/over-subjects.ts';
import { draw } from '../../src/lab/redteam/draw.ts';
import type { Card } from '../../src/model/card.ts';

/** Where the rows of a task lie in a data folder. */
export const FOLDERS: Readonly<Partial<Record<Card['task'], string>>> = {
  classification: 'defect-detection',
  pair: 'clone-detection',
};

export type Subject = string | Pair;
export type Split = 'valid' | 'test';

/** The functions or pairs of a split by their right label; each text or pair once. */
export type Labelled = ReadonlyMap<number, readonly Subject[]>;

/** Reads each split of each task once. */
export function bedRows(data: string): (card: Card, split: Split) => Promise<Labelled> {
  const known = new Map<string, Promise<Labelled>>();
  return (card, split) => {
    const folder = FOLDERS[card.task];
    if (folder === undefined) throw new Error(`${card.name} is for ${card.task}, and cannot be audited`);
    const path = join(data, folder, `${split}.jsonl.gz`);
    const rows = known.get(path) ?? read(path, card, join(data, folder, 'functions.jsonl.gz'));
    known.set(path, rows);
    return rows;
  };
}

async function read(path: string, card: Card, functions: string): Promise<Labelled> {
  const byLabel = new Map<number, Map<string, Subject>>();
  const { signal } = new AbortController();
  const found = await cleanSamples(card, {
    paths: [path],
    ...(card.task === 'pair' && { functions }),
    cwd: process.cwd(),
    signal,
    onProblem: (file, message) => {
      throw new Error(`${file}: ${message}`);
    },
  });
  for (const { codes, label } of [...found.values()].flat()) {
    const [first, second] = codes;
    if (first === undefined || label === undefined) continue;
    const own = byLabel.get(label) ?? new Map<string, Subject>();
    byLabel.set(label, own.set(JSON.stringify(codes), second === undefined ? first : [first, second]));
  }
  return new Map(Array.from(byLabel, ([label, own]) => [label, [...own.values()]]));
}

/** So many of all, equally many of each label. The seed alone decides, whatever the victim is. */
export function drawn(rows: Labelled, count: number, seed: number): readonly Subject[] {
  const labels = [...rows.keys()].sort((a, b) => a - b);
  return labels.flatMap((label, at) => {
    const share = Math.floor(count / labels.length) + Number(at < count % labels.length);
    return draw(rows.get(label) ?? [], share, seed + at);
  });
}
