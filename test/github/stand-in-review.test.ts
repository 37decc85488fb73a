import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PullHandle } from '../../demo/github/control/pull-handle.ts';
import type { RepositoryHandle } from '../../demo/github/control/repository-handle.ts';
import type { StandIn } from '../../demo/github/control/stand-in.ts';
import { startStandIn } from '../../demo/github/start-stand-in.ts';

/** Two hunks: lines 1–7 and 17–20 of the old text, a line added in each. */
const OLD = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`).join('\n');
const NEW = OLD.replace('line 4\n', 'line 4\nadded\n').replace('line 20', 'changed');

let standIn: StandIn;
let repository: RepositoryHandle;
let pull: PullHandle;
let token: string;

beforeAll(async () => {
  standIn = await startStandIn();
});

afterAll(() => standIn.close());

beforeEach(() => {
  repository = standIn.repository('ada/engine');
  repository.commit({ 'f.c': OLD, 'moved.c': OLD });
  pull = repository.openPullRequest({ 'f.c': NEW, 'moved.c': null, 'new.c': OLD });
  token = standIn.userToken('eve');
});

async function post(path: string, body: unknown) {
  const response = await fetch(`${standIn.apiUrl}/repos/ada/engine${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, answer: await response.json() };
}

function review(...comments: readonly object[]) {
  return post('/pulls/1/reviews', {
    event: 'COMMENT',
    body: 'Look.',
    comments: comments.map((comment) => ({ path: 'f.c', body: 'Why?', ...comment })),
  });
}

test.each([
  ['an added line', { line: 5, side: 'RIGHT' }],
  ['a line of context', { line: 2 }],
  ['a removed line', { line: 20, side: 'LEFT' }],
  ['a range in one hunk', { start_line: 2, line: 5, side: 'RIGHT', start_side: 'RIGHT' }],
  ['the old position', { position: 5 }],
])('taken: %s', async (_, place) => {
  expect(await review(place)).toMatchObject({ status: 200, answer: { state: 'COMMENTED' } });
});

const LINE = 'Pull request review thread line must be part of the diff';
const HUNK = "Pull request review thread diff hunk can't be blank";
const SAME = 'Pull request review thread start line must be part of the same hunk as the line.';

test.each([
  ['a line between the hunks', { line: 12 }, `${LINE} and ${HUNK}`],
  ['an added line on the left', { line: 12, side: 'LEFT' }, `${LINE} and ${HUNK}`],
  ['a range that ends outside', { start_line: 2, line: 12 }, `${LINE}, ${SAME}, and ${HUNK}`],
  ['a range over two hunks', { start_line: 5, line: 21 }, SAME],
  [
    'a range of one line',
    { start_line: 5, line: 5 },
    'Pull request review thread start line must precede the end line.',
  ],
  [
    'a file that did not change',
    { path: 'other.c', line: 1 },
    `Pull request review thread path is invalid and ${HUNK}`,
  ],
  ['a mere rename', { path: 'new.c', line: 1 }, `${LINE} and ${HUNK}`],
  ['an empty text', { line: 5, body: ' ' }, "body can't be blank"],
  [
    'a text too long',
    { line: 5, body: 'x'.repeat(65_537) },
    'body is too long (maximum is 65536 characters)',
  ],
])('refused, with the whole review: %s', async (_, place, error) => {
  const { status, answer } = await review({ line: 5 }, place);
  expect({ status, answer }).toMatchObject({
    status: 422,
    answer: { message: 'Unprocessable Entity', errors: [error] },
  });
  expect(pull.reviews).toEqual([]);
});

test.each([
  ['a side of that name', { line: 5, side: 'MIDDLE' }],
  ['subject_type in a review', { line: 5, subject_type: 'file' }],
])('not understood: %s', async (_, place) => {
  const { status, answer } = await review(place);
  expect({ status, answer }).toMatchObject({
    status: 422,
    answer: { message: expect.stringContaining('Invalid request') },
  });
});

test("a stranger's commit, a review without words, a second pending one", async () => {
  const stranger = repository.commit({ 'f.c': 'other' });
  const foreign = await post('/pulls/1/reviews', { event: 'COMMENT', body: 'x', commit_id: '1'.repeat(40) });
  expect(foreign.answer).toMatchObject({ errors: ['end_commit_oid is not part of the pull request'] });
  expect((await post('/pulls/1/reviews', { event: 'COMMENT', body: 'x', commit_id: stranger })).status).toBe(
    422,
  );
  expect((await post('/pulls/1/reviews', { event: 'COMMENT' })).status).toBe(422);
  expect((await post('/pulls/1/reviews', { body: 'x' })).answer).toMatchObject({ state: 'PENDING' });
  expect((await post('/pulls/1/reviews', { body: 'x' })).status).toBe(422);
});

test('a single comment is refused by field', async () => {
  const { answer } = await post('/pulls/1/comments', {
    path: 'f.c',
    line: 12,
    body: 'x',
    commit_id: pull.head,
  });
  expect(answer).toMatchObject({
    message: 'Validation Failed',
    errors: [
      {
        resource: 'PullRequestReviewComment',
        code: 'custom',
        field: 'pull_request_review_thread.line',
        message: 'pull_request_review_thread.line must be part of the diff',
      },
      {
        resource: 'PullRequestReviewComment',
        code: 'missing_field',
        field: 'pull_request_review_thread.diff_hunk',
      },
    ],
  });
});

test('a comment on a whole file needs no line', async () => {
  const body = { path: 'new.c', subject_type: 'file', body: 'x', commit_id: pull.head };
  expect(await post('/pulls/1/comments', body)).toMatchObject({
    status: 201,
    answer: { subject_type: 'file' },
  });
});

test('a commit pushed away by force takes no review any more', async () => {
  const old = pull.head;
  pull.forcePush({ 'f.c': NEW });
  const { answer } = await post('/pulls/1/reviews', { event: 'COMMENT', body: 'x', commit_id: old });
  expect(answer).toMatchObject({ errors: ['end_commit_oid is not part of the pull request'] });
});

test('without its branch, or the one it was for, a pull request is closed', async () => {
  const other = repository.openPullRequest({ 'g.c': 'g' });
  repository.deleteBranch(pull.pull.head.ref);
  expect([pull.pull.state, other.pull.state]).toEqual(['closed', 'open']);
  repository.deleteBranch('main');
  expect(other.pull.state).toBe('closed');
  expect((await fetch(`${standIn.apiUrl}/repos/ada/engine/pulls/2`)).status).toBe(200);
});
