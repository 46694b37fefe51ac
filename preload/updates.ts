/** New versions of the program. Part of `contract.ts`. */
import type { AppError } from './contract.ts';

/** A version newer than this one. */
export interface UpdateOffer {
  readonly version: string;
  /** When it was released; `null` when the feed does not say. */
  readonly releasedAt: number | null;
  /** What is new, as Markdown; untrusted, empty when the feed has none. */
  readonly notes: string;
  /** Size of the download in bytes; `null` when the feed does not say. */
  readonly bytes: number | null;
}

/** What is under way and keeps the program from starting again by itself. */
export type UpdateHold =
  /** Runs of agents that go on. */
  | { readonly kind: 'runs'; readonly count: number }
  /** Messages that have not left, or whose answer is awaited. */
  | { readonly kind: 'messages'; readonly count: number }
  /** Conversations being brought in from a file. */
  | { readonly kind: 'import' };

/** Why this program cannot put a new version in its own place. */
export type UpdateObstacle =
  /** Started from its sources. */
  | 'unpackaged'
  /** The portable program of Windows: it has no place of its own. */
  | 'portable'
  /** Installed by the system's packages, which also update it, or lying where it may not write. */
  | 'notWritable';

/**
 * How far an update is. With an `obstacle` a newer version is only told of; the person fetches it from the page of
 * releases.
 */
export type UpdateState =
  /** `checkedAt`: when it was last found that there is nothing newer; `null` when nobody has looked yet. */
  | { readonly kind: 'idle'; readonly checkedAt: number | null }
  | { readonly kind: 'checking' }
  | { readonly kind: 'available'; readonly offer: UpdateOffer }
  | { readonly kind: 'downloading'; readonly offer: UpdateOffer; readonly received: number; readonly total: number }
  /** Downloaded and verified; nothing happens until somebody says so. */
  | { readonly kind: 'ready'; readonly offer: UpdateOffer }
  /** Somebody said so; the program starts again as soon as nothing of this is under way any more. */
  | { readonly kind: 'holding'; readonly offer: UpdateOffer; readonly holds: readonly UpdateHold[] }
  | { readonly kind: 'restarting'; readonly offer: UpdateOffer }
  /** `offer` is there when it failed after a newer version had been found. */
  | {
      readonly kind: 'failed';
      readonly during: 'check' | 'download' | 'install';
      readonly error: AppError;
      readonly offer: UpdateOffer | null;
    };

export interface Updates {
  readonly state: UpdateState;
  readonly obstacle: UpdateObstacle | null;
  /** Where versions and their notes can be read. */
  readonly page: string;
}
