import type { AppError, Conversation, SessionState, SyncState } from '../../preload/contract.ts';
import type { Translate } from '../i18n.ts';

/** What the dot beside the h says; the file names of the tray icons begin with it. */
export type TrayIcon = 'ok' | 'working' | 'waiting' | 'problem' | 'offline';

/** What the tray knows. */
export interface TrayState {
  readonly session: SessionState;
  readonly sync: SyncState;
  /** Of the active account, in any order. */
  readonly conversations: readonly Conversation[];
  /** Questions that are being sent or wait for their answer. */
  readonly asking: number;
}

export interface Health {
  readonly icon: TrayIcon;
  /** One line: the first broken link, or that all is well. */
  readonly line: string;
}

/**
 * The one thing worth saying. When several hold, the first of waiting, problem, offline, working, ok: a person who is
 * waited for comes before what mends itself.
 */
export function healthOf(state: TrayState, t: Translate): Health {
  const { session, sync } = state;
  switch (session.kind) {
    case 'starting':
      return { icon: 'ok', line: t('tray.starting') };
    case 'signedOut':
      return { icon: 'ok', line: t('tray.signedOut') };
    case 'expired':
      return { icon: 'waiting', line: t('tray.expired') };
    case 'signedIn':
      break;
  }
  const deciding = sum(state.conversations, (each) => each.deciding);
  if (deciding > 0) return { icon: 'waiting', line: t('tray.deciding', { count: deciding }) };
  const host = hostOf(session.account.server);
  if (sync.kind === 'offline') return unreachable(sync.error, host, t);
  if (state.asking > 0) return { icon: 'working', line: t('tray.asking', { count: state.asking }) };
  if (sync.kind === 'syncing' && sync.first) return { icon: 'working', line: t('tray.firstSync') };
  return { icon: 'ok', line: t('tray.ok', { host }) };
}

/** Messages that have not left, or `0`. */
export function queuedCount({ conversations }: TrayState): number {
  return sum(conversations, (each) => each.queued);
}

function unreachable(error: AppError, host: string, t: Translate): Health {
  switch (error.kind) {
    case 'offline':
      return { icon: 'offline', line: t('tray.noNetwork') };
    case 'dns':
    case 'refused':
    case 'timeout':
      return { icon: 'offline', line: t('tray.unreachable', { host }) };
    case 'tls':
      return { icon: 'problem', line: t('tray.certificate', { host }) };
    case 'storage':
      return { icon: 'problem', line: t('tray.storage') };
    default:
      return {
        icon: 'problem',
        line:
          error.status === undefined
            ? t('tray.trouble', { host })
            : t('tray.troubleStatus', { host, status: error.status }),
      };
  }
}

function hostOf(server: string): string {
  return URL.canParse(server) ? new URL(server).host : server;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
