import type { SyncState } from '../../preload/contract.ts';
import type { Clock, Random } from '../clock.ts';
import { type AppError, appError, fail, ok, type Result } from '../errors.ts';
import type { HalextApi, RemoteMessage } from '../halext/api.ts';
import type { Lane } from './lane.ts';
import { isSessionError } from './outcome.ts';
import type { Store } from './procedures.ts';
import type { Publisher } from './publish.ts';
import type { Pull } from './pull.ts';
import { type Attention, type Nudge, nudgeDelay, pollDelay, retryDelay, type SyncTiming } from './schedule.ts';

/** Whether requests to the server make sense now. `unknown`: nothing has been heard of it since the start. */
export type Link = 'unknown' | 'up' | 'down' | 'session' | 'suspended';

/** `SyncState` without the number of messages that wait, which is asked of the database when it is shown. */
export type SyncStatus =
  | Exclude<SyncState, { kind: 'offline' }>
  | Omit<Extract<SyncState, { kind: 'offline' }>, 'queued'>;

export interface SyncDeps {
  accountId: number;
  api: HalextApi;
  store: Store;
  lane: Lane;
  pull: Pull;
  publish: Publisher;
  clock: Clock;
  random: Random;
  timing: SyncTiming;
  /** What goes over the connection costs. */
  metered: () => boolean;
  onState: (state: SyncStatus) => void;
  onLink: (link: Link) => void;
  /** The list, asked for at this time, has been stored. */
  onListed: (askedAt: number) => void;
  onFault: (cause: unknown) => void;
}

export interface Sync {
  start(attention: Attention): void;
  stop(): void;
  attention(level: Attention): void;
  nudge(reason: Nudge): void;
  state(): SyncStatus;
  link(): Link;
  /** Another request of this account has failed because the server could not be reached. */
  lost(error: AppError): void;
  /** A request was refused for its token. Whether the session has ended, or began anew meanwhile, the next poll shows. */
  doubtSession(): void;
}

type Phase =
  | { kind: 'stopped' }
  | { kind: 'suspended' }
  | { kind: 'noSession' }
  | { kind: 'waiting'; at: number; cancel: () => void }
  | Polling;

/** A synchronisation under way; `again`: another one is wanted when it ends; `renewed`: the session began anew. */
interface Polling {
  kind: 'polling';
  again: boolean;
  renewed: boolean;
}

interface Outage {
  since: number;
  error: AppError;
  failures: number;
}

interface Progress {
  done: number;
  total: number;
  first: boolean;
}

/**
 * Keeps the local copy in step by asking for the list now and then (the server pushes nothing, Q1) and fetching the
 * messages of conversations that moved. One request at a time, each answer stored before the next question.
 */
