import type { AppError, Conversation, RunSummary, SessionState, SyncState } from '../../preload/contract.ts';
import type { Troubles } from '../health/troubles.ts';
import type { Translate } from '../i18n.ts';
import { plainLabel } from './label.ts';
import { troubleLine } from './services.ts';
import type { TrayTime } from './time.ts';

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
  /** Of every source: those under way and those that wait for the person. */
  readonly runs: readonly RunSummary[];
  /** What is broken of the services in use. */
  readonly troubles: Troubles;
}

export interface Health {
  readonly icon: TrayIcon;
  /** One line: the first broken link, or that all is well. */
  readonly line: string;
}

/**
 * The one thing worth saying. When several hold, the icon is the first of waiting, problem, offline, working, ok: a
 * person who is waited for comes before what mends itself. A run that waits has its own line in the menu, so the health
 * line then still names what is broken.
 */
export function healthOf(state: TrayState, t: Translate, time: Pick<TrayTime, 'ofDay'>): Health {
  const waiting = waitingRuns(state);
  const health = worst([messagesHealth(state, t), servicesHealth(state, t, time), sourceHealth(state.runs, t)]);
  if (waiting > 0) {
    const broken = health && health.icon !== 'working' ? health.line : null;
    return { icon: 'waiting', line: broken ?? t('tray.runsWaiting', { count: waiting }) };
  }
  return health ?? workHealth(state, t);
}

const RANK: readonly TrayIcon[] = ['waiting', 'problem', 'offline', 'working', 'ok'];

/** The first in rank; of several of a rank, the first in the list. */
function worst(found: readonly (Health | null)[]): Health | null {
  const known = found.filter((each) => each !== null);
  return known.sort((a, b) => RANK.indexOf(a.icon) - RANK.indexOf(b.icon))[0] ?? null;
}

/** What a badge counts: runs and messages that wait for the person to decide. */
export function decisionCount(state: TrayState): number {
  return waitingRuns(state) + sum(state.conversations, (each) => each.deciding);
}

/** Messages that have not left, or `0`. */
export function queuedCount({ conversations }: TrayState): number {
  return sum(conversations, (each) => each.queued);
}

/** What is wrong with the session or the way to its server, or what is to be decided there; `null` when nothing is. */
function messagesHealth({ session, sync, conversations }: TrayState, t: Translate): Health | null {
  switch (session.kind) {
    case 'starting':
    case 'signedOut':
    case 'local':
      return null;
    case 'expired':
      return { icon: 'waiting', line: t('tray.expired') };
    case 'signedIn':
      break;
  }
  const deciding = sum(conversations, (each) => each.deciding);
  if (deciding > 0) return { icon: 'waiting', line: t('tray.deciding', { count: deciding }) };
  return sync.kind === 'offline' ? unreachable(sync.error, hostOf(session.account.server), t) : null;
}

/**
 * The first service in use that does not work, and since when. What keeps the messages from their server is told by the
 * synchronisation, which notices first; what keeps everything from everywhere is the network.
 */
function servicesHealth({ sync, troubles }: TrayState, t: Translate, time: Pick<TrayTime, 'ofDay'>): Health | null {
  const { services, offlineSince } = troubles;
  const first = services.find(({ kind }) => kind !== 'halext' || sync.kind !== 'offline');
  if (first) {
    const line = t('tray.since', { line: troubleLine(first, t), time: time.ofDay(first.since) });
    return { icon: 'problem', line };
  }
  if (offlineSince === null) return null;
  return { icon: 'offline', line: t('tray.since', { line: t('tray.noNetwork'), time: time.ofDay(offlineSince) }) };
}

/** The first source of a run under way that does not let itself be asked; a refused key comes before a broken way. */
function sourceHealth(runs: readonly RunSummary[], t: Translate): Health | null {
  const refused = runs.find((run) => run.contact.kind === 'keyRefused');
  if (refused) return { icon: 'problem', line: t('tray.keyRefused', { name: plainLabel(refused.sourceName) }) };
  const lost = runs.find((run) => run.contact.kind === 'unreachable');
  return lost ? { icon: 'offline', line: t('tray.unreachable', { host: plainLabel(lost.sourceName) }) } : null;
}

/** Nothing is wrong: what is going on, or that all is well. */
function workHealth({ session, sync, asking, runs }: TrayState, t: Translate): Health {
  if (asking > 0) return { icon: 'working', line: t('tray.asking', { count: asking }) };
  if (runs.length > 0) {
    const silent = runs.every((run) => run.state.kind === 'silent');
    const count = runs.length;
    return { icon: 'working', line: silent ? t('tray.runsSilent', { count }) : t('tray.runsUnderWay', { count }) };
  }
  if (session.kind === 'local') return { icon: 'ok', line: t('tray.local') };
  if (session.kind !== 'signedIn') {
    return { icon: 'ok', line: session.kind === 'starting' ? t('tray.starting') : t('tray.signedOut') };
  }
  if (sync.kind === 'syncing' && sync.first) return { icon: 'working', line: t('tray.firstSync') };
  return { icon: 'ok', line: t('tray.ok', { host: hostOf(session.account.server) }) };
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

function waitingRuns({ runs }: TrayState): number {
  return runs.filter((run) => run.state.kind === 'waiting').length;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
