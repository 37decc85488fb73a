import { findingsOf } from '../../review/findings-of.ts';
import { shortId } from '../../review/marker.ts';
import type { Acted } from './acted.ts';
import { recordIn } from './answer-record.ts';
import { explanationOf } from './explanation-of.ts';
import { findingsNamed } from './findings-named.ts';
import type { Ground } from './ground.ts';
import type { CommentPlace } from './thread.ts';

/** The author of a pull request may ask without being allowed to push, so what it costs has its bound. */
const MOST_INSPECTIONS = 30;

/** Explains a finding by inspecting the pull request once more, unless an answer that stands there says it already. */
export async function explain(id: string, { own, pull, inspect }: Ground): Promise<Acted> {
  const before = own.flatMap((comment) => {
    const record = recordIn(comment.body);
    return record?.inspected === pull.head ? [{ ...comment, explains: record.explains }] : [];
  });
  const earlier = before.findLast(({ explains }) => explains?.startsWith(id));
  if (earlier?.explains !== undefined) {
    const at = `at commit ${pull.head.slice(0, 12)}`;
    const text = `\`${shortId(earlier.explains)}\` ${at} [is explained already](${pull.url}#${anchorOf(earlier)}).`;
    return { done: true, text };
  }
  if (before.length >= MOST_INSPECTIONS) {
    const text = `Commit ${pull.head.slice(0, 12)} was inspected ${before.length} times to explain it, which is enough. \`codepurify explain\` shows the rest in a terminal.`;
    return { done: false, text };
  }
  const inspected = await inspect();
  if ('refusal' in inspected) return { done: false, text: inspected.refusal };
  const { head } = inspected;
  const found = findingsNamed(id, findingsOf(inspected.scan), head);
  if ('problem' in found) return { done: false, text: found.problem, remember: { inspected: head } };
  const [finding] = found;
  const remember = { inspected: head, explains: finding.verdict.fingerprint };
  return { done: true, text: explanationOf(finding, head), remember };
}

/** Where GitHub shows a comment on the page of its pull request. */
function anchorOf({ on, comment }: CommentPlace): string {
  return on === 'conversation' ? `issuecomment-${comment}` : `discussion_r${comment}`;
}
