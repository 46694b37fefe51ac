/** Calls `fn` once after `ms`; the returned function cancels it. */
export type After = (ms: number, fn: () => void) => () => void;

export interface DraftSaver {
  /** The text has changed: it is saved when the typing pauses, and at the latest after `longest`. */
  change(text: string): void;
  /** Saves now what has not been saved. */
  flush(): void;
}

const PAUSE = 400;
const LONGEST = 3_000;

/** Saves a draft seldom enough for the disk and often enough for a crash. An unchanged text is not saved again. */
export function createDraftSaver(saved: string, save: (text: string) => void, after: After): DraftSaver {
  let last = saved;
  let text = saved;
  let cancelPause: (() => void) | null = null;
  let cancelLongest: (() => void) | null = null;
  const flush = () => {
    cancelPause?.();
    cancelLongest?.();
    cancelPause = null;
    cancelLongest = null;
    if (text === last) return;
    last = text;
    save(text);
  };
  return {
    change(now) {
      text = now;
      cancelPause?.();
      cancelPause = after(PAUSE, flush);
      cancelLongest ??= after(LONGEST, flush);
    },
    flush,
  };
}

/** What stays in the composer when `sent` has been handed over while the person may have typed on. */
export function afterSending(now: string, sent: string): string {
  return now.startsWith(sent) ? now.slice(sent.length).trimStart() : now;
}
