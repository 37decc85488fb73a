import { expect, test } from 'vitest';
import { orderMarker, standingOrders } from '../../../src/github/publish/standing-orders.ts';

const F = 'ab'.repeat(16);
const said = (marker: string) => ({ body: `${marker}\nDone.` });

test('what was ordered is read out of our own answers, the last word counting', () => {
  const reason = 'it is --> a <!-- test';
  const comments = [
    said(orderMarker({ kind: 'ignore', fingerprint: F, reason, author: 'ada' })),
    said(orderMarker({ kind: 'pause', author: 'eve' })),
  ];
  const ignored = new Map([[F, { reason, by: { kind: 'command', author: 'ada' } }]]);
  expect(standingOrders(comments)).toEqual({ ignored, pausedBy: 'eve' });
  expect(standingOrders([...comments, said(orderMarker({ kind: 'resume', author: 'ada' }))])).toEqual({
    ignored,
    pausedBy: undefined,
  });
});

test.each([
  ['in the middle of a comment', `He said:\n${orderMarker({ kind: 'pause', author: 'eve' })}`],
  ['that is no JSON', '<!-- codepurify:order bm90IGpzb24 -->'],
  ['of an unknown kind', `<!-- codepurify:order ${Buffer.from('{"kind":"x"}').toString('base64url')} -->`],
])('an order %s is none', (_, body) => {
  expect(standingOrders([{ body }])).toEqual({ ignored: new Map(), pausedBy: undefined });
});
