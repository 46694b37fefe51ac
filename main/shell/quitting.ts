import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';

export interface QuittingDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** The last writes: servers are let go, the database is closed. */
  readonly finish: () => Promise<void>;
  /** Ends the process at once, whatever is still open. */
  readonly exit: () => void;
}

export interface Quitting {
  isQuitting(): boolean;
  /** Somebody wants the program to end: its windows close next, and from now on the time runs. */
  begin(): void;
  /** The windows are closed: the last writes, then the end. */
  end(): void;
}

/**
 * From the wish to quit until the process ends, with whatever hangs: a page that does not let its window close, a
 * server, the disk. What is not written by then is in the database's journal or was not confirmed to anybody; less than
 * the 2 s promised, because ending takes a moment too.
 */
export const QUIT_LIMIT_MS = 1_700;

export function createQuitting({ clock, log, finish, exit }: QuittingDeps): Quitting {
  let began: number | null = null;
  let ending = false;
  let gone = false;

  function leave(kind: 'finished' | 'failed' | 'limit'): void {
    if (gone) return;
    gone = true;
    log('app.ended', { kind, ms: clock.now() - (began ?? clock.now()) });
    exit();
  }

  function begin(): void {
    if (began !== null) return;
    began = clock.now();
    clock.after(QUIT_LIMIT_MS, () => leave('limit'));
  }

  return {
    isQuitting: () => began !== null,
    begin,
    end() {
      if (ending) return;
      ending = true;
      begin();
      finish().then(
        () => leave('finished'),
        () => leave('failed'),
      );
    },
  };
}
