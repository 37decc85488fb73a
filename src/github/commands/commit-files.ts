import { z } from 'zod';
import { NOT_REPEATED } from '../publish/post-once.ts';
import type { Octokit } from '../pull-request/repository.ts';
import type { CommitMessage } from './commit-message.ts';

interface Commit {
  /** `owner/name` of the repository that holds the branch. */
  readonly repository: string;
  readonly branch: string;
  /** The branch must still point here. */
  readonly head: string;
  readonly message: CommitMessage;
  /** The whole bytes of each file. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export type Committed =
  | { readonly ok: true; readonly oid: string }
  | {
      readonly ok: false;
      /** `moved`: the branch has another head. `forbidden`: it is not for us to write there. */
      readonly why: 'moved' | 'forbidden' | 'refused';
      /** GitHub's words. */
      readonly message: string;
    };

const MUTATION = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

const answerSchema = z.object({
  createCommitOnBranch: z.object({ commit: z.object({ oid: z.string() }) }),
});

const errorSchema = z.object({
  errors: z.array(z.object({ type: z.string().catch(''), message: z.string().catch('') })).min(1),
});

/**
 * Commits files to a branch, signed by GitHub, if nobody has pushed there in the meantime. Never asked twice: after an
 * answer that was lost, our own commit would look as if somebody had pushed. Whoever tries again finds it at the tip.
 */
export async function commitFiles(
  octokit: Octokit,
  { repository, branch, head, message, files }: Commit,
): Promise<Committed> {
  const input = {
    branch: { repositoryNameWithOwner: repository, branchName: branch },
    message,
    expectedHeadOid: head,
    fileChanges: {
      additions: [...files].map(([path, bytes]) => ({
        path,
        contents: Buffer.from(bytes).toString('base64'),
      })),
    },
  };
  try {
    const { createCommitOnBranch } = answerSchema.parse(
      await octokit.graphql(MUTATION, { input, ...NOT_REPEATED }),
    );
    return { ok: true, oid: createCommitOnBranch.commit.oid };
  } catch (error) {
    const [first] = errorSchema.safeParse(error).data?.errors ?? [];
    if (first === undefined || first.type === 'RATE_LIMITED') throw error;
    return { ok: false, why: whyOf(first), message: first.message };
  }
}

function whyOf({ type, message }: { readonly type: string; readonly message: string }) {
  if (type === 'STALE_DATA' || /expected branch to point to|expectedHeadOid/i.test(message)) return 'moved';
  return type === 'FORBIDDEN' || type === 'NOT_FOUND' ? 'forbidden' : 'refused';
}
