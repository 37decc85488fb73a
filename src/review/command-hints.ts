import { shortId } from './marker.ts';

/** What a reader can do about a finding, as a small line of Markdown. */
export function commandHints(fingerprint: string): string {
  const id = shortId(fingerprint);
  return `<sub>False alarm? \`/codepurify ignore ${id} reason\` · More: \`/codepurify explain ${id}\`</sub>`;
}