export function createSync(deps: SyncDeps): Sync {
  const { accountId, api, store, lane, pull, publish, clock, random, timing } = deps;
  let phase: Phase = { kind: 'stopped' };
  let level: Attention = 'front';
  let outage: Outage | null = null;
  let progress: Progress | null = null;
  let lastAt: number | null = null;
  let heard = false;
  let lastLink: Link = 'unknown';

  function enter(next: Phase): void {
    if (phase.kind === 'waiting') phase.cancel();
    phase = next;
    announce();
  }

  function announce(): void {
    deps.onState(state());
    const now = link();
    if (now === lastLink) return;
    lastLink = now;
    deps.onLink(now);
  }

  function wait(delay: number): void {
    enter({ kind: 'waiting', at: clock.now() + delay, cancel: clock.after(delay, poll) });
  }

  function poll(): void {
    const mine: Polling = { kind: 'polling', again: false, renewed: false };
    enter(mine);
    cycle(mine)
      .catch((cause) => {
        deps.onFault(cause);
        return fail(appError('storage', 'the local copy could not be written'));
      })
      .then((result) => finish(mine, result))
      .catch(deps.onFault);
  }

  function finish(mine: Polling, result: Result<null>): void {
    if (phase !== mine) return;
    progress = null;
    // A refusal may be of the token before.
    if (mine.renewed && !result.ok && isSessionError(result.error)) wait(0);
    else if (!result.ok) failed(result.error, mine.again);
    else wait(mine.again ? 0 : pollDelay(timing, level, deps.metered(), random));
  }

  /** `again`: somebody has asked meanwhile, or the network is back; the failure belongs to the time before. */
  function failed(error: AppError, again = false): void {
    if (isSessionError(error)) {
      enter({ kind: 'noSession' });
      return;
    }
    outage = { since: outage?.since ?? clock.now(), error, failures: (outage?.failures ?? 0) + 1 };
    wait(again ? 0 : retryDelay(timing, level, outage.failures, error, random));
  }

  /** What the list said last of each conversation, by the server's id. */
  const listed = new Map<number, RemoteMessage | null>();

  async function applyList(first: boolean): Promise<Result<null>> {
    const knownBefore = await store.call('conversations.remoteIds', { accountId });
    const list = await api.listConversations();
    if (!list.ok || phase.kind === 'stopped') return list.ok ? ok(null) : list;
    const { conversations, complete } = list.value;
    const applied = await store.call('conversations.applyList', {
      accountId,
      conversations,
      // From a list with gaps nothing can be said to have gone.
      knownBefore: complete ? knownBefore : [],
      first,
    });
    listed.clear();
    for (const remote of conversations) listed.set(remote.id, remote.lastMessage);
    publish.conversations([...applied.changed, ...applied.gone]);
    return ok(null);
  }

  async function cycle(mine: Polling): Promise<Result<null>> {
    const before = await store.call('accounts.lastSynced', { accountId });
    lastAt ??= before;
    const askedAt = clock.now();
    const list = await lane(() => applyList(before === null));
    if (!list.ok || phase !== mine) return list;
    outage = null;
    heard = true;
    announce();
    deps.onListed(askedAt);
    const moved = await store.call('conversations.moved', { accountId });
    const fetched = await fetchMoved(mine, moved, before === null);
    if (!fetched.ok || phase !== mine) return fetched;
    lastAt = clock.now();
    await store.call('accounts.setSynced', { accountId, now: lastAt });
    return ok(null);
  }

  async function fetchMoved(
    mine: Polling,
    moved: readonly { id: number; remoteId: number; lastId: number }[],
    first: boolean,
  ): Promise<Result<null>> {
    for (const [done, { id, remoteId, lastId }] of moved.entries()) {
      if (phase !== mine) break;
      progress = { done, total: moved.length, first };
      announce();
      const result = await pull(id, { listed: { lastId, last: listed.get(remoteId) ?? null, first } });
      if (!result.ok && stopsAll(result.error)) return result;
    }
    return ok(null);
  }

  function state(): SyncStatus {
    switch (phase.kind) {
      case 'stopped':
        return { kind: 'paused', reason: 'signedOut' };
      case 'suspended':
        return { kind: 'paused', reason: 'suspended' };
      case 'noSession':
        return { kind: 'paused', reason: 'session' };
      case 'waiting':
      case 'polling': {
        const nextAt = phase.kind === 'waiting' ? phase.at : null;
        if (outage) return { kind: 'offline', since: outage.since, error: outage.error, nextAt };
        return progress ? { kind: 'syncing', ...progress } : { kind: 'idle', lastAt };
      }
    }
  }

  function link(): Link {
    if (phase.kind === 'suspended' || phase.kind === 'stopped') return 'suspended';
    if (phase.kind === 'noSession') return 'session';
    if (outage) return 'down';
    return heard ? 'up' : 'unknown';
  }

  function sinceLast(): number {
    return lastAt === null ? Number.POSITIVE_INFINITY : clock.now() - lastAt;
  }

  function pollSoon(reason: Nudge): void {
    if (phase.kind !== 'waiting') return;
    const delay = nudgeDelay(timing, reason, { outage: outage?.error ?? null, sinceLast: sinceLast() }, random);
    if (delay === null || clock.now() + delay >= phase.at) return;
    if (delay === 0) poll();
    else wait(delay);
  }

  return {
    start(attention) {
      level = attention;
      if (attention === 'suspended') enter({ kind: 'suspended' });
      else poll();
    },
    stop() {
      enter({ kind: 'stopped' });
    },
    attention(next) {
      const previous = level;
      level = next;
      if (phase.kind === 'stopped' || phase.kind === 'noSession' || previous === next) return;
      if (next === 'suspended') return enter({ kind: 'suspended' });
      if (phase.kind === 'suspended') {
        const resume = nudgeDelay(timing, 'resume', { outage: outage?.error ?? null, sinceLast: sinceLast() }, random);
        return wait(resume ?? 0);
      }
      if (next === 'front' && phase.kind === 'waiting' && !outage) comeToFront(phase.at);
    },
    nudge(reason) {
      if (phase.kind === 'polling') {
        phase.again ||= reason === 'user' || reason === 'network';
        phase.renewed ||= reason === 'session';
      } else if (phase.kind === 'noSession') {
        // Something in front of the server may have refused a token that is good. Where the session has really ended,
        // asking goes no further than this computer.
        poll();
      } else pollSoon(reason);
    },
    state,
    link,
    lost(error) {
      if (phase.kind !== 'waiting' || outage) return;
      failed(error);
    },
    doubtSession() {
      if (phase.kind === 'polling') phase.again = true;
      else if (phase.kind === 'waiting') poll();
    },
  };

  /** A window came to the front: what it shows should not be older than the front interval. */
  function comeToFront(plannedAt: number): void {
    const due = (lastAt ?? 0) + pollDelay(timing, 'front', deps.metered(), random);
    if (due <= clock.now()) poll();
    else if (due < plannedAt) wait(due - clock.now());
  }
}

/**
 * Failures that the next conversation would meet as well. A 500 concerns the one asked for: the others are fetched, and
 * it is tried again with the next poll.
 */
function stopsAll(error: AppError): boolean {
  return isSessionError(error) || (error.retryable && error.status !== 500);
}
