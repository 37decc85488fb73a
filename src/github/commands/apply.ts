import type { Finding } from '../../review/finding.ts';
import { findingsOf } from '../../review/findings-of.ts';
import { shortId } from '../../review/marker.ts';
import { span } from '../../scan/report/fenced.ts';
import { oneLine } from '../../scan/report/one-line.ts';
import { counted, effectInWords } from '../../scan/report/words.ts';
import type { PullRequest } from '../pull-request/pull-request.ts';
import { askerOf, type KnownAsker } from './asker-of.ts';
import { type Committed, commitFiles } from './commit-files.ts';
import { commitMessage } from './commit-message.ts';
import { findingsNamed } from './findings-named.ts';
import type { Ground } from './ground.ts';
import { bytesOf, headTexts } from './head-texts.ts';
import { hostOf } from './host-of.ts';
import { isCommitted } from './is-committed.ts';
import { type Left, mergePurifications } from './merge-purifications.ts';
import { patchOf } from './patch-of.ts';
import type { Thread } from './thread.ts';

const MOST_FILES = 100;

/** What somebody wants to be committed. */
export interface ApplyRequest {
  readonly which: 'all' | { readonly id: string };
  /** What the commit answers; the same request commits once. */
  readonly request: string;
  readonly asker: KnownAsker;
}

export interface Applied {
  readonly done: boolean;
  /** What to tell, as Markdown. */
  readonly text: string;
}

/** Commits the purifications of findings to the branch of a pull request, or says why not and what to do instead. */
export async function apply(
  thread: Thread,
  pull: PullRequest,
  { which, request, asker }: ApplyRequest,
  inspect: Ground['inspect'],
): Promise<Applied> {
  const { octokit } = thread;
  const { headRepository } = pull;
  if (!pull.open) return no('This pull request is closed: nothing was committed.');
  if (await isCommitted(thread, pull, request)) return yes(`Committed as ${pull.head}.`);

  const inspected = await inspect();
  if ('refusal' in inspected) return no(inspected.refusal);
  const { head, scan, ignored } = inspected;
  if (head !== pull.head) return no(moved(pull.head));
  const all = findingsOf(scan);
  const wanted =
    which === 'all'
      ? all.filter(({ verdict }) => !ignored.has(verdict.fingerprint))
      : findingsNamed(which.id, all, head);
  if ('problem' in wanted) return no(wanted.problem);
  if (wanted.length === 0) {
    const none = all.length > 0 ? 'Every finding is ignored' : 'No finding stands';
    return no(`${none} at commit ${head.slice(0, 12)}: nothing to commit.`);
  }

  const paths = [...new Set(wanted.map(({ verdict }) => verdict.file))];
  const { texts, refused } = await headTexts(thread, head, paths.slice(0, MOST_FILES));
  const [writable, closed] = apart(wanted, refused, new Set(paths.slice(MOST_FILES)));
  const before = new Map([...texts].map(([path, { text }]) => [path, text]));
  const { files, applied, left } = mergePurifications(writable, before);
  const rest = [...closed, ...left];
  if (applied.length === 0) return no(['Nothing was committed.', ...leftOver(rest)].join('\n\n'));

  const committed = await commit();
  if (committed.ok) {
    return yes(
      [
        `${counted(applied.length, 'function')} purified in ${committed.oid}.`,
        applied.map((finding) => `- ${nameOf(finding)}: ${effectInWords(finding.verdict)}`).join('\n'),
        ...leftOver(rest),
      ].join('\n\n'),
    );
  }
  if (committed.why === 'moved') return no(moved(head));
  return no([...whyNot(committed), ...instead(patchOf(before, files)), ...leftOver(rest)].join('\n\n'));

  async function commit(): Promise<Committed> {
    if (headRepository === undefined) {
      return { ok: false, why: 'forbidden', message: 'the fork that it came from is gone' };
    }
    if (isFork(headRepository, thread) && !(await mayPush(headRepository))) {
      return {
        ok: false,
        why: 'forbidden',
        message: 'its author did not allow maintainers to push to the fork',
      };
    }
    const { login, id } = asker;
    const author = { login, ...(id !== undefined && { id }), host: hostOf(octokit) };
    return commitFiles(octokit, {
      repository: headRepository,
      branch: pull.headRef,
      head,
      message: commitMessage(applied, author, request),
      files: new Map(
        [...files].map(([path, text]) => [path, bytesOf(text, texts.get(path) ?? { mark: false })]),
      ),
    });
  }

  /** As GitHub itself has it for people: a maintainer may where the author allows it, and whoever may push there. */
  async function mayPush(repository: string): Promise<boolean> {
    if (pull.maintainersMayPush && asker.writes) return true;
    const [forkOwner = '', forkName = ''] = repository.split('/');
    return (await askerOf(asker.login, { octokit, owner: forkOwner, repo: forkName }, undefined)).writes;
  }
}

function isFork(repository: string, { owner, repo }: Thread): boolean {
  return repository.toLowerCase() !== `${owner}/${repo}`.toLowerCase();
}

function apart(
  findings: readonly Finding[],
  refused: ReadonlyMap<string, string>,
  tooMany: ReadonlySet<string>,
): readonly [Finding[], Left[]] {
  const writable: Finding[] = [];
  const closed: Left[] = [];
  for (const finding of findings) {
    const { file } = finding.verdict;
    const because = tooMany.has(file)
      ? `one commit changes ${MOST_FILES} files at most; ask again for the rest`
      : refused.get(file);
    if (because === undefined) writable.push(finding);
    else closed.push({ finding, because });
  }
  return [writable, closed];
}

function whyNot({ why, message }: Extract<Committed, { ok: false }>): string[] {
  const said = span(oneLine(message, 200));
  return [
    why === 'forbidden'
      ? `Nothing was committed: CodePurify may not write to the branch (${said}).`
      : `Nothing was committed: GitHub refused it (${said}).`,
  ];
}

function instead(patch: string | undefined): string[] {
  const first = 'Commit the suggestions in the comments instead, which whoever may push to the branch can do';
  if (patch === undefined) return [`${first}.`];
  return [
    `${first}, or apply this patch to it with \`git apply --ignore-whitespace\`:`,
    `<details>\n<summary>Patch</summary>\n\n${patch}\n\n</details>`,
  ];
}

function leftOver(left: readonly Left[]): string[] {
  if (left.length === 0) return [];
  const rows = left.slice(0, 30).map(({ finding, because }) => `- ${nameOf(finding)}, because ${because}`);
  const more = left.length - rows.length;
  return ['Left as it is:', [...rows, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n')];
}

function nameOf({ verdict }: Finding): string {
  const { name, file, startLine, fingerprint } = verdict;
  const where = span(oneLine(`${file}:${startLine}`, 100));
  return `${span(oneLine(name, 60))} in ${where} (\`${shortId(fingerprint)}\`)`;
}

function moved(head: string): string {
  return `Somebody pushed since commit ${head.slice(0, 12)}: nothing was committed. Ask again once the new commit is reviewed.`;
}

function yes(text: string): Applied {
  return { done: true, text };
}

function no(text: string): Applied {
  return { done: false, text };
}
