import { ProbotOctokit } from 'probot';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PullHandle } from '../../demo/github/control/pull-handle.ts';
import type { RepositoryHandle } from '../../demo/github/control/repository-handle.ts';
import type { StandIn } from '../../demo/github/control/stand-in.ts';
import type { Installation } from '../../demo/github/world/installation.ts';
import type { Judged } from '../judge/start-judged-stand-in.ts';
import { startJudgedStandIn } from '../judge/start-judged-stand-in.ts';

const BEFORE = 'int f(void)\n{\n  return 1;\n}\n';
const AFTER = 'int f(void)\n{\n  int x = 2;\n  return x;\n}\n';
const at = { owner: 'ada', repo: 'engine' };
const QUIET = { debug() {}, info() {}, warn() {}, error() {} };

let judged: Judged;
let standIn: StandIn;
let repository: RepositoryHandle;
let pull: PullHandle;
let installation: Installation;

beforeEach(async () => {
  judged = await startJudgedStandIn();
  standIn = judged.standIn;
  repository = standIn.repository('ada/engine');
  repository.commit({
    'src/f.c': BEFORE,
    'src/link.c': { symlink: 'src/f.c' },
    sub: { submodule: '1'.repeat(40) },
  });
  installation = standIn.install('ada');
  pull = repository.openPullRequest({ 'src/f.c': AFTER, 'data.bin': Buffer.from([0, 1]) });
});

afterEach(() => judged.finish());

/** Without Probot's waiting and asking again, which other tests are about. */
function octokit(token?: string) {
  const { appId, privateKey, apiUrl } = standIn;
  const auth = token === undefined ? { appId, privateKey, installationId: installation.id } : { token };
  return new ProbotOctokit({
    baseUrl: apiUrl,
    auth,
    log: QUIET,
    throttle: { enabled: false },
    retry: { enabled: false },
  });
}

function asApp() {
  const { appId, privateKey, apiUrl } = standIn;
  const auth = { appId, privateKey };
  return new ProbotOctokit({
    baseUrl: apiUrl,
    auth,
    log: QUIET,
    throttle: { enabled: false },
    retry: { enabled: false },
  });
}

test('the App reads a pull request, its files and what they were', async () => {
  const { rest } = octokit();
  const { data } = await rest.pulls.get({ ...at, pull_number: 1 });
  expect(data).toMatchObject({
    number: 1,
    changed_files: 2,
    head: { sha: pull.head },
    base: { ref: 'main' },
  });
  const { data: files } = await rest.pulls.listFiles({ ...at, pull_number: 1 });
  expect(files.map(({ filename, status }) => [filename, status])).toEqual([
    ['data.bin', 'added'],
    ['src/f.c', 'modified'],
  ]);
  expect(files[0]).not.toHaveProperty('patch');
  expect(files[1]?.patch).toBe(
    '@@ -1,4 +1,5 @@\n int f(void)\n {\n-  return 1;\n+  int x = 2;\n+  return x;\n }',
  );
  const compared = await rest.repos.compareCommitsWithBasehead({ ...at, basehead: `main...${pull.head}` });
  const base = compared.data.merge_base_commit.sha;
  const tree = await rest.git.getTree({ ...at, tree_sha: base, recursive: 'true' });
  const sha = tree.data.tree.find(({ path }) => path === 'src/f.c')?.sha ?? '';
  const blob = await rest.git.getBlob({ ...at, file_sha: sha });
  expect(Buffer.from(blob.data.content, 'base64').toString()).toBe(BEFORE);
});

test('contents: files in base64 or raw, folders, links, submodules', async () => {
  const { rest } = octokit();
  const get = async (path: string) => (await rest.repos.getContent({ ...at, path })).data;
  expect(await get('src/f.c')).toMatchObject({ type: 'file', encoding: 'base64' });
  expect(await get('src/link.c')).toMatchObject({ type: 'file', path: 'src/link.c' });
  expect(await get('sub')).toMatchObject({ type: 'submodule' });
  expect(await get('src')).toHaveLength(2);
  const raw = await rest.repos.getContent({ ...at, path: 'src/f.c', mediaType: { format: 'raw' } });
  expect(raw.data).toBe(BEFORE);
  await expect(get('nowhere')).rejects.toMatchObject({ status: 404 });
});

