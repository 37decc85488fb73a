import { expect, test } from 'vitest';
import { putOff } from '../../../src/github/serve/put-off.ts';

const answered = (status: number, headers = {}) =>
  Object.assign(new Error('refused'), { status, response: { headers } });
const LIMIT = answered(429, { 'retry-after': '90' });
/** As octokit tells that nobody answered. */
const SILENCE = Object.assign(new Error('fetch failed'), { status: 500 });

test.each([
  ['a rate limit', LIMIT, 0, false, 90],
  ['a rate limit that is met again', LIMIT, 2, false, 360],
  ['a rate limit that never ends', LIMIT, 23, false, 3_600],
  ['a rate limit for longer than a day', LIMIT, 24, false, undefined],
  ['a failure of GitHub that may pass at once', answered(502), 0, false, undefined],
  ['a failure of GitHub after the last try', answered(502), 0, true, 600],
  ['silence after the last try', SILENCE, 1, true, 1_200],
  ['a key that GitHub does not know yet, or any more', answered(401), 3, true, 3_600],
  ['an outage for longer than hours', answered(502), 6, true, undefined],
  ['a refusal', answered(422), 0, true, undefined],
  ['a mistake of ours', new TypeError('x is not a function'), 0, true, undefined],
])('%s', (_, error, times, isLast, seconds) => {
  const waited = error === LIMIT ? { waits: times, outages: 0 } : { waits: 0, outages: times };
  expect(putOff(error, { ...waited, isLast })?.seconds).toBe(seconds);
});

test('waits for a rate limit shorten none for an outage', () => {
  const waited = { waits: 7, outages: 1 };
  expect(putOff(LIMIT, { waits: 6, outages: 1, isLast: false })?.waited).toEqual(waited);
  expect(putOff(SILENCE, { ...waited, isLast: true })).toEqual({
    seconds: 1_200,
    waited: { waits: 7, outages: 2 },
  });
});
