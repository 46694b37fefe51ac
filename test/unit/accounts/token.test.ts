import { expect, test } from 'vitest';
import { holdFreshToken, holdToken, readExpiry } from '../../../main/accounts/token.ts';
import { Secret } from '../../../main/secret.ts';
import { jwt } from './fake-server.ts';

const now = Date.UTC(2026, 10, 20, 15, 0, 0);
const minutes = 60_000;

test('reads when a token ends from its payload', () => {
  expect(readExpiry(new Secret(jwt('zoë', now)))).toBe(now);
});

test.each([['nope'], ['a.b.c'], ['a.e30.c'], ['a.eyJleHAiOiJzb29uIn0.c'], ['..'], ['']])(
  '%j does not say when it ends',
  (text) => {
    expect(readExpiry(new Secret(text))).toBeNull();
  },
);

test('is renewed two minutes before its end', () => {
  const held = holdToken(new Secret(jwt('alice', now + 30 * minutes)), now, 0);
  expect(held).toMatchObject({ expiresAt: now + 30 * minutes, renewAt: now + 28 * minutes });
});

test('one that lives shorter than that is not renewed at every call', () => {
  const held = holdToken(new Secret(jwt('alice', now + 60_000)), now, 0);
  expect(held.renewAt).toBe(now + 45_000);
});

test('ends by the server’s clock, told in ours', () => {
  const ahead = 10 * minutes;
  const held = holdToken(new Secret(jwt('alice', now + ahead + 30 * minutes)), now, ahead);
  expect(held.expiresAt).toBe(now + 30 * minutes);
});

test('a token just made is valid whatever the clocks say', () => {
  const held = holdFreshToken(new Secret(jwt('alice', now - 90 * minutes)), now, 0);
  expect(held.expiresAt).toBe(now + 30 * minutes);
});

test('an opaque token is valid until the server says no', () => {
  expect(holdToken(new Secret('opaque'), now, 0).expiresAt).toBeGreaterThan(now + 365 * 24 * 60 * minutes);
});
