/** Who is signed in, and where secrets are. Part of `contract.ts`. */

export interface Account {
  readonly id: number;
  /** Normalised API base without trailing slash, e.g. `https://halext.example.org/api`. */
  readonly server: string;
  readonly userId: number;
  readonly username: string;
  readonly displayName: string;
  readonly demo: boolean;
}

export type SessionState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'signedOut' }
  /** Without a Halext server: only what is kept here, and the sources of this computer. */
  | { readonly kind: 'local'; readonly account: Account }
  | { readonly kind: 'signedIn'; readonly account: Account; readonly keep: boolean; readonly expiresAt: number }
  /** The token ended and cannot be renewed by itself: everything stays readable, sending waits. */
  | { readonly kind: 'expired'; readonly account: Account; readonly reason: 'ended' | 'badCredentials' | 'notStored' };

/** Why secrets cannot be kept on this computer. `ok` means the system's keychain works. */
export type KeychainStatus =
  | { readonly kind: 'ok' }
  | { readonly kind: 'unavailable'; readonly reason: 'noLibrary' | 'noService' | 'locked' | 'refused' | 'unknown' };

export interface ProbeResult {
  /** Normalised API base to sign in with. */
  readonly server: string;
  readonly version: string;
  /** The server's own verdict: `/api/health` status. */
  readonly health: 'healthy' | 'degraded';
  readonly latencyMs: number;
}
