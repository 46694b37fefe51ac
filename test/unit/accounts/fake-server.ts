import type { Clock } from '../../../main/clock.ts';
import { type AppError, fail, ok, type Result } from '../../../main/errors.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../../../main/http/message.ts';
import { fakeResponse, noStream } from '../http/fake-response.ts';

export const BASE = 'https://halext.example/api';

/** A JWT with the claims the backend uses; nobody here checks the signature. */
export function jwt(username: string, expMs: number, serial = 0): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256' })}.${part({ sub: username, exp: Math.floor(expMs / 1000) })}.sig${serial}`;
}

/** A Halext server reduced to signing in and one list, with the troubles a test may want. */
export function fakeServer(clock: Pick<Clock, 'now'>) {
  const server = {
    password: 'hunter2',
    lifetimeMs: 30 * 60_000,
    /** How far the server's clock is ahead. */
    aheadMs: 0,
    networkError: null as AppError | null,
    tokenStatus: 200,
    logins: 0,
    /** Every token that is accepted, besides its `exp`. */
    accepted: new Set<string>(),
    requests: [] as string[],
    /** Holds `/token` answers back until resolved. */
    tokenGate: Promise.resolve(),
    http: undefined as unknown as HttpClient,
  };
  const now = () => clock.now() + server.aheadMs;

  const json = (status: number, body: unknown): Result<HttpResponse> =>
    ok(
      fakeResponse(
        status,
        { 'content-type': 'application/json', date: new Date(now()).toUTCString() },
        JSON.stringify(body),
      ),
    );
  const bearer = (request: HttpRequest) => (request.headers?.authorization ?? '').replace('Bearer ', '');
  const valid = (token: string) => {
    const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString() || '{}');
    return server.accepted.has(token) && payload.exp * 1000 > now();
  };

  async function login(request: HttpRequest) {
    await server.tokenGate;
    server.logins += 1;
    if (server.tokenStatus !== 200) return json(server.tokenStatus, { detail: 'x' });
    const form = new URLSearchParams(String(request.body));
    if (form.get('password') !== server.password) return json(401, { detail: 'Incorrect username or password' });
    const token = jwt('alice', now() + server.lifetimeMs, server.logins);
    server.accepted.add(token);
    return json(200, { access_token: token, token_type: 'bearer' });
  }

  server.http = {
    async request(request) {
      const path = new URL(request.url).pathname;
      server.requests.push(`${request.method} ${path}`);
      if (server.networkError) return fail(server.networkError);
      if (path === '/api/version') return json(200, { version: '0.2.0', api_name: 'Halext Org API' });
      if (path === '/api/health') return json(200, { status: 'healthy', version: '0.2.0' });
      if (path === '/api/token') return login(request);
      if (!valid(bearer(request))) return json(401, { detail: 'Could not validate credentials' });
      if (path === '/api/users/me/') {
        return json(200, { id: 1, username: 'alice', email: 'alice@example.com', full_name: 'Alice A' });
      }
      return json(200, []);
    },
    stream: noStream,
    refresh: () => {},
    close: async () => {},
  };
  return server;
}
