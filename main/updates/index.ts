import type { UpdateHold, UpdateObstacle, UpdateState, Updates } from '../../preload/contract.ts';
import type { Clock, Random } from '../clock.ts';
import type { AppError, Result } from '../errors.ts';
import { errorTrace, type Log } from '../log.ts';
import { RELEASES_PAGE } from './feed.ts';
import type { Installer } from './installer.ts';
import { offerOf, type Release } from './release.ts';
import { startSchedule } from './schedule.ts';
import { advance, mayCheck, type UpdateEvent } from './state.ts';

/** What windows ask about new versions; topic `updates` tells each change. */
export interface UpdateDesk {
  current(): Updates;
  check(): void;
  download(): void;
  /** Ends a download, or takes back the wish to start again. */
  cancel(): void;
  /** Starts the new version once nothing is under way any more; `now`: at once. */
  restart(now: boolean): void;
  /** Nothing is looked for unasked while the computer sleeps. */
  power(level: 'asleep' | 'awake'): void;
  close(): Promise<void>;
}

export interface UpdateDeskDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly obstacle: UpdateObstacle | null;
  /** See `checkFeed`. */
  readonly check: (signal: AbortSignal) => Promise<Result<Release | null>>;
  readonly installer: Installer;
  /** What is under way now. */
  readonly holds: () => readonly UpdateHold[];
  /** Whether to look once a week; asked each time. */
  readonly weekly: () => boolean;
  /** Kept over restarts: when it was last found that there is nothing newer. */
  readonly kept: { checkedAt(): number | null; setCheckedAt(at: number): void };
  readonly changed: (updates: Updates) => void;
}

/** How often is looked whether what is waited for has come to its end. */
const LOOK_MS = 1_000;

export function createUpdateDesk(deps: UpdateDeskDeps): UpdateDesk {
  const { clock, obstacle, check, installer, holds, kept } = deps;
  const closing = new AbortController();
  let state: UpdateState = { kind: 'idle', checkedAt: kept.checkedAt() };
  /** What the offer of the state was made from. */
  let release: Release | null = null;
  let downloading = new AbortController();
  let cancelLook = () => {};
  let work: Promise<void> = Promise.resolve();

  const current = (): Updates => ({ state, obstacle, page: RELEASES_PAGE });

  /** Answers whether the event changed anything. */
  function go(event: UpdateEvent): boolean {
    const before = state;
    state = advance(before, event);
    if (state === before || closing.signal.aborted) return false;
    if (state.kind === 'failed') tellLog(state.during, state.error);
    deps.changed(current());
    return true;
  }

  function tellLog(command: string, { kind, reason, status }: AppError): void {
    deps.log('updates.failed', { command, kind, ...(reason ? { reason } : {}), ...(status ? { status } : {}) });
  }

  function begin(job: () => Promise<void>): void {
    const done = job().catch((cause) => deps.log('updates.failed', errorTrace(cause)));
    work = Promise.all([work, done]).then(() => {});
  }

  async function look(asked: boolean): Promise<void> {
    const before = state;
    if (!go({ kind: 'check' })) return;
    const found = await check(closing.signal);
    if (!found.ok) {
      // Nobody waits for it, and what stands in the way goes by itself, a network's sign-in page too. A forged feed is news.
      if (!asked && found.error.kind !== 'protocol') go({ kind: 'gaveUp', before });
      else go({ kind: 'checkFailed', error: found.error });
      return;
    }
    release = found.value;
    if (release !== null) {
      go({ kind: 'found', offer: offerOf(release) });
      return;
    }
    kept.setCheckedAt(clock.now());
    go({ kind: 'upToDate', at: clock.now() });
  }

  async function fetchRelease(): Promise<void> {
    if (obstacle !== null || release === null || !go({ kind: 'download' })) return;
    const ending = new AbortController();
    downloading = ending;
    const signal = AbortSignal.any([ending.signal, closing.signal]);
    const done = await installer.download(release, (received, total) => tellProgress(ending, received, total), signal);
    // Cancelled: the state has said so already, and may be that of another download by now.
    if (ending.signal.aborted) return;
    go(done.ok ? { kind: 'downloaded' } : { kind: 'downloadFailed', error: done.error });
  }

  function tellProgress(of: AbortController, received: number, total: number): void {
    if (!of.signal.aborted) go({ kind: 'received', received, total });
  }

  function follow(event: Extract<UpdateEvent, { kind: 'restart' | 'held' }>): void {
    go(event);
    cancelLook();
    if (state.kind === 'holding') cancelLook = clock.after(LOOK_MS, () => follow({ kind: 'held', holds: holds() }));
    if (state.kind === 'restarting') begin(install);
  }

  async function install(): Promise<void> {
    go({ kind: 'installFailed', error: await installer.install() });
  }

  const schedule = startSchedule({
    clock,
    random: deps.random,
    wanted: () => mayCheck(state) && deps.weekly(),
    checkedAt: kept.checkedAt,
    check: () => begin(() => look(false)),
  });

  return {
    current,
    check: () => begin(() => look(true)),
    download: () => begin(fetchRelease),
    cancel() {
      downloading.abort();
      cancelLook();
      go({ kind: 'cancel' });
    },
    restart(now) {
      if (state.kind !== 'ready' && state.kind !== 'holding') return;
      follow({ kind: 'restart', holds: now ? [] : holds() });
    },
    power: schedule.power,
    async close() {
      closing.abort();
      schedule.close();
      cancelLook();
      // The installation waits for the program to end, and the program for this.
      if (state.kind !== 'restarting') await work;
    },
  };
}
