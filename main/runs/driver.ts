import type { InterruptAnswer } from '../../preload/contract.ts';
import type { Result } from '../errors.ts';
import type { LogEntry, RunEvent } from './events.ts';
import type { Run } from './run.ts';

/** The one writer of runs: what drivers see of it. */
export interface RunBook {
  /**
   * Takes events of a run, in order: reduces, stores and tells the windows. A change of state, of what is asked or of
   * the remote id is stored at once; text is stored and told in batches. A run that is final, or gone, takes nothing
   * but `seen` and `attached`.
   */
  record(id: number, events: readonly RunEvent[]): void;
  /** Adds to the run's event log, which keeps the newest ones. */
  log(id: number, entries: readonly LogEntry[]): void;
  /** A run under way as it stands now; `null` when it is final or gone. */
  get(id: number): Run | null;
  /** Resolves when everything recorded so far is stored. */
  settled(): Promise<void>;
}

/** What makes the runs of one kind happen. It only ever tells the book; it keeps no state that the book could not give back. */
export interface RunDriver {
  /** A new run is stored, as `submitting`: send it, once. */
  submit(run: Run): void;
  /** The program has started: these are the runs under way as they were stored. */
  recover(runs: readonly Run[]): void;
  /** The person wants no more of it. The driver records the end. */
  stop(run: Run): void;
  /** Ask the source now. */
  check(run: Run): void;
  /** Errors: `validation` with reason `incomplete`, `expired`, `payload` or `notAsked`; nothing has been sent then. */
  answer(run: Run, answers: readonly InterruptAnswer[]): Promise<Result<null>>;
  /** The computer goes to sleep, or wakes up; `awake` also after a change of network. */
  power(state: 'asleep' | 'awake'): void;
  /** A source was changed or came (back): what waited for its key or its address may be tried again. */
  sourceChanged(sourceId: string): void;
  close(): Promise<void>;
}
