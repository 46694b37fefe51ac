import type { Demo, Handler, SignedInHandler } from './demo.ts';
import { unauthorized } from './refusals.ts';
import type { UserRow } from './state.ts';
import { readToken, signToken } from './tokens.ts';

/** Life of an access token, fixed in the server (contract 2.1). */
export const TOKEN_LIFETIME_MS = 30 * 60_000;

/** Issues an access token: HS256, `sub` and `exp` only. */
export function accessToken(demo: Demo, user: UserRow): string {
  const lifetime = demo.switches.value('tokenLifetimeMs') ?? TOKEN_LIFETIME_MS;
  const exp = Math.floor((demo.now() + lifetime) / 1000);
  return signToken({ sub: user.username, exp }, demo.store.state.signingKey);
}

/** Makes a handler that only signed-in people reach; all others get the server's two kinds of 401. */
export function signedIn(demo: Demo, handle: SignedInHandler): Handler {
  return (c) => handle(c, currentUser(demo, c.req.header('authorization') ?? ''));
}

function currentUser(demo: Demo, authorization: string): UserRow {
  const [scheme, token = ''] = authorization.split(' ', 2);
  if (scheme?.toLowerCase() !== 'bearer') throw unauthorized('Not authenticated');
  const claims = readToken(token, demo.store.state.signingKey, demo.now());
  const user = claims && demo.store.userNamed(String(claims.sub));
  if (!user) throw unauthorized('Could not validate credentials');
  return user;
}
