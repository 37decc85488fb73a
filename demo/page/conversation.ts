import { type Html, html } from '../../src/scan/report/html.ts';
import { commitsSince } from '../github/git/history.ts';
import { baseSha } from '../github/pull/base-sha.ts';
import type { IssueComment, Review } from '../github/world/pull-request.ts';
import { markdown } from './markdown.ts';
import { reactions } from './reactions.ts';
import type { ShownPull } from './shown.ts';
import { time } from './time.ts';
import { who } from './who.ts';

/** What was said and done, the oldest first. */
export function conversation(shown: ShownPull): Html {
  const { pull } = shown.pull;
  const entries: readonly { readonly at: Date; readonly shown: Html }[] = [
    ...commits(shown),
    ...shown.pull.comments.map((comment) => ({ at: comment.createdAt, shown: issueComment(comment) })),
    ...shown.pull.reviews.flatMap((one) => review(shown, one)),
  ];
  return html`<h2 id="conversation-title">Conversation</h2>
<article class="comment card"><p class="by">${who(pull.author)} ${time(pull.createdAt)}</p><div class="markdown">${markdown(pull.body ?? '')}</div></article>
${entries.toSorted((a, b) => a.at.getTime() - b.at.getTime()).map((entry) => entry.shown)}`;
}

function commits({ pull: { pull } }: ShownPull) {
  const { store } = pull.repository;
  return commitsSince(store, baseSha(pull), pull.head.sha).map((sha) => {
    const { author, message } = store.commit(sha);
    const [headline] = message.split('\n');
    return {
      at: author.date,
      shown: html`<p class="event"><b>${author.name}</b> committed <code>${sha.slice(0, 7)}</code> ${headline} ${time(author.date)}</p>`,
    };
  });
}

function issueComment({ id, author, createdAt, updatedAt, body, reactions: set }: IssueComment): Html {
  const edited = updatedAt.getTime() !== createdAt.getTime();
  return html`<article class="comment card" id="issuecomment-${id}"><p class="by">${who(author)} ${time(createdAt)}${edited && html` · edited ${time(updatedAt)}`}</p><div class="markdown">${markdown(body)}</div>${reactions(set)}</article>`;
}

function review({ pull }: ShownPull, { id, author, submittedAt, body, commit }: Review) {
  if (submittedAt === undefined) return [];
  const begun = pull.threads.filter(({ comments }) => comments[0]?.review.id === id);
  // An answer in a thread is a review of its own, shown where it stands.
  if (begun.length === 0 && body === '') return [];
  const where = begun.map(
    ({ id, anchor }) =>
      html`<li><a href="#thread-${id}"><code>${anchor.path}:${anchor.place?.line}</code></a></li>`,
  );
  return [
    {
      at: submittedAt,
      shown: html`<article class="comment card" id="pullrequestreview-${id}"><p class="by">${who(author)} reviewed <code>${commit.slice(0, 7)}</code> ${time(submittedAt)}</p><div class="markdown">${markdown(body)}</div>${where.length > 0 && html`<ul class="where">${where}</ul>`}</article>`,
    },
  ];
}
