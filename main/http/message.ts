import type { IncomingHttpHeaders } from 'node:http';
import type { Result } from '../errors.ts';

export type HttpMethod = 'GET' | 'OPTIONS' | 'POST' | 'PUT' | 'DELETE';

/** Limits of one request, in milliseconds. */
export interface HttpTimeouts {
  /** From the request being written to the last response header. */
  headers: number;
  /** Between two pieces of the response body. */
  idle: number;
  /** For everything, waiting for a free connection included. */
  total: number;
}

export interface HttpRequest {
  method: HttpMethod;
  /** Absolute `http:` or `https:` address without user name or password. */
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  timeoutMs?: Partial<HttpTimeouts>;
  signal?: AbortSignal;
  /**
   * So many redirects are followed, from https to https only. For what is verified by other means, and with headers that
   * are no secret: they go along. Default none.
   */
  follow?: number;
  /** Largest response body accepted, in bytes after decompression. Default 16 MiB. */
  maxBytes?: number;
  /** A short English name of what is being done, for the details line of an error: `list conversations`. */
  purpose: string;
  /** Called once when the whole request has been handed to the socket. Not called when that never happens. */
  onSent?: () => void;
  /** Called once when the answer begins, with any status. */
  onFirstByte?: () => void;
}

/** An answer with any status but a redirect. */
export interface HttpResponse {
  status: number;
  /** Names in lower case. */
  headers: IncomingHttpHeaders;
  /** The body, decompressed. */
  bytes: Uint8Array;
  /** The body as UTF-8; bytes that are not UTF-8 become U+FFFD. */
  text: string;
  /** From `Retry-After`, when the server sent a usable one. */
  retryAfterMs: number | null;
}

/** A request whose answer is read while it comes; the whole of it may take for ever. */
export interface HttpStreamRequest extends Omit<HttpRequest, 'timeoutMs' | 'maxBytes' | 'onFirstByte' | 'follow'> {
  /** `headers`: until the answer begins. `idle`: between two pieces of it, whatever they are. */
  timeoutMs: Pick<HttpTimeouts, 'headers' | 'idle'>;
  /** Largest body accepted, in bytes. */
  maxBytes: number;
}

/** An answer that has begun, with any status but a redirect. Read `body` or take the `excerpt`: one of them, once. */
export interface HttpStream {
  status: number;
  /** Names in lower case. */
  headers: IncomingHttpHeaders;
  /**
   * The pieces as they come; a slow reader slows the server down. An error is the last element, and the same as those of
   * `request`, plus `timeout`/`idle`. Leaving the loop ends the exchange.
   */
  body: AsyncIterable<Result<Uint8Array>>;
  /** The first 2 kB of a body that is not worth reading, as text; waits 5 s at most and ends the exchange. */
  excerpt(): Promise<string>;
  /** Ends the exchange unread. */
  close(): void;
}

export interface HttpClient {
  /**
   * Sends one request and follows no redirect, unless `follow` allows it. Only a GET or OPTIONS is repeated, once, when
   * the connection was dropped before a word of the answer; anything else is sent once. Every status but 3xx is a value;
   * errors are those of `error-kinds.ts`, plus `http`/`redirect` and `protocol`/`tooLarge`.
   */
  request(request: HttpRequest): Promise<Result<HttpResponse>>;
  /** Sends one request, once, on a connection of its own, uncompressed. Errors before the answer begins: as `request`. */
  stream(request: HttpStreamRequest): Promise<Result<HttpStream>>;
  /** Forgets proxies and idle connections, e.g. after waking or a change of network. Requests under way go on. */
  refresh(): void;
  /** Ends every connection; requests under way fail as `cancelled`. */
  close(): Promise<void>;
}
