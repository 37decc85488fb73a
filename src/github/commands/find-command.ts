/** Of a longer comment only the beginning is read. Counted in UTF-16 code units. */
const MOST_READ = 65_536;
/** The longest command: a reason may be a sentence or two. */
const MOST_CHARACTERS = 2_000;

const COMMAND = /^ {0,3}(\/codepurify(?:\s.*)?)$/i;
const QUOTE = /^ {0,3}>/;
const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;

/**
 * The command that a comment gives: its first line that begins with `/codepurify`. Lines in code blocks, in quotes and in
 * HTML comments are spoken of and not said, so they do not count. Undefined where there is none.
 */
export function findCommand(comment: string): string | undefined {
  let fence: string | undefined;
  let quoted = false;
  let hidden = false;
  for (const line of comment.slice(0, MOST_READ).split(/\r\n|\r|\n/)) {
    if (fence !== undefined) {
      if (closes(line, fence)) fence = undefined;
      continue;
    }
    if (hidden) {
      hidden = !line.includes('-->');
      continue;
    }
    if (line.trim() === '') {
      quoted = false;
      continue;
    }
    if (QUOTE.test(line)) {
      quoted = true;
      continue;
    }
    fence = FENCE.exec(line)?.[1];
    if (fence !== undefined) continue;
    // A quote goes on until an empty line: Markdown takes what follows it into its paragraph.
    const command = quoted ? undefined : COMMAND.exec(line)?.[1];
    if (command !== undefined) return command.slice(0, MOST_CHARACTERS).trimEnd();
    hidden = line.lastIndexOf('<!--') > line.lastIndexOf('-->');
  }
  return undefined;
}

function closes(line: string, fence: string): boolean {
  const end = line.trim();
  return end.length >= fence.length && end === fence.charAt(0).repeat(end.length);
}