test('files of more than a megabyte are given raw only', async () => {
  repository.commit({ 'big.txt': 'x'.repeat(1_000_001) });
  const { data } = await octokit().rest.repos.getContent({ ...at, path: 'big.txt' });
  expect(data).toMatchObject({ encoding: 'none', content: '', size: 1_000_001 });
});

test('a review with a comment; the thread is resolved and the comment answered', async () => {
  const client = octokit();
  const { data: review } = await client.rest.pulls.createReview({
    ...at,
    pull_number: 1,
    commit_id: pull.head,
    event: 'COMMENT',
    body: 'Look.',
    comments: [{ path: 'src/f.c', start_line: 3, start_side: 'RIGHT', line: 4, side: 'RIGHT', body: 'Why?' }],
  });
  expect(review.state).toBe('COMMENTED');
  const { data: comments } = await client.rest.pulls.listReviewComments({ ...at, pull_number: 1 });
  expect(comments[0]).toMatchObject({
    line: 4,
    start_line: 3,
    side: 'RIGHT',
    user: { login: 'codepurify[bot]' },
  });
  const comment_id = comments[0]?.id ?? 0;
  await client.rest.pulls.createReplyForReviewComment({
    ...at,
    pull_number: 1,
    comment_id,
    body: 'Because.',
  });
  await client.rest.reactions.createForPullRequestReviewComment({ ...at, comment_id, content: 'eyes' });
  const [thread] = (await threads()).nodes;
  expect(thread).toMatchObject({
    isResolved: false,
    comments: { nodes: [{ body: 'Why?' }, { body: 'Because.' }] },
  });
  await resolve(thread?.id ?? '');
  expect((await threads()).nodes).toMatchObject([{ isResolved: true }]);
});

test('a push on the commented line lets the comment be outdated, one above moves it', async () => {
  await octokit().rest.pulls.createReview({
    ...at,
    pull_number: 1,
    event: 'COMMENT',
    body: 'Look.',
    comments: [
      { path: 'src/f.c', line: 3, side: 'RIGHT', body: 'First.' },
      { path: 'src/f.c', line: 4, side: 'RIGHT', body: 'Second.' },
    ],
  });
  pull.push({ 'src/f.c': AFTER.replace('int f', '// f\nint f').replace('int x = 2', 'int x = 3') });
  const { data } = await octokit().rest.pulls.listReviewComments({ ...at, pull_number: 1 });
  expect(data.map(({ line, original_line }) => [line ?? null, original_line])).toEqual([
    [null, 3],
    [5, 4],
  ]);
});

test('issue comments, reactions and labels', async () => {
  const { rest } = octokit();
  const { data } = await rest.issues.createComment({ ...at, issue_number: 1, body: 'Hello.' });
  await rest.issues.updateComment({ ...at, comment_id: data.id, body: 'Hello!' });
  const first = await rest.reactions.createForIssueComment({ ...at, comment_id: data.id, content: 'rocket' });
  const second = await rest.reactions.createForIssueComment({
    ...at,
    comment_id: data.id,
    content: 'rocket',
  });
  expect([first.status, second.status]).toEqual([201, 200]);
  const listed = await rest.issues.listComments({ ...at, issue_number: 1 });
  expect(listed.data).toMatchObject([{ body: 'Hello!', reactions: { rocket: 1, total_count: 1 } }]);
  await rest.issues.deleteComment({ ...at, comment_id: data.id });
  await rest.issues.addLabels({ ...at, issue_number: 1, labels: ['poisoned'] });
  expect((await rest.issues.listLabelsOnIssue({ ...at, issue_number: 1 })).data).toMatchObject([
    { name: 'poisoned' },
  ]);
  await rest.issues.removeLabel({ ...at, issue_number: 1, name: 'poisoned' });
  expect(pull.comments).toEqual([]);
});

