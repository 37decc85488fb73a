import { span } from '../../scan/report/fenced.ts';
import { oneLine } from '../../scan/report/one-line.ts';
import type { Command, NoCommand } from './command.ts';

const ID = /^[0-9a-f]{6,32}$/i;
const VERBS = ['scan', 'apply', 'ignore', 'explain', 'pause', 'resume', 'help'] as const;
const MOST_OF_REASON = 500;

/** Reads a line that begins with `/codepurify`, as `findCommand` finds it. Alone it asks for help. */
export function parseCommand(line: string): Command | NoCommand {
  const [, said = 'help', ...words] = line.trim().split(/\s+/);
  const verb = VERBS.find((known) => known === said.toLowerCase());
  const [first = ''] = words;
  const id = ID.test(first) ? { id: first.toLowerCase() } : {};
  switch (verb) {
    case undefined:
      return { problem: `There is no command ${span(oneLine(said, 40))}.` };
    case 'apply':
      if (first.toLowerCase() === 'all') return { verb, which: 'all' };
      return first === '' || 'id' in id ? { verb, which: id } : notAnId(first);
    case 'explain':
      return first === '' || 'id' in id ? { verb, ...id } : notAnId(first);
    case 'ignore': {
      const reason = words.slice('id' in id ? 1 : 0).join(' ');
      if (reason === '') {
        return {
          problem: 'Say why: the reason is shown in the summary, as in `/codepurify ignore ID reason`.',
        };
      }
      return { verb, ...id, reason: reason.slice(0, MOST_OF_REASON).toWellFormed() };
    }
    default:
      return { verb };
  }
}

function notAnId(word: string): NoCommand {
  return {
    problem: `${span(oneLine(word, 40))} is not the ID of a finding, which has six hex digits or more and stands below each comment.`,
  };
}
