import { fromMarkdown } from 'mdast-util-from-markdown';

/**
 * The replacements that a comment suggests, as GitHub reads them: every fenced block that calls itself `suggestion`,
 * without its last line end; undefined for one without a line, which deletes.
 */
export function suggestionsOf(body: string): readonly (string | undefined)[] {
  return fromMarkdown(body)
    .children.filter((node) => node.type === 'code')
    .filter(({ lang }) => lang === 'suggestion')
    .map(({ position }) => {
      const block = body.slice(position?.start.offset, position?.end.offset).split('\n');
      const lines = block.slice(1, -1);
      return lines.length === 0 ? undefined : lines.join('\n');
    });
}
