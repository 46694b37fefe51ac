import type { Dispatcher } from 'undici';
import type { Clock } from '../clock.ts';
import { type AppError, appError, fail, ok, type Result } from '../errors.ts';
import { ACCEPT_ENCODING, decodeBody } from './body.ts';
import { CONNECT_MS } from './connector.ts';
import { networkError } from './error-kinds.ts';
import { type Exchange, exchange } from './exchange.ts';
import type { HttpClient, HttpRequest, HttpResponse, HttpStream, HttpStreamRequest, HttpTimeouts } from './message.ts';
import { type PeerCertificate, readPeer } from './peer-certificate.ts';
import type { ResolveProxy, Route } from './proxy.ts';
import { NO_PASSWORDS, type ProxyPasswords } from './proxy-passwords.ts';
import { parseRetryAfter } from './retry-after.ts';
import { createRoutes, type Way } from './routes.ts';
import { stream } from './stream.ts';
import { NO_PINS, type Pins } from './trusted-certificates.ts';
import { passwordWanted } from './tunnel.ts';

const DEFAULT_TIMEOUTS = { headers: 15_000, idle: 15_000 };
/** What a body may take on top of the wait for its headers. */
const BODY_MS = 120_000;
/** Per origin. A waiting answer holds one for minutes, so there must be some left for everything else. */
const CONNECTIONS = 12;
const DEFAULT_MAX_BYTES = 16 * 1024 * 1024;

export interface HttpClientOptions {
  clock: Pick<Clock, 'now'>;
  /** Sent as `User-Agent`. */
  userAgent: string;
  /** The system's proxy settings; without it every connection is direct. */
  resolveProxy?: ResolveProxy;
  /** Called once, before the first encrypted connection: reading the system's certificates takes its time. */
  prepareTls?: () => void;
  /** Certificates somebody trusts; without it only what verifies is. */
  pins?: Pins;
  /** Without it no proxy is told a password. */
  passwords?: ProxyPasswords;
  /** No request waits longer for its connection, nor for its answer to begin, whatever it says itself. */
  longestWaitMs?: number;
  /** Told of the `Date` of every answer, in epoch milliseconds. */
  onDate?: (origin: string, date: number) => void;
  /** Told where a redirect leads that was not followed. */
  onRedirect?: (redirect: Redirect) => void;
}

export interface Redirect {
  readonly from: URL;
  readonly to: URL;
  readonly status: number;
}

/** The client as whoever looks after the network has it. */
export interface NetworkClient extends HttpClient {
  /**
   * Opens a connection to `https://host:port` the way a request would, reads the certificate shown there and closes it:
   * nothing is sent. Errors: those of a connection that does not come about.
   */
  certificateOf(origin: string): Promise<Result<PeerCertificate>>;
  /** The way the next request to an address takes. Errors: those of `parseProxyAnswer`. */
  routeTo(url: URL): Promise<Result<Route>>;
}

