import { expect, test } from 'vitest';
import type { Exchange } from '../../demo/github/http/exchange.ts';
import { judgeDelivery } from './judge-delivery.ts';
import { judgeGraphql } from './judge-graphql.ts';
import { judgeAnswer, judgeRequest } from './judge-rest.ts';

const REPOSITORY = '/repos/ada/engine';
const REVIEWS = `${REPOSITORY}/pulls/1/reviews`;
const RUNS = `${REPOSITORY}/check-runs`;
const comment = { path: 'f.c', line: 4, side: 'RIGHT', body: 'Why?' };
const review = { event: 'COMMENT', body: 'Look.', comments: [comment] };
const run = { name: 'CodePurify', head_sha: '1'.repeat(40) };

function exchange(method: string, path: string, body?: unknown, more: Partial<Exchange> = {}): Exchange {
  const [pathname = '', search = ''] = path.split('?');
  return {
    at: new Date(0),
    method,
    path: pathname,
    query: new URLSearchParams(search),
    headers: { 'content-type': 'application/json' },
    actor: 'installation',
    body,
    status: 200,
    answerHeaders: {},
    answer: undefined,
    fault: undefined,
    ...more,
  };
}

test.each([
  ['GET', `${REPOSITORY}/pulls/1/files?per_page=100&page=2`, undefined],
  ['GET', `${REPOSITORY}/contents/src%2Ff.c?ref=main`, undefined],
  ['POST', REVIEWS, review],
  ['POST', RUNS, { ...run, status: 'completed', conclusion: 'neutral' }],
])('right: %s %s', (method, path, body) => {
  expect(judgeRequest(exchange(method, path, body))).toEqual([]);
});

test.each([
  ['an endpoint that is not there', 'GET', `${REPOSITORY}/pull/1`, undefined],
  ['an unknown parameter', 'GET', `${REPOSITORY}/pulls/1/files?perpage=100`, undefined],
  ['a page too large', 'GET', `${REPOSITORY}/pulls/1/files?per_page=101`, undefined],
  ['a word for a number', 'GET', `${REPOSITORY}/pulls/1/files?page=two`, undefined],
  ['no body', 'POST', RUNS, undefined],
  ['a body where none belongs', 'GET', REPOSITORY, {}],
  ['a misspelt field', 'POST', REVIEWS, { ...review, comit_id: 'x' }],
  ['a misspelt field inside', 'POST', REVIEWS, { ...review, comments: [{ ...comment, sides: 'LEFT' }] }],
  ['an unknown event', 'POST', REVIEWS, { ...review, event: 'COMMENTED' }],
  ['no event', 'POST', REVIEWS, { ...review, event: undefined }],
  ['a review without words', 'POST', REVIEWS, { event: 'COMMENT', comments: [comment] }],
  ['an unknown side', 'POST', REVIEWS, { ...review, comments: [{ ...comment, side: 'MIDDLE' }] }],
  ['a range backwards', 'POST', REVIEWS, { ...review, comments: [{ ...comment, start_line: 4 }] }],
  ['a comment too long', 'POST', `${REPOSITORY}/issues/1/comments`, { body: 'x'.repeat(65_537) }],
  ['completed without conclusion', 'POST', RUNS, { ...run, status: 'completed' }],
  [
    'four buttons',
    'POST',
    RUNS,
    { ...run, actions: Array(4).fill({ label: 'a', description: 'b', identifier: 'c' }) },
  ],
])('wrong: %s', (_, method, path, body) => {
  expect(judgeRequest(exchange(method, path, body))).not.toEqual([]);
});

test('an answer is judged by its status; one made to fail is not', () => {
  const path = `${REPOSITORY}/git/blobs/${'1'.repeat(40)}`;
  expect(judgeAnswer(exchange('GET', path, undefined, { answer: { sha: 1 } }))).not.toEqual([]);
  expect(judgeAnswer(exchange('GET', path, undefined, { status: 299 }))).not.toEqual([]);
  expect(
    judgeAnswer(exchange('GET', path, undefined, { status: 404, answer: { message: 'Not Found' } })),
  ).toEqual([]);
  expect(judgeAnswer(exchange('GET', path, undefined, { status: 502, fault: { answer: 502 } }))).toEqual([]);
});

test.each([
  ['a field misspelt', 'query { viewer { logon } }', {}, 1],
  ['a variable missing', 'query ($id: ID!) { node(id: $id) { id } }', {}, 1],
  ['all right', 'query ($id: ID!) { node(id: $id) { id } }', { id: 'x' }, 0],
])('GraphQL: %s', (_, query, variables, problems) => {
  expect(judgeGraphql(exchange('POST', '/graphql', { query, variables }))).toHaveLength(problems);
});

test('a webhook without what GitHub sends with it', () => {
  const outcome = undefined;
  const kept = {
    id: 1,
    guid: 'x',
    installation: 1,
    repository: 1,
    redelivery: false,
    deliveredAt: new Date(0),
    outcome,
  };
  const body = '{"action":"opened","number":1}';
  expect(judgeDelivery({ ...kept, event: 'pull_request', action: 'opened', body })).not.toEqual([]);
});
