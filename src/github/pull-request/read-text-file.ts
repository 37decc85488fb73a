import { MOST_CHARACTERS } from '../../config/yaml-document.ts';
import type { Octokit } from './repository.ts';

/** Answers that are kept, at most, so that an unchanged file costs nothing of GitHub's rate limit. */
const MOST_KEPT = 500;

interface Kept {
  readonly etag: string;
  readonly text: string;
}

/** What GitHub answered before, by address. Each use asks GitHub again whether it still holds, and whether we may see it. */
export type KeptTexts = Map<string, Kept>;

/** A text, or its bytes where they are too many. */
export type TextFile = { readonly text: string } | { readonly tooLarge: number };

interface Place {
  readonly owner: string;
  readonly repo: string;
  readonly path: string;
  /** Branch or commit; the default branch where it is absent. */
  readonly ref?: string;
}

/** The text of a small file; undefined where there is none that we may read. */
export async function readTextFile(
  octokit: Octokit,
  place: Place,
  kept: KeptTexts,
): Promise<TextFile | undefined> {
  const key = JSON.stringify(place);
  const before = kept.get(key);
  try {
    const { data, headers } = await octokit.rest.repos.getContent({
      ...place,
      ...(before && { headers: { 'if-none-match': before.etag } }),
    });
    if (Array.isArray(data) || data.type !== 'file' || !('content' in data)) return undefined;
    // Above a megabyte GitHub sends the size alone.
    if (data.encoding !== 'base64') return { tooLarge: data.size };
    const text = Buffer.from(data.content, 'base64').toString();
    // What is longer is no configuration, and could fill the memory.
    const { etag } = headers;
    if (etag !== undefined && text.length <= MOST_CHARACTERS) keep(kept, key, { etag, text });
    return { text };
  } catch (error) {
    const status = error instanceof Error && 'status' in error ? error.status : undefined;
    if (status === 304 && before !== undefined) return { text: before.text };
    if (status === 404) return undefined;
    throw error;
  }
}

function keep(kept: KeptTexts, key: string, text: Kept): void {
  kept.delete(key);
  kept.set(key, text);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
}
