import type { IncomingHttpHeaders } from 'node:http';
import type { Result } from '../errors.ts';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

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
  /** Largest response body accepted, in bytes after decompression. Default 16 MiB. */
  maxBytes?: number;
  /** A short English name of what is being done, for the details line of an error: `list conversations`. */
  purpose: string;
  /** Called once when the whole request has been handed to the socket. Not called when that never happens. */
  onSent?: () => void;
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

export interface HttpClient {
  /**
   * Sends one request and follows no redirect. Only a GET is repeated, once, when the connection was dropped before a word
   * of the answer; anything else is sent once. Every status but 3xx is a value; errors are those of
   * `error-kinds.ts`, plus `http`/`redirect` and `protocol`/`tooLarge`.
   */
  request(request: HttpRequest): Promise<Result<HttpResponse>>;
  /** Forgets proxies and idle connections, e.g. after waking or a change of network. Requests under way go on. */
  refresh(): void;
  /** Ends every connection; requests under way fail as `cancelled`. */
  close(): Promise<void>;
}
