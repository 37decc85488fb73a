import { CONFIG_FILE } from '../../config/config.ts';
import { findingsOf } from '../../review/findings-of.ts';
import { markedFinding, shortId } from '../../review/marker.ts';
import { span } from '../../scan/report/fenced.ts';
import { oneLine } from '../../scan/report/one-line.ts';
import type { Acted } from './acted.ts';
import { apply } from './apply.ts';
import type { Command, NoCommand } from './command.ts';
import { explain } from './explain.ts';
import { findingsNamed } from './findings-named.ts';
import type { Ground } from './ground.ts';
import { HELP } from './help.ts';

const UNDO = 'Delete this comment, then ask for `/codepurify scan`, to take it back.';
const WHICH = 'Say which finding is meant: its ID stands below it, as in `/codepurify explain 0123abcd`.';

/** Does what a command asks for. Whoever asks may ask for it. */
export async function act(command: Command, ground: Ground): Promise<Acted> {
  const { thread, pull, asker, request, inspect, review } = ground;
  const by = asker.login;
  const who = span(oneLine(by, 40));
  switch (command.verb) {
    case 'help':
      return { done: true, text: HELP };
    case 'scan': {
      if (!pull.open) return { done: false, text: 'This pull request is closed: it is not inspected.' };
      // The check says it too, and may have said something else before.
      await review(true);
      const text = await ground.leftOut();
      return text === undefined ? { done: true } : { done: false, text };
    }
    case 'pause':
      return {
        done: true,
        text: `${who} paused the reviews of this pull request: new commits are not inspected until \`/codepurify resume\`. Their check says so; GitHub lets it pass unless \`failOn\` is \`incomplete\`.`,
        order: { kind: 'pause', author: by },
      };
    case 'resume':
      return {
        done: true,
        text: `${who} resumed the reviews of this pull request.`,
        order: { kind: 'resume', author: by },
      };
    case 'ignore': {
      const id = command.id ?? ground.finding;
      if (id === undefined) return { done: false, text: WHICH };
      const found = await fingerprintOf(id, ground);
      if (typeof found !== 'string') return { done: false, text: found.problem };
      return {
        done: true,
        text: `${who} ignores \`${shortId(found)}\`: ${span(oneLine(command.reason, 500))}\n\n${UNDO} For every pull request put it into \`ignore\` of \`${CONFIG_FILE}\`, as \`${found}\`.`,
        order: { kind: 'ignore', fingerprint: found, reason: command.reason, author: by },
      };
    }
    case 'explain': {
      const id = command.id ?? ground.finding;
      return id === undefined ? { done: false, text: WHICH } : explain(id, ground);
    }
    case 'apply': {
      const { which } = command;
      const id = which === 'all' ? undefined : (which.id ?? ground.finding);
      if (which !== 'all' && id === undefined) {
        return { done: false, text: `${WHICH} \`/codepurify apply all\` commits every replacement.` };
      }
      const asked = { which: id === undefined ? ('all' as const) : { id }, request, asker };
      return apply(thread, pull, asked, inspect);
    }
  }
}

/** Our own comments name most findings in full: then nothing has to be inspected. */
async function fingerprintOf(id: string, { own, inspect }: Ground): Promise<string | NoCommand> {
  const known = own.map(({ body }) => markedFinding(body)).filter((print) => print?.startsWith(id));
  const [print, ...more] = new Set(known.flatMap((print) => print ?? []));
  if (print !== undefined && more.length === 0) return print;
  const inspected = await inspect();
  if ('refusal' in inspected) return { problem: inspected.refusal };
  const found = findingsNamed(id, findingsOf(inspected.scan), inspected.head);
  return 'problem' in found ? found : found[0].verdict.fingerprint;
}
