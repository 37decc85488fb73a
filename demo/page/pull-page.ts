import { type Html, html } from '../../src/scan/report/html.ts';
import { check } from './check.ts';
import { commentBox } from './comment-box.ts';
import { conversation } from './conversation.ts';
import { deliveries } from './deliveries.ts';
import { files } from './files.ts';
import { layout } from './layout.ts';
import type { ShownPull } from './shown.ts';

/** The page of a pull request. What has `data-part` is replaced by the script when it has changed. */
export function pullPage(shown: ShownPull): Html {
  const { pull, repository, people, path } = shown;
  const { title, number, author, state, head, base } = pull.pull;
  const run = pull.checkRuns.at(-1);
  const told = run === undefined ? 'waiting' : `${run.conclusion ?? run.status}: ${run.output.title ?? ''}`;
  const hint = html`A comment may hold a command, such as <code>/codepurify help</code>.`;
  return layout(
    `${title} · #${number}`,
    html`<header class="top"><p class="repository">${repository.owner} / <b>${repository.name}</b></p>
<h1>${title} <span class="count">#${number}</span></h1>
<p><span class="tag ${state === 'open' ? 'good' : 'plain'}">${state}</span> <b>${author.login}</b> wants to merge <code>${head.ref}</code> into <code>${base.ref}</code></p>
<nav aria-label="On this page"><a href="#check">Check</a><a href="#conversation">Conversation</a><a href="#files">Files changed</a><a href="#deliveries">Webhooks</a></nav>
</header>
<p id="told" class="hidden" role="status" data-part>${told}</p>
<p id="problem" class="problem" role="alert" hidden></p>
<main>
<section id="check" class="card" aria-labelledby="check-title" data-part>${check(shown)}</section>
<div class="talk">
<section id="conversation" aria-labelledby="conversation-title" data-part>${conversation(shown)}</section>
<section class="card" aria-label="Write">${commentBox(shown, { id: 'comment', action: `${path}/comment`, label: 'Add a comment', hint, rows: 3 })}</section>
</div>
<section id="files" aria-labelledby="files-title" data-part>${files(shown)}</section>
<section id="deliveries" class="card" aria-labelledby="deliveries-title" data-part>${deliveries(shown)}</section>
</main>
<footer><p>A stand-in for GitHub on this machine: nothing leaves it. Suggestions are committed and buttons pressed as <b>${people.maintainer.login}</b>, the maintainer.</p></footer>`,
  );
}
