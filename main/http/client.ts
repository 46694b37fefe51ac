import type { Dispatcher } from 'undici';
import type { Clock } from '../clock.ts';
import { type AppError, appError, fail, ok, type Result } from '../errors.ts';
import { ACCEPT_ENCODING, decodeBody } from './body.ts';
import { type Exchange, exchange } from './exchange.ts';
import type { HttpClient, HttpRequest, HttpResponse, HttpTimeouts } from './message.ts';
import type { ResolveProxy } from './proxy.ts';
import { parseRetryAfter } from './retry-after.ts';
import { createRoutes } from './routes.ts';

const DEFAULT_TIMEOUTS = { headers: 15_000, idle: 15_000 };
/** What a body may take on top of the wait for its headers. */
const BODY_MS = 120_000;
const DEFAULT_MAX_BYTES = 16 * 1024 * 1024;

export interface HttpClientOptions {
  clock: Pick<Clock, 'now'>;
  /** Sent as `User-Agent`. */
  userAgent: string;
  /** The system's proxy settings; without it every connection is direct. */
  resolveProxy?: ResolveProxy;
  /** Called once, before the first encrypted connection: reading the system's certificates takes its time. */
  prepareTls?: () => void;
}

/** The one way out to the network: undici with our limits, our error kinds and the system's proxy. */
export function createHttpClient(clientOptions: HttpClientOptions): HttpClient {
  const { clock, userAgent } = clientOptions;
  let prepared = false;
  const routes = createRoutes(clientOptions.resolveProxy ?? (async () => 'DIRECT'));

  const request = async (wanted: HttpRequest): Promise<Result<HttpResponse>> => {
    const url = checkedUrl(wanted);
    if (!url.ok) return url;
    if (!prepared && url.value.protocol === 'https:') {
      prepared = true;
      clientOptions.prepareTls?.();
    }
    const dispatcher = await routes.dispatcherFor(url.value);
    if (!dispatcher.ok) return dispatcher;

    const maxBytes = wanted.maxBytes ?? DEFAULT_MAX_BYTES;
    const timeouts = withDefaults(wanted.timeoutMs);
    const options = dispatchOptions(wanted, url.value, timeouts, userAgent);
    const limits = {
      maxBytes,
      signal: wanted.signal,
      totalMs: timeouts.total,
      purpose: wanted.purpose,
      onSent: wanted.onSent,
    };
    const first = await exchange(dispatcher.value, options, limits);
    const again = wanted.method === 'GET' && wasStale(first);
    const received = again ? await exchange(dispatcher.value, options, limits) : first;
    if (!received.ok) return received;
    if (isRedirect(received.value.status)) return fail(redirectError(received.value, url.value, wanted.purpose));
    return readResponse(received.value, maxBytes, clock.now());
  };

  return { request, refresh: routes.drop, close: routes.close };
}

function checkedUrl({ url, purpose }: HttpRequest): Result<URL> {
  const parsed = URL.parse(url);
  const usable = parsed && /^https?:$/.test(parsed.protocol) && parsed.username === '' && parsed.password === '';
  if (!usable) return fail(appError('validation', `${purpose}: not a web address`, { reason: 'request' }));
  return ok(parsed);
}

function withDefaults(wanted: Partial<HttpTimeouts> = {}): HttpTimeouts {
  const { headers = DEFAULT_TIMEOUTS.headers, idle = DEFAULT_TIMEOUTS.idle } = wanted;
  return { headers, idle, total: wanted.total ?? headers + BODY_MS };
}

function dispatchOptions(
  wanted: HttpRequest,
  url: URL,
  timeouts: HttpTimeouts,
  userAgent: string,
): Dispatcher.DispatchOptions {
  return {
    origin: url.origin,
    path: url.pathname + url.search,
    method: wanted.method,
    headers: { 'user-agent': userAgent, 'accept-encoding': ACCEPT_ENCODING, ...wanted.headers },
    ...(wanted.body === undefined ? {} : { body: wanted.body }),
    headersTimeout: timeouts.headers,
    bodyTimeout: timeouts.idle,
  };
}

async function readResponse(received: Exchange, maxBytes: number, now: number): Promise<Result<HttpResponse>> {
  const { status, headers } = received;
  const decoded = await decodeBody(received.bytes, headers['content-encoding'], maxBytes);
  if (!decoded.ok) return fail({ ...decoded.error, status });
  return ok({
    status,
    headers,
    bytes: decoded.value,
    text: new TextDecoder().decode(decoded.value),
    retryAfterMs: parseRetryAfter(headers['retry-after'], now),
  });
}

/** Dropped before a word of the answer: mostly an idle connection that the server closed just as we took it again. */
function wasStale(result: Result<Exchange>): boolean {
  return !result.ok && result.error.reason === 'dropped' && result.error.status === undefined;
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

/** Never followed: a redirect could carry the token to another origin. Only the target's host is told. */
function redirectError({ status, headers }: Exchange, from: URL, purpose: string): AppError {
  const target = headers.location === undefined ? null : URL.parse(headers.location, from.href);
  return appError('http', `${purpose}: redirected to ${target?.host || 'nowhere'}`, { reason: 'redirect', status });
}
