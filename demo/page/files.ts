import { type Html, html } from '../../src/scan/report/html.ts';
import { header } from '../github/git/patch-text.ts';
import { currentPlace } from '../github/pull/current-place.ts';
import type { PullFile } from '../github/pull/pull-files.ts';
import { spots } from '../github/pull/spots.ts';
import type { Thread } from '../github/world/pull-request.ts';
import { diffRow } from './diff-row.ts';
import type { ShownPull } from './shown.ts';
import { thread } from './thread.ts';

/** The files that the pull request changes, threads below the lines that they stand at. */
export function files(shown: ShownPull): Html {
  const { pull } = shown;
  const { files } = pull;
  const paths = new Set(files.map(({ change }) => change.path));
  const elsewhere = pull.threads.filter(({ anchor }) => !paths.has(anchor.path));
  return html`<h2 id="files-title">Files changed <span class="count">${files.length}</span></h2>
${files.map((file) => changed(shown, file))}
${elsewhere.map((one) => html`<div class="file"><h3>${one.anchor.path}</h3>${thread(shown, one)}</div>`)}`;
}

function changed(shown: ShownPull, file: PullFile): Html {
  const { change, diff, before } = file;
  const own = shown.pull.threads.filter(({ anchor }) => anchor.path === change.path);
  const placed = Map.groupBy(own, placeOf);
  const loose = placed.get(undefined) ?? [];
  const name = change.status === 'renamed' ? `${change.previousPath} → ${change.path}` : change.path;
  return html`<div class="file" id="file-${change.path}">
<h3><span class="path">${name}</span> <span class="added">+${diff.additions}</span> <span class="removed">−${diff.deletions}</span></h3>
${diff.hunks === undefined ? html`<p>No lines to show.</p>` : html`<div class="lines"><table class="diff"><caption class="hidden">Changes of ${change.path}</caption><thead class="hidden"><tr><th>before</th><th>after</th><th>line</th></tr></thead><tbody>${rows()}</tbody></table></div>`}
${loose.length > 0 && html`<div class="loose">${loose.map((one) => thread(shown, one))}</div>`}
</div>`;

  function rows(): Html[] {
    const hunks = diff.hunks ?? [];
    const all: Html[] = [];
    let last: unknown;
    for (const { hunk, index, numbers } of spots(hunks)) {
      if (hunk !== last)
        all.push(
          html`<tr class="hunk"><td colspan="3"><code>${header(hunk, before.split('\n'))}</code></td></tr>`,
        );
      last = hunk;
      const line = hunk.lines[index] ?? '';
      const sign = line.startsWith('+') ? '+' : line.startsWith('-') ? '-' : ' ';
      all.push(diffRow({ sign, text: line.slice(1), numbers: [numbers.LEFT, numbers.RIGHT] }));
      const here = [`LEFT ${numbers.LEFT}`, `RIGHT ${numbers.RIGHT}`].flatMap((key) => placed.get(key) ?? []);
      if (here.length > 0) {
        all.push(html`<tr class="talk"><td colspan="3">${here.map((one) => thread(shown, one))}</td></tr>`);
      }
    }
    return all;
  }
}

/** Undefined for what stands at no line of the diff, any more or ever. */
function placeOf(one: Thread): string | undefined {
  const place = currentPlace(one);
  return place === undefined ? undefined : `${one.anchor.place?.side} ${place.line}`;
}
