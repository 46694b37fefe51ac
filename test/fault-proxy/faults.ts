/**
 * What can be wrong with a way to a server. "Reaches" means that the server has acted on the request; whatever is wrong
 * then is wrong with the answer.
 */
export type Fault =
  /** Every answer comes so much later, ± jitter. Reaches. */
  | { readonly kind: 'latency'; readonly ms: number; readonly jitterMs: number }
  /** The answer comes in drops. Reaches. */
  | { readonly kind: 'bandwidth'; readonly bytesPerSecond: number }
  /** The connection ends after so many bytes of the body. Reaches. */
  | { readonly kind: 'cut'; readonly afterBytes: number }
  /** The connection is reset, as soon as it is there, once the request is read, or when the answer is ready. */
  | { readonly kind: 'reset'; readonly when: 'connected' | 'asked' | 'answered' }
  /** The request is read and nothing happens. */
  | { readonly kind: 'hang' }
  /** The other side vanishes without a word: the request reaches, the answer never comes. */
  | { readonly kind: 'halfOpen' }
  /** Somebody else's web page, with 200. */
  | { readonly kind: 'page' }
  /** Well-formed JSON of the wrong shape, with 200. */
  | { readonly kind: 'wrongJson' }
  /** A refusal by something in front of the server; `retryAfter` as it stands in the header. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string; readonly html?: boolean };

/** What a request must be to meet a fault. */
export interface Asked {
  readonly method: string;
  readonly path: string;
}

/** Whether the server hears of a request that meets this fault. */
export function reaches(fault: Fault): boolean {
  switch (fault.kind) {
    case 'latency':
    case 'bandwidth':
    case 'cut':
    case 'halfOpen':
      return true;
    case 'reset':
      return fault.when === 'answered';
    case 'hang':
    case 'page':
    case 'wrongJson':
    case 'status':
      return false;
  }
}

export const LOGIN_PAGE =
  '<!doctype html><html><title>Welcome</title><body>Accept the terms of this network.</body></html>';