test('a check run takes annotations in parts, and its buttons are pressed', async () => {
  const { rest } = octokit();
  const { data: run } = await rest.checks.create({
    ...at,
    name: 'CodePurify',
    head_sha: pull.head,
    status: 'in_progress',
  });
  const annotation = {
    path: 'src/f.c',
    start_line: 1,
    end_line: 1,
    annotation_level: 'warning',
    message: 'm',
  } as const;
  const output = { title: 'Two', summary: 'Two.', annotations: Array.from({ length: 50 }, () => annotation) };
  await rest.checks.update({ ...at, check_run_id: run.id, output });
  const actions = [{ label: 'Purify all', description: 'Commits every purification', identifier: 'purify' }];
  const done = await rest.checks.update({
    ...at,
    check_run_id: run.id,
    status: 'completed',
    conclusion: 'failure',
    output,
    actions,
  });
  expect(done.data).toMatchObject({
    status: 'completed',
    conclusion: 'failure',
    output: { annotations_count: 100 },
  });
  expect((await rest.checks.listForRef({ ...at, ref: pull.head })).data.total_count).toBe(1);
  const [standing] = pull.checkRuns;
  if (standing === undefined) throw new Error('The run is gone.');
  expect(standIn.pressButton(standing, 'nothing', pull.pull.author)).toBe(false);
  expect(standIn.pressButton(standing, 'purify', pull.pull.author)).toBe(true);
  standIn.rerequest(standing, pull.pull.author);
  expect(told('check_run')).toEqual(['created', 'completed', 'requested_action', 'rerequested']);
});

test('a commit through GraphQL moves the branch, unless the tip is another', async () => {
  const before = pull.head;
  const { createCommitOnBranch } = await commit(before, { 'src/f.c': BEFORE });
  expect(pull.head).toBe(createCommitOnBranch.commit.oid);
  expect(pull.text('src/f.c')).toBe(BEFORE);
  expect(told('pull_request')).toEqual(['opened', 'synchronize']);
  await expect(commit(before, { 'src/f.c': AFTER })).rejects.toMatchObject({
    errors: [{ type: 'STALE_DATA' }],
  });
  const workflow = commit(pull.head, { '.github/workflows/ci.yml': 'on: push\n' });
  await expect(workflow).rejects.toMatchObject({ errors: [{ type: 'FORBIDDEN' }] });
});

test('what the installation does not permit is refused', async () => {
  standIn.acceptPermissions(installation, { metadata: 'read', contents: 'read', pull_requests: 'write' });
  const client = octokit();
  await expect(client.rest.checks.create({ ...at, name: 'x', head_sha: pull.head })).rejects.toMatchObject({
    status: 403,
    message: expect.stringContaining('Resource not accessible by integration'),
  });
  await client.rest.pulls.createReview({
    ...at,
    pull_number: 1,
    event: 'COMMENT',
    body: 'Look.',
    comments: [{ path: 'src/f.c', line: 3, side: 'RIGHT', body: 'a' }],
  });
  const [thread] = (await threads()).nodes;
  await expect(resolve(thread?.id ?? '')).rejects.toMatchObject({ errors: [{ type: 'FORBIDDEN' }] });
});

test("a fork's pull request: read through the base, never written, head.repo null once deleted", async () => {
  const fork = repository.fork('eve');
  const foreign = repository.openPullRequest({ 'src/f.c': AFTER }, { from: fork });
  const { rest } = octokit();
  const { data } = await rest.git.getCommit({ ...at, commit_sha: foreign.head });
  expect(data.sha).toBe(foreign.head);
  expect((await rest.git.getRef({ ...at, ref: 'pull/2/head' })).data.object.sha).toBe(foreign.head);
  await expect(commit(foreign.head, { a: 'b' }, 'eve/engine', foreign.pull.head.ref)).rejects.toMatchObject({
    errors: [{ type: 'FORBIDDEN' }],
  });
  fork.delete();
  expect((await rest.pulls.get({ ...at, pull_number: 2 })).data.head.repo).toBeNull();
});

