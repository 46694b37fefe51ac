import type { UpdateHold, UpdateOffer, UpdateState } from '../../preload/contract.ts';
import { type AppError, assertNever } from '../errors.ts';

/** What happens to an update, whoever brings it about. */
export type UpdateEvent =
  | { readonly kind: 'check' }
  | { readonly kind: 'upToDate'; readonly at: number }
  | { readonly kind: 'found'; readonly offer: UpdateOffer }
  | { readonly kind: 'checkFailed'; readonly error: AppError }
  /** A check nobody asked for came to nothing: what was known before still holds. */
  | { readonly kind: 'gaveUp'; readonly before: UpdateState }
  | { readonly kind: 'download' }
  | { readonly kind: 'received'; readonly received: number; readonly total: number }
  | { readonly kind: 'downloaded' }
  | { readonly kind: 'downloadFailed'; readonly error: AppError }
  | { readonly kind: 'cancel' }
  /** Somebody wants the new version started; `holds` is what they wait for. */
  | { readonly kind: 'restart'; readonly holds: readonly UpdateHold[] }
  | { readonly kind: 'held'; readonly holds: readonly UpdateHold[] }
  | { readonly kind: 'installFailed'; readonly error: AppError };

/** The state after an event; the same one where the event has nothing to say. */
export function advance(state: UpdateState, event: UpdateEvent): UpdateState {
  switch (event.kind) {
    case 'check':
      return mayCheck(state) ? { kind: 'checking' } : state;
    case 'upToDate':
      return state.kind === 'checking' ? { kind: 'idle', checkedAt: event.at } : state;
    case 'found':
      return state.kind === 'checking' ? { kind: 'available', offer: event.offer } : state;
    case 'checkFailed':
      return state.kind === 'checking' ? failed('check', event.error, null) : state;
    case 'gaveUp':
      return state.kind === 'checking' ? event.before : state;
    case 'download': {
      const offer = downloadable(state);
      return offer ? { kind: 'downloading', offer, received: 0, total: offer.bytes ?? 0 } : state;
    }
    case 'received':
      return state.kind === 'downloading' ? { ...state, received: event.received, total: event.total } : state;
    case 'downloaded':
      return state.kind === 'downloading' ? { kind: 'ready', offer: state.offer } : state;
    case 'downloadFailed':
      return state.kind === 'downloading' ? failed('download', event.error, state.offer) : state;
    case 'cancel':
      return cancelled(state);
    case 'restart':
      return state.kind === 'ready' || state.kind === 'holding' ? waiting(state.offer, event.holds) : state;
    case 'held':
      return state.kind === 'holding' ? waiting(state.offer, event.holds) : state;
    case 'installFailed':
      return state.kind === 'restarting' ? failed('install', event.error, state.offer) : state;
    default:
      return assertNever(event);
  }
}

/** Looking again forgets what was found, so it is not done once something of it was downloaded. */
export function mayCheck({ kind }: UpdateState): boolean {
  return kind === 'idle' || kind === 'available' || kind === 'failed';
}

/** What there is to download; a download or an installation that failed can be tried again. */
function downloadable(state: UpdateState): UpdateOffer | null {
  return state.kind === 'available' || state.kind === 'failed' ? state.offer : null;
}

function cancelled(state: UpdateState): UpdateState {
  if (state.kind === 'downloading') return { kind: 'available', offer: state.offer };
  if (state.kind === 'holding') return { kind: 'ready', offer: state.offer };
  return state;
}

function waiting(offer: UpdateOffer, holds: readonly UpdateHold[]): UpdateState {
  return holds.length === 0 ? { kind: 'restarting', offer } : { kind: 'holding', offer, holds };
}

function failed(during: 'check' | 'download' | 'install', error: AppError, offer: UpdateOffer | null): UpdateState {
  return { kind: 'failed', during, error, offer };
}
