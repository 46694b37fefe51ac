import { appError, fail, ok, type Result } from '../../main/errors.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../../main/http/message.ts';
import { parseRetryAfter } from '../../main/http/retry-after.ts';

/** How a server that is down looks from outside. `retryAfter` as it stands in the header: seconds, or a date. */
export type Down =
  | { readonly kind: 'refused' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'unavailable'; readonly retryAfter: string | null };

/** One server for all companions, which counts what reaches it. */
export interface Server {
  readonly http: HttpClient;
  /** Requests by second since the start. */
  readonly perSecond: readonly number[];
  /** Counts a connection that carries no request. */
  knock(): void;
  fall(how: Down): void;
  rise(): void;
}

const ANSWERS: Readonly<Record<string, unknown>> = {
  '/api/version': { version: '0.2.0', api_name: 'Halext API' },
  '/api/health': { status: 'healthy', version: '0.2.0' },
  '/api/ai/info': { provider: 'openai', model: 'gpt', default_model_id: 'openai:gpt' },
  '/api/integrations/openwebui': { enabled: false, url: null },
  '/api/conversations/': [],
};

export function createServer(now: () => number): Server {
  const startedAt = now();
  const perSecond: number[] = [];
  let down: Down | null = null;

  function knock(): void {
    const second = Math.floor((now() - startedAt) / 1_000);
    while (perSecond.length <= second) perSecond.push(0);
    perSecond[second] = (perSecond[second] ?? 0) + 1;
  }

  function answer(how: Down | null, { url, purpose }: HttpRequest): Result<HttpResponse> {
    if (how?.kind === 'refused') return fail(appError('refused', `${purpose}: ECONNREFUSED`));
    if (how?.kind === 'silent') return fail(appError('timeout', `${purpose}: no connection`, { reason: 'connect' }));
    if (how?.kind === 'unavailable')
      return ok(response(503, null, parseRetryAfter(how.retryAfter ?? undefined, now())));
    const body = ANSWERS[new URL(url).pathname];
    return ok(body === undefined ? response(404, { detail: 'Not Found' }, null) : response(200, body, null));
  }

  return {
    perSecond,
    knock,
    http: {
      async request(request) {
        knock();
        return answer(down, request);
      },
      stream: async () => fail(appError('unknown', 'no streams here')),
      refresh: () => {},
      close: async () => {},
    },
    fall(how) {
      down = how;
    },
    rise() {
      down = null;
    },
  };
}

function response(status: number, body: unknown, retryAfterMs: number | null): HttpResponse {
  const text = JSON.stringify(body);
  return {
    status,
    headers: { 'content-type': 'application/json' },
    bytes: new TextEncoder().encode(text),
    text,
    retryAfterMs,
  };
}
