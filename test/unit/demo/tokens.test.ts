import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readToken, signToken } from '../../../main/demo/tokens.ts';

const NOW = 1_795_000_000_000;
const claims = { sub: 'camille', exp: NOW / 1000 + 60 };

describe('tokens of the demo workspace', () => {
  test('are JWTs with a real HMAC-SHA256 over head and claims', () => {
    const [head = '', body = '', mac] = signToken(claims, 'key').split('.');
    const decoded = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
    expect([decoded(head), decoded(body)]).toEqual([{ alg: 'HS256', typ: 'JWT' }, claims]);
    expect(mac).toBe(createHmac('sha256', 'key').update(`${head}.${body}`).digest('base64url'));
  });

  test('are read back until they end', () => {
    const token = signToken(claims, 'key');
    expect(readToken(token, 'key', NOW)).toEqual(claims);
    expect(readToken(token, 'key', NOW + 59_999)).toEqual(claims);
    expect(readToken(token, 'key', NOW + 60_000)).toBeNull();
  });

  test.each([
    ['another key', signToken(claims, 'other')],
    ['changed claims', signToken(claims, 'key').replace(/\.[^.]+\./, `.${btoa('{"sub":"marc","exp":9e9}')}.`)],
    ['no signature', signToken(claims, 'key').replace(/[^.]+$/, '')],
    ['nonsense', 'nope'],
    ['four parts', `${signToken(claims, 'key')}.x`],
    ['nothing', ''],
  ])('are refused: %s', (_, token) => {
    expect(readToken(token, 'key', NOW)).toBeNull();
  });
});