test('tokens: of another key, expired, of a workflow, of a person', async () => {
  const old = octokit();
  standIn.rotateKey();
  await expect(old.rest.repos.get(at)).rejects.toMatchObject({ status: 401 });
  await octokit().rest.repos.get(at);
  const spent = standIn.userToken('ada');
  standIn.expireTokens();
  await expect(octokit(spent).rest.repos.get(at)).rejects.toMatchObject({ status: 401 });
  const { rest: workflow } = octokit(
    standIn.workflowToken(repository, { contents: 'read', pull_requests: 'read' }),
  );
  await workflow.pulls.listFiles({ ...at, pull_number: 1 });
  await expect(workflow.issues.createComment({ ...at, issue_number: 1, body: 'x' })).rejects.toMatchObject({
    status: 403,
  });
  const { rest: person } = octokit(standIn.userToken('bob'));
  await person.issues.createComment({ ...at, issue_number: 1, body: 'x' });
  await expect(person.checks.create({ ...at, name: 'x', head_sha: pull.head })).rejects.toMatchObject({
    status: 403,
  });
  const roles = ['ada', 'bob'].map((username) =>
    octokit().rest.repos.getCollaboratorPermissionLevel({ ...at, username }),
  );
  const granted = (await Promise.all(roles)).map(({ data }) => data.permission);
  expect(granted).toEqual(['admin', 'read']);
});

test('the App lists its installations and deliveries, and asks for one again', async () => {
  const { rest } = asApp();
  expect((await rest.apps.getAuthenticated()).data).toMatchObject({ slug: 'codepurify' });
  expect((await rest.apps.listInstallations()).data).toMatchObject([{ id: installation.id }]);
  expect((await rest.apps.getRepoInstallation(at)).data.id).toBe(installation.id);
  // Nobody listens there.
  standIn.deliverTo('http://127.0.0.1:9/');
  repository.commit({ 'f.c': 'b\n' });
  await standIn.settled();
  const [newest] = (await rest.apps.listWebhookDeliveries()).data;
  await rest.apps.redeliverWebhookDelivery({ delivery_id: newest?.id ?? 0 });
  await standIn.settled();
  const [again, first] = (await rest.apps.listWebhookDeliveries({ per_page: 2 })).data;
  expect(again).toMatchObject({ guid: newest?.guid, redelivery: true, status_code: 0 });
  expect(again?.status).not.toBe('OK');
  expect(first).toEqual(newest);
  const pages = await asApp().paginate(rest.apps.listWebhookDeliveries, { per_page: 1 });
  expect(pages).toEqual((await rest.apps.listWebhookDeliveries()).data);
  standIn.uninstall(installation);
  await expect(octokit().rest.repos.get(at)).rejects.toMatchObject({ status: 404 });
});

function told(event: string): (string | undefined)[] {
  return standIn.deliveries.filter((delivery) => delivery.event === event).map(({ action }) => action);
}

interface Threads {
  readonly repository: {
    readonly pullRequest: { readonly reviewThreads: { readonly nodes: readonly { readonly id: string }[] } };
  };
}

async function threads() {
  const { repository } = await octokit().graphql<Threads>(
    `query ($owner: String!, $repo: String!) {
      repository(owner: $owner, name: $repo) {
        pullRequest(number: 1) {
          reviewThreads(first: 100) { nodes { id isResolved comments(first: 10) { nodes { body } } } }
        }
      }
    }`,
    at,
  );
  return repository.pullRequest.reviewThreads;
}

function resolve(id: string): Promise<unknown> {
  const mutation =
    'mutation ($id: ID!) { resolveReviewThread(input: { threadId: $id }) { thread { isResolved } } }';
  return octokit().graphql(mutation, { id });
}

function commit(
  expectedHeadOid: string,
  files: Readonly<Record<string, string>>,
  repositoryNameWithOwner = 'ada/engine',
  branchName = pull.pull.head.ref,
) {
  const additions = Object.entries(files).map(([path, text]) => ({
    path,
    contents: Buffer.from(text).toString('base64'),
  }));
  const branch = { repositoryNameWithOwner, branchName };
  const input = { branch, expectedHeadOid, message: { headline: 'Purify' }, fileChanges: { additions } };
  return octokit().graphql<{ createCommitOnBranch: { commit: { oid: string } } }>(
    'mutation ($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }',
    { input },
  );
}
