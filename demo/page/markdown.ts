import { fromMarkdown } from 'mdast-util-from-markdown';
import { micromark, type Options } from 'micromark';
import { gfmTable, gfmTableHtml } from 'micromark-extension-gfm-table';
import { Html, html } from '../../src/scan/report/html.ts';
import { suggestionsOf } from '../github/pull/suggestions-of.ts';

type Extension = NonNullable<Options['htmlExtensions']>[number];

/** What of HTML is alive, and only without attributes. */
const TAGS = /(<\/?(?:details|summary|sub|br)>)/;
const COMMENT = /^\s*<!--(?:[^-]|-(?!->))*-->\s*$/;

const DEEP_QUOTE = /^(?:[ \t]*>){50}/m;

/** Everything else of HTML is shown as the text that it is; a comment is left out. */
const FEW_TAGS: Extension = {
  exit: {
    htmlFlowData(token) {
      this.raw(fewTags(this.sliceSerialize(token), this.encode));
    },
    htmlTextData(token) {
      this.raw(fewTags(this.sliceSerialize(token), this.encode));
    },
  },
};

function fewTags(text: string, encode: (text: string) => string): string {
  if (COMMENT.test(text)) return '';
  const parts = text.split(TAGS);
  return parts.map((part, index) => (index % 2 === 1 ? part : encode(part))).join('');
}

/**
 * Markdown of a comment as GitHub shows it: tables too, and no HTML but a few tags. `suggested` shows the replacement that
 * a block suggests.
 */
export function markdown(body: string, suggested?: (text: string | undefined) => Html): Html {
  if (suggested === undefined) return rendered(body);
  const blocks = fromMarkdown(body).children.filter(
    (node) => node.type === 'code' && node.lang === 'suggestion',
  );
  const texts = suggestionsOf(body);
  const shown: string[] = [];
  let from = 0;
  for (const [index, { position }] of blocks.entries()) {
    shown.push(rendered(body.slice(from, position?.start.offset)).text, suggested(texts[index]).text);
    from = position?.end.offset ?? body.length;
  }
  return new Html([...shown, rendered(body.slice(from)).text].join(''));
}

const known = new Map<string, Html>();
const MOST_KNOWN = 500;

/** The page is made anew each second, and its comments hardly ever change. */
function rendered(text: string): Html {
  const before = known.get(text);
  if (before !== undefined) return before;
  const shown = render(text);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, shown);
  return shown;
}

function render(text: string): Html {
  // Quotes within quotes cost their square, and no reader follows so deep.
  if (DEEP_QUOTE.test(text)) return html`<pre tabindex="0">${text}</pre>`;
  const shown = micromark(text, {
    extensions: [gfmTable()],
    htmlExtensions: [gfmTableHtml(), FEW_TAGS],
  });
  return new Html(
    shown
      .replaceAll(
        '<blockquote>\n<p>[!WARNING]\n',
        '<blockquote class="warning">\n<p><strong>Warning</strong><br>\n',
      )
      // What is wider than the page is scrolled, with the keyboard too.
      .replaceAll('<table>', '<div class="wide" tabindex="0"><table>')
      .replaceAll('</table>', '</table></div>')
      .replaceAll('<pre>', '<pre tabindex="0">'),
  );
}