/** The one way out to the network: undici with our limits, our error kinds and the system's proxy. */
export function createHttpClient(clientOptions: HttpClientOptions): NetworkClient {
  const { clock, userAgent, pins = NO_PINS, passwords = NO_PASSWORDS } = clientOptions;
  let prepared = false;
  const shared = {
    resolveProxy: clientOptions.resolveProxy ?? (async () => 'DIRECT'),
    now: clock.now,
    pins,
    passwords,
    connectMs: Math.min(CONNECT_MS, clientOptions.longestWaitMs ?? CONNECT_MS),
  };
  const routes = createRoutes({ ...shared, connections: CONNECTIONS });
  const streamRoutes = createRoutes({ ...shared, connections: null });

  /** The address of a request, ready to be connected to. */
  const aimAt = (wanted: Target) => {
    const url = checkedUrl(wanted);
    if (url.ok && url.value.protocol === 'https:') prepareTls();
    return url;
  };
  const prepareTls = () => {
    if (!prepared) clientOptions.prepareTls?.();
    prepared = true;
  };
  /** What an answer tells besides its content; an error when it is not the server's own. */
  const answered = ({ status, headers }: Answer, { url, forwarder }: Reached, purpose: string): AppError | null => {
    const date = Date.parse(headers.date ?? '');
    if (!Number.isNaN(date)) clientOptions.onDate?.(url.origin, date);
    if (isRedirect(status)) {
      const to = headers.location === undefined ? null : URL.parse(headers.location, url.href);
      if (to !== null) clientOptions.onRedirect?.({ from: url, to, status });
      return redirectError(status, to, purpose);
    }
    if (status !== 407 || forwarder === null) return null;
    const schemes = headers['proxy-authenticate'];
    return networkError(passwordWanted(schemes, forwarder.sent, forwarder.origin, passwords), false, purpose);
  };

  const request = async (wanted: HttpRequest): Promise<Result<HttpResponse>> => {
    const url = aimAt(wanted);
    return url.ok ? routes.through(url.value, (way) => requestBy({ ...way, url: url.value }, wanted)) : url;
  };
  const requestBy = async (reached: Reached, wanted: HttpRequest): Promise<Result<HttpResponse>> => {
    const { dispatcher } = reached;
    const maxBytes = wanted.maxBytes ?? DEFAULT_MAX_BYTES;
    const timeouts = withDefaults(wanted.timeoutMs, clientOptions.longestWaitMs);
    const options = dispatchOptions(wanted, reached, timeouts, userAgent);
    const limits = {
      maxBytes,
      signal: wanted.signal,
      totalMs: timeouts.total,
      purpose: wanted.purpose,
      onSent: wanted.onSent,
      onFirstByte: wanted.onFirstByte,
    };
    const first = await exchange(dispatcher, options, limits);
    const again = (wanted.method === 'GET' || wanted.method === 'OPTIONS') && wasStale(first);
    const received = again ? await exchange(dispatcher, options, limits) : first;
    if (!received.ok) return received;
    const next = followed(received.value, reached.url, wanted);
    if (next) return request(next);
    const refusal = answered(received.value, reached, wanted.purpose);
    return refusal ? fail(refusal) : readResponse(received.value, maxBytes, clock.now());
  };

  const openStream = async (wanted: HttpStreamRequest): Promise<Result<HttpStream>> => {
    const url = aimAt(wanted);
    return url.ok ? streamRoutes.through(url.value, (way) => streamBy({ ...way, url: url.value }, wanted)) : url;
  };
  const streamBy = async (reached: Reached, wanted: HttpStreamRequest): Promise<Result<HttpStream>> => {
    const { purpose, signal, onSent, maxBytes, timeoutMs } = wanted;
    const headers = Math.min(timeoutMs.headers, clientOptions.longestWaitMs ?? timeoutMs.headers);
    const options = dispatchOptions(wanted, reached, { headers, idle: 0 }, userAgent);
    const opened = await stream(
      reached.dispatcher,
      // A connection that was idle may be closed just as it is taken again; nobody could tell that from a lost run.
      { ...options, headers: { ...options.headers, 'accept-encoding': 'identity' }, reset: true },
      { idleMs: timeoutMs.idle, maxBytes, purpose, signal, onSent },
    );
    const refusal = opened.ok ? answered(opened.value, reached, purpose) : null;
    if (!opened.ok || refusal === null) return opened;
    opened.value.close();
    return fail(refusal);
  };

  return {
    request,
    stream: openStream,
    async certificateOf(origin) {
      prepareTls();
      const url = new URL(origin);
      return routes.look(url, (connect) => readPeer(connect, url));
    },
    routeTo: routes.routeTo,
    refresh() {
      routes.drop();
      streamRoutes.drop();
    },
    async close() {
      await Promise.all([routes.close(), streamRoutes.close()]);
    },
  };
}

type Target = Pick<HttpRequest, 'url' | 'purpose'>;
type Answer = Pick<Exchange, 'status' | 'headers'>;
type Reached = Way & { readonly url: URL };

function checkedUrl({ url, purpose }: Target): Result<URL> {
  const parsed = URL.parse(url);
  const usable = parsed && /^https?:$/.test(parsed.protocol) && parsed.username === '' && parsed.password === '';
  if (!usable) return fail(appError('validation', `${purpose}: not a web address`, { reason: 'request' }));
  return ok(parsed);
}

function withDefaults(wanted: Partial<HttpTimeouts> = {}, longest = Number.POSITIVE_INFINITY): HttpTimeouts {
  const headers = Math.min(wanted.headers ?? DEFAULT_TIMEOUTS.headers, longest);
  const idle = wanted.idle ?? DEFAULT_TIMEOUTS.idle;
  return { headers, idle, total: wanted.total ?? headers + BODY_MS };
}

function dispatchOptions(
  wanted: Pick<HttpRequest, 'method' | 'headers' | 'body'>,
  { url, forwarder }: Reached,
  timeouts: Pick<HttpTimeouts, 'headers' | 'idle'>,
  userAgent: string,
) {
  const path = url.pathname + url.search;
  return {
    origin: forwarder?.origin ?? url.origin,
    path: forwarder ? url.origin + path : path,
    method: wanted.method,
    headers: {
      'user-agent': userAgent,
      'accept-encoding': ACCEPT_ENCODING,
      ...wanted.headers,
      ...(forwarder ? { host: url.host } : {}),
      ...(forwarder?.sent ? { 'proxy-authorization': forwarder.sent } : {}),
    },
    ...(wanted.body === undefined ? {} : { body: wanted.body }),
    headersTimeout: timeouts.headers,
    bodyTimeout: timeouts.idle,
  } satisfies Dispatcher.DispatchOptions;
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

/** The request a redirect leads to, where the first one allows that. What began encrypted goes on so. */
function followed({ status, headers }: Answer, from: URL, wanted: HttpRequest): HttpRequest | null {
  const left = wanted.follow ?? 0;
  if (left === 0 || !isRedirect(status) || headers.location === undefined) return null;
  const to = URL.parse(headers.location, from.href);
  if (to === null || (from.protocol === 'https:' && to.protocol !== 'https:')) return null;
  return { ...wanted, url: to.href, follow: left - 1 };
}

/** Not followed unasked: a redirect could carry the token to another origin. Only the target's host is told. */
function redirectError(status: number, to: URL | null, purpose: string): AppError {
  return appError('http', `${purpose}: redirected to ${to?.host || 'nowhere'}`, { reason: 'redirect', status });
}
