import { sign } from '@octokit/webhooks-methods';
import { expect, test } from 'vitest';
import { isSigned } from '../../../src/github/serve/is-signed.ts';

const BODY = Buffer.from('{"zen":"Keep it löglich awesome."}');
const good = await sign('secret', BODY.toString());

test.each([
  ['its secret', BODY, good, ['secret'], true],
  ['the secret before, during a rotation', BODY, good, ['new', 'secret'], true],
  ['the new secret, during a rotation', BODY, good, ['secret', 'old'], true],
  ['another secret', BODY, good, ['other'], false],
  ['one byte more', Buffer.concat([BODY, Buffer.from(' ')]), good, ['secret'], false],
  ['bytes that only look alike as text', Buffer.from([...BODY, 0xff]), `${good}`, ['secret'], false],
  ['a signature cut short', BODY, good.slice(0, -1), ['secret'], false],
  ['SHA-1', BODY, good.replace('sha256', 'sha1'), ['secret'], false],
  ['nothing', BODY, '', ['secret'], false],
])('a body signed with %s', (_, body, signature, secrets, expected) => {
  expect(isSigned(body, signature, secrets)).toBe(expected);
});
