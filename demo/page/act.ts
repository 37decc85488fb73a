import type { ShownPull } from './shown.ts';

/** What came of a click: nothing to say, or why it could not be done. */
export type Acted = { readonly ok: true } | { readonly ok: false; readonly problem: string };

const DONE: Acted = { ok: true };
const MOST_CHARACTERS = 65_536;

/** Does what a form of the page asks for, as GitHub does it on the same click. Undefined where there is no such form. */
export function act(shown: ShownPull, verb: string, form: URLSearchParams): Acted | undefined {
  const { standIn, repository, pull, people } = shown;
  const { maintainer, author, visitor } = people;
  const thread = pull.threads.find(({ id }) => id === Number(form.get('thread')));
  const run = repository.checkRuns.find(({ id }) => id === Number(form.get('run')));
  switch (verb) {
    case 'comment':
      return said((body, by) => pull.comment(body, by));
    case 'reply':
      return thread === undefined ? gone('thread') : said((body, by) => pull.reply(thread, body, by));
    case 'resolve':
      if (thread === undefined) return gone('thread');
      if (thread.resolvedBy === undefined) pull.resolve(thread, maintainer);
      else pull.unresolve(thread, maintainer);
      return DONE;
    case 'commit-suggestion': {
      if (thread === undefined) return gone('thread');
      const applied = pull.commitSuggestion(thread, maintainer);
      return applied.ok ? DONE : refused(applied.reason);
    }
    case 'press':
      if (run === undefined) return gone('check');
      return standIn.pressButton(run, form.get('button') ?? '', maintainer) ? DONE : gone('button');
    case 'rerun':
      if (run === undefined) return gone('check');
      standIn.rerequest(run, maintainer);
      return DONE;
    default:
      return undefined;
  }

  function said(say: (body: string, by: typeof maintainer) => unknown): Acted {
    // Forms send line ends as CRLF; so does GitHub, which everybody has to bear.
    const body = form.get('body') ?? '';
    const by = [maintainer, author, visitor].find(({ login }) => login === form.get('as'));
    if (body.trim() === '') return refused('A comment needs words.');
    if (body.length > MOST_CHARACTERS) return refused('A comment has 65,536 characters at most.');
    if (by === undefined) return gone('person');
    say(body, by);
    return DONE;
  }
}

function refused(problem: string): Acted {
  return { ok: false, problem };
}

function gone(what: string): Acted {
  return refused(`There is no such ${what} any more.`);
}
