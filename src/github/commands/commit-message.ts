import type { Finding } from '../../review/finding.ts';
import { shortId } from '../../review/marker.ts';
import { oneLine } from '../../scan/report/one-line.ts';

/** The trailer by which a commit of ours tells what it answers, so that the same request commits only once. */
const TRAILER = 'CodePurify-Request';

/** Who asked for a commit. */
export interface CoAuthor {
  readonly login: string;
  readonly id?: number;
  /** Of GitHub, such as `github.com`. */
  readonly host: string;
}

export interface CommitMessage {
  readonly headline: string;
  readonly body: string;
}

/** The message of the commit that puts these replacements in. `request` is what it answers. */
export function commitMessage(
  applied: readonly Finding[],
  { login, id, host }: CoAuthor,
  request: string,
): CommitMessage {
  const [first] = applied;
  const one = first && applied.length === 1 ? plain(first.verdict.name, 40) : undefined;
  const lines = applied.slice(0, 50).map(({ verdict }) => {
    const { name, file, fingerprint, purification } = verdict;
    return `- ${plain(name, 60)} in ${plain(file, 100)} (${shortId(fingerprint)}): ${purification?.effect ?? ''}`;
  });
  const more = applied.length - lines.length;
  return {
    headline: `Purify ${one ?? `${applied.length} functions`}`,
    body: [
      'What the victim says of each rested on one element alone, which is replaced.',
      '',
      ...lines,
      ...(more > 0 ? [`- and ${more} more`] : []),
      '',
      `${TRAILER}: ${request}`,
      `Co-authored-by: ${login} <${id === undefined ? '' : `${id}+`}${login}@users.noreply.${host}>`,
    ].join('\n'),
  };
}

/** Whether a commit says that it answers a request. */
export function answersRequest(message: string, request: string): boolean {
  return message.split('\n').includes(`${TRAILER}: ${request}`);
}

/** GitHub notifies who is mentioned in a commit, and links issues that it names. */
function plain(text: string, width: number): string {
  return oneLine(text, width).replace(/[@#]/g, '·') || 'a function without a name';
}
