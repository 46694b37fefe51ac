import { fail, ok, type Result } from '../errors.ts';
import { readJson } from '../http/json.ts';
import type { HttpClient } from '../http/message.ts';
import { Secret } from '../secret.ts';
import { statusError } from './errors.ts';
import { token } from './schemas.ts';

/**
 * Asks for a bearer token (contract, 2.1): a form, not JSON; `username` may be the e-mail. Wrong credentials are `auth` with reason `badCredentials`, an empty password (422) too.
 */
export async function requestToken(
  http: HttpClient,
  base: string,
  username: string,
  password: Secret,
): Promise<Result<Secret>> {
  const purpose = 'sign in';
  const response = await http.request({
    method: 'POST',
    url: `${base}/token`,
    purpose,
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ username, password: password.reveal() }).toString(),
    maxBytes: 64 * 1024,
  });
  if (!response.ok) return response;
  if (response.value.status < 400) {
    const read = readJson(response.value, token);
    return read.ok ? ok(new Secret(read.value)) : read;
  }
  const error = statusError(response.value, purpose);
  const refused = error.status === 401 || (error.status === 422 && error.kind === 'validation');
  return fail(refused ? { ...error, kind: 'auth', reason: 'badCredentials' } : error);
}
