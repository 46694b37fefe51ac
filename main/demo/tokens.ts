import { createHmac, timingSafeEqual } from 'node:crypto';

/** Claims of the tokens the server issues; `exp` and `iat` are seconds since the epoch. */
export type Claims = Record<string, string | number> & { exp: number };

/** Makes a JSON Web Token signed with HMAC-SHA256 (RFC 7519, `alg: HS256`). */
export function signToken(claims: Claims, key: string): string {
  const head = encode({ alg: 'HS256', typ: 'JWT' });
  const body = `${head}.${encode(claims)}`;
  return `${body}.${signature(body, key).toString('base64url')}`;
}

/** The claims of a token, or null when its signature is wrong or it ended before `now` (milliseconds). */
export function readToken(token: string, key: string, now: number): Claims | null {
  const [head, payload, mac, ...rest] = token.split('.');
  if (head === undefined || payload === undefined || mac === undefined || rest.length > 0) return null;
  const given = Buffer.from(mac, 'base64url');
  const expected = signature(`${head}.${payload}`, key);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Claims;
  return claims.exp * 1000 > now ? claims : null;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function signature(body: string, key: string): Buffer {
  return createHmac('sha256', key).update(body).digest();
}
