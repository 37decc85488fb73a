import type { ChangedFile } from '../../src/review/changed-file.ts';
import type { ReviewComment } from '../../src/review/review-comment.ts';

/**
 * Why GitHub would refuse a comment with 422, or undefined. Written from its documentation alone: shares nothing with
 * what it judges.
 */
export function refusal(comment: ReviewComment, files: readonly ChangedFile[]): string | undefined {
  const file = files.find(({ path }) => path === comment.path);
  if (file === undefined) return 'path is not part of the diff';
  const hunkOf = new Map<number, number>();
  for (const [hunk, { newStart, lines }] of file.hunks.entries()) {
    let line = newStart;
    for (const text of lines) if (text[0] === '+' || text[0] === ' ') hunkOf.set(line++, hunk);
  }
  const { line, side, start_line, start_side, body } = comment;
  if (body.trim() === '') return 'body is blank';
  if (body.length > 65_536) return 'body is too long';
  if (side !== 'RIGHT') return 'side is not that of a suggestion';
  if (!hunkOf.has(line)) return 'line is not part of the diff';
  if (start_line === undefined) return start_side === undefined ? undefined : 'start_side without start_line';
  if (start_side !== side) return 'both ends must be on the same side';
  if (start_line >= line) return 'start_line must precede line';
  if (hunkOf.get(start_line) !== hunkOf.get(line)) return 'start_line is not part of the same hunk as line';
  return undefined;
}

interface Block {
  readonly info: string;
  /** With its line ends. */
  readonly content: string;
}

/** The fenced blocks of a text by the rules of CommonMark. */
export function fencedBlocks(markdown: string): Block[] {
  const blocks: Block[] = [];
  let open: { readonly fence: string; readonly info: string; content: string } | undefined;
  for (const line of markdown.split(/(?<=\n)/)) {
    const [, fence = '', rest = ''] = /^ {0,3}(`{3,}|~{3,})([^\n]*)/.exec(line) ?? [];
    if (open === undefined) {
      if (fence !== '' && !(fence[0] === '`' && rest.includes('`')))
        open = { fence, info: rest.trim(), content: '' };
    } else if (fence[0] === open.fence[0] && fence.length >= open.fence.length && rest.trim() === '') {
      blocks.push({ info: open.info, content: open.content });
      open = undefined;
    } else open.content += line;
  }
  if (open !== undefined) throw new Error('a fence is left open');
  return blocks;
}

/** The file after its suggestion was committed; undefined where the comment has none. */
export function commitSuggestion(comment: ReviewComment, head: string): string | undefined {
  const suggestions = fencedBlocks(comment.body).filter(({ info }) => info === 'suggestion');
  if (suggestions.length > 1) throw new Error('two suggestions in one comment');
  const [suggestion] = suggestions;
  if (suggestion === undefined) return undefined;
  const lines = head.split(/(?<=\n)/);
  const first = comment.start_line ?? comment.line;
  const before = lines.slice(0, first - 1).join('');
  const after = lines.slice(comment.line).join('');
  const replaced = lines.slice(first - 1, comment.line).join('');
  if (replaced === suggestion.content) throw new Error('the suggestion is what stands there already');
  // The last line of a file keeps its missing line feed.
  const content = replaced.endsWith('\n') ? suggestion.content : suggestion.content.replace(/\r?\n$/, '');
  return before + content + after;
}
