import { expect, test } from 'vitest';
import { isActedOn } from '../../../src/github/job/acted-on.ts';
import { ordersOf } from '../../../src/github/job/orders-of.ts';
import { type Attempt, lostDeliveries } from '../../../src/github/serve/lost-deliveries.ts';
import { ALL, changed } from '../example.ts';

const MINUTE = 60_000;
const NOW = Date.parse('2026-11-21T10:00:00Z');

/** An attempt so many minutes ago. */
function attempt(minutes: number, more: Partial<Attempt> = {}): Attempt {
  return {
    id: 10_000 - minutes,
    guid: 'one',
    delivered_at: new Date(NOW - minutes * MINUTE).toISOString(),
    redelivery: false,
    status: 'failed to connect to host',
    event: 'pull_request',
    action: 'opened',
    ...more,
  };
}
const again = (minutes: number, more: Partial<Attempt> = {}) =>
  attempt(minutes, { redelivery: true, ...more });

test.each<[string, Attempt[], number[]]>([
  ['what failed once', [attempt(0)], [10_000]],
  ['what came', [attempt(5, { status: 'OK' })], []],
  ['what came at the second attempt', [again(1, { status: 'OK' }), attempt(9)], []],
  ['what failed twice just now', [again(1), attempt(9)], []],
  ['what failed twice, some time ago', [again(15), attempt(90)], [9_985]],
  ['what failed three times waits longer', [again(20), again(40), attempt(90)], []],
  ['what failed three times, long ago', [again(30), again(50), attempt(90)], [9_970]],
  ['what was first sent too long ago to be listed', [again(90)], []],
  [
    'what asks for nothing',
    [attempt(5, { action: 'closed' }), attempt(6, { event: 'star', guid: 'two' })],
    [],
  ],
  ['a push, which has no action', [attempt(5, { event: 'push', action: null })], [9_995]],
  ['several, the oldest first', [attempt(5), attempt(7, { guid: 'two' })], [9_993, 9_995]],
])('%s', (_, attempts, ids) => {
  expect(lostDeliveries(attempts, NOW).map(({ id }) => id)).toEqual(ids);
});

test('nothing that asks for something is left out', () => {
  const asking = ALL.filter(({ event, payload }) => {
    const ours = changed(payload, { 'installation.id': 1, 'comment.body': '/codepurify scan' });
    return ordersOf(event, 'x', ours).kind !== 'nothing';
  });
  expect(asking.length).toBeGreaterThan(5);
  for (const { event, payload } of asking) {
    expect(isActedOn(event, typeof payload.action === 'string' ? payload.action : null)).toBe(true);
  }
});
