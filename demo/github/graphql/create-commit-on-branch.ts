import type { FileContent } from '../act/commit-files.ts';
import { commitFiles } from '../act/commit-files.ts';
import { moveBranch } from '../act/move-branch.ts';
import { filesOf } from '../git/files-of.ts';
import { repositoryFor, write } from '../http/access.ts';
import type { Call } from '../http/call.ts';
import { author } from '../http/call.ts';
import { isoTime } from '../shape/iso-time.ts';
import { nodeId } from '../shape/node-id.ts';
import { repositoryPage } from '../shape/urls.ts';
import type { Repository } from '../world/repository.ts';
import { asProblem, problem } from './problem.ts';

export interface CommitInput {
  readonly branch: { readonly repositoryNameWithOwner?: string | null; readonly branchName?: string | null };
  readonly expectedHeadOid: string;
  readonly message: { readonly headline: string; readonly body?: string | null };
  readonly fileChanges?: {
    readonly additions?: readonly { readonly path: string; readonly contents: string }[] | null;
    readonly deletions?: readonly { readonly path: string }[] | null;
  } | null;
}

/** A commit on the tip of a branch, if the tip is still the one expected; the App hears of it as of any push. */
export function createCommitOnBranch(call: Call, input: CommitInput) {
  const { world } = call;
  const repository = target(call, input);
  const branch = (input.branch.branchName ?? '').replace(/^refs\/heads\//, '');
  const tip = repository.refs.get(`refs/heads/${branch}`);
  if (tip === undefined) throw problem('NOT_FOUND', `Could not resolve to a Ref with the name '${branch}'.`);
  if (tip !== input.expectedHeadOid) {
    throw problem(
      'STALE_DATA',
      `Expected branch to point to "${input.expectedHeadOid}" but it did not. Pull and try again.`,
    );
  }
  const files = changes(call, repository, tip, input.fileChanges);
  const { headline, body } = input.message;
  const message = body ? `${headline}\n\n${body}` : headline;
  const wanted = { parents: [tip], author: author(call), message, files, signed: true };
  const oid = commitFiles(world, repository, wanted);
  moveBranch(world, repository, branch, oid, author(call));
  const url = `${repositoryPage(world, repository)}/commit/${oid}`;
  return {
    commit: {
      id: nodeId('Commit', `${repository.id}:${oid}`),
      oid,
      abbreviatedOid: oid.slice(0, 7),
      url,
      message,
      messageHeadline: headline,
      messageBody: body ?? '',
      committedDate: isoTime(repository.store.commit(oid).committer.date),
      // GitHub signs what is committed this way.
      signature: { __typename: 'GpgSignature', isValid: true, wasSignedByGitHub: true, state: 'VALID' },
    },
    ref: {
      id: nodeId('Ref', `${repository.id}:${branch}`),
      name: branch,
      prefix: 'refs/heads/',
      target: { __typename: 'Commit', oid },
    },
  };
}

function target({ world, actor }: Call, { branch }: CommitInput): Repository {
  const [owner = '', name = ''] = (branch.repositoryNameWithOwner ?? '').split('/');
  try {
    return repositoryFor({ world, actor }, owner, name, write('contents'));
  } catch (error) {
    throw asProblem(error);
  }
}

/** Every file becomes a plain one, whatever it was. */
function changes({ actor }: Call, repository: Repository, tip: string, wanted: CommitInput['fileChanges']) {
  const known = filesOf(repository.store, repository.store.commit(tip).tree);
  const files: Record<string, FileContent> = {};
  for (const { path, contents } of wanted?.additions ?? []) {
    assertWorkflow(actor, path);
    files[path] = { plain: Buffer.from(contents, 'base64') };
  }
  for (const { path } of wanted?.deletions ?? []) {
    if (!known.has(path))
      throw problem(
        'UNPROCESSABLE',
        `A path was requested for deletion which does not exist as of commit oid \`${tip}\`: ${path}`,
      );
    files[path] = null;
  }
  return files;
}

/** Nobody's workflows are changed without a permission of its own. */
function assertWorkflow(actor: Call['actor'], path: string): void {
  if (!path.startsWith('.github/workflows/')) return;
  if ('permissions' in actor && actor.permissions.workflows !== 'write') {
    const words = `refusing to allow a GitHub App to create or update workflow \`${path}\` without \`workflows\` permission`;
    throw problem('FORBIDDEN', words);
  }
}
