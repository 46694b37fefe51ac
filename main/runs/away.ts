import type { Notice, RunSummary } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';

export type AwayNotice = Extract<Notice, { kind: 'away' }>;
export type Turn = 'ended' | 'waiting';

/** What is first heard this long after coming back is no longer counted as having happened before, in milliseconds. */
const LATEST_MS = 10_000;

/**
 * Tells apart what happened to runs while nobody could see it (the program was closed, the computer slept) and what
 * happens before one's eyes. The first word about a run after coming back is about the time before.
 */
export interface Away {
  /** Nobody could see anything since `since`; these runs were under way. */
  back(since: number, ids: readonly number[]): void;
  /** Whether the turn happened in that time; then it is told together with the others. */
  claims(run: RunSummary, what: Turn): boolean;
  /** The source has been heard of a run. */
  heard(id: number): void;
  close(): void;
}

export interface AwayDeps {
  readonly clock: Clock;
  /** One notice for all of it; again whenever there is more. */
  readonly notice: (notice: AwayNotice) => void;
  /** All has been heard: one word about all that happened. */
  readonly tell: (notice: AwayNotice) => void;
}

export function createAway({ clock, notice, tell }: AwayDeps): Away {
  const unheard = new Set<number>();
  let since = 0;
  let turns: { run: RunSummary; what: Turn }[] = [];
  let cancelLatest = () => {};

  function finish(): void {
    cancelLatest();
    unheard.clear();
    const all = toNotice(since, turns);
    turns = [];
    if (all) tell(all);
  }

  return {
    back(from, ids) {
      finish();
      if (ids.length === 0) return;
      since = from;
      for (const id of ids) unheard.add(id);
      cancelLatest = clock.after(LATEST_MS, finish);
    },
    claims(run, what) {
      if (!unheard.has(run.id)) return false;
      turns = [...turns.filter((turn) => turn.run.id !== run.id), { run, what }];
      const all = toNotice(since, turns);
      if (all) notice(all);
      return true;
    },
    heard(id) {
      if (!unheard.has(id)) return;
      // One look at the source may be told in several pieces.
      clock.after(0, () => {
        unheard.delete(id);
        if (unheard.size === 0) finish();
      });
    },
    close: () => cancelLatest(),
  };
}

/** The run that waits longest, else the last one that ended. */
function foremost<T extends { run: RunSummary; what: Turn }>(turns: readonly T[]): T | null {
  const waiting = turns.filter(({ what }) => what === 'waiting');
  if (waiting.length > 0) return waiting.reduce((a, b) => (b.run.state.since < a.run.state.since ? b : a));
  return turns.length === 0 ? null : turns.reduce((a, b) => (b.run.state.since >= a.run.state.since ? b : a));
}

function toNotice(since: number, turns: readonly { run: RunSummary; what: Turn }[]): AwayNotice | null {
  const first = foremost(turns);
  if (!first) return null;
  const waiting = turns.filter(({ what }) => what === 'waiting').length;
  return { id: 'away', kind: 'away', since, ended: turns.length - waiting, waiting, runId: first.run.id };
}
