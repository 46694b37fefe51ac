import type { RunSummary } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import type { Notices } from '../notices.ts';
import { isFinal } from '../runs/run.ts';

/** What happened to runs while nobody could see it. */
export interface Absence {
  readonly ended: number;
  readonly waiting: number;
  /** The run to open: the one that waits longest, else the last that ended. */
  readonly runId: number;
}

export interface Away {
  /** The computer goes to sleep. */
  left(): void;
  /** The computer is awake again. */
  back(): void;
  /** Keeps what happened to this run if it happened during the absence; false means it is news of its own. */
  takes(run: RunSummary): boolean;
}

export interface AwayDeps {
  readonly clock: Clock;
  readonly notices: Notices;
  /** Some seconds after the last thing was heard of: one word about all of it. */
  readonly tell: (absence: Absence) => void;
}

/** How long after the return a source may take to say what happened: networks come back slowly after sleep. */
const CATCH_UP_MS = 60_000;
/** Sources answer one after the other; the word about all of them waits until it is quiet. */
const QUIET_MS = 3_000;

/**
 * Gathers what happened to runs while the program was closed or the computer slept into one card, instead of as many
 * notifications. A start of the program is a return. While the card has not been dismissed, the next absence adds to it.
 */
export function createAway({ clock, notices, tell }: AwayDeps): Away {
  let asleep = false;
  let returned = clock.now();
  let since: number | null = null;
  let ended: number[] = [];
  const waiting = new Map<number, number>();
  let cancel = () => {};

  function absence(): Absence | null {
    const [longest] = [...waiting].sort((a, b) => a[1] - b[1]);
    const runId = longest?.[0] ?? ended.at(-1);
    return runId === undefined ? null : { ended: ended.length, waiting: waiting.size, runId };
  }

  function tellSoon(): void {
    cancel();
    cancel = clock.after(QUIET_MS, () => {
      const all = absence();
      if (all && !asleep) tell(all);
    });
  }

  function happened(run: RunSummary): boolean {
    if (asleep) return true;
    return run.startedAt < returned && clock.now() - returned < CATCH_UP_MS;
  }

  return {
    left() {
      asleep = true;
      cancel();
      if (notices.list().some((notice) => notice.kind === 'away')) return;
      since = clock.now();
      ended = [];
      waiting.clear();
    },
    back() {
      asleep = false;
      returned = clock.now();
      if (absence()) tellSoon();
    },
    takes(run) {
      if (!happened(run)) return false;
      waiting.delete(run.id);
      if (isFinal(run.state)) ended = [...ended.filter((id) => id !== run.id), run.id];
      else waiting.set(run.id, run.state.since);
      // A program that was closed does not know since when; the run it tells of had begun by then.
      since ??= run.startedAt;
      const all = absence();
      if (all) notices.set({ id: 'away', kind: 'away', since, ...all });
      tellSoon();
      return true;
    },
  };
}
