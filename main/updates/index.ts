import type { Updates } from '../../preload/contract.ts';

/** What windows ask about new versions; topic `updates` tells each change. */
export interface UpdateDesk {
  current(): Updates;
  check(): void;
  download(): void;
  /** Ends a download, or takes back the wish to start again. */
  cancel(): void;
  /** Starts the new version once nothing is under way any more; `now`: at once. */
  restart(now: boolean): void;
  close(): Promise<void>;
}

/** Looks for nothing yet. */
export function createUpdateDesk(): UpdateDesk {
  return {
    current: () => ({
      state: { kind: 'idle', checkedAt: null },
      obstacle: 'unpackaged',
      page: 'https://github.com/scawful/halext-org/releases',
    }),
    check: () => {},
    download: () => {},
    cancel: () => {},
    restart: () => {},
    close: async () => {},
  };
}
