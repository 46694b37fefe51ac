/** Between two texts: a screen reader that is handed a second one sooner drops the first. Milliseconds. */
export const APART = 1_000;

export interface Announcements {
  /** Has a text read out, after those before it. */
  say(text: string): void;
  /** What still waits is forgotten. */
  close(): void;
}

/**
 * Texts for one live region: the first at once, those that come sooner than one can hear it together as the next, none
 * of them lost. `show` is told what stands in the region; `wait` answers how to stop waiting.
 */
export function createAnnouncements(
  show: (text: string) => void,
  wait: (ms: number, then: () => void) => () => void,
): Announcements {
  let waiting: string[] = [];
  let stop: (() => void) | null = null;

  function goOn(): void {
    stop = null;
    const [first] = waiting;
    if (first === undefined) return;
    show([...new Set(waiting)].join(' '));
    waiting = [];
    stop = wait(APART, goOn);
  }

  return {
    say(text) {
      waiting.push(text);
      if (stop === null) goOn();
    },
    close() {
      stop?.();
      waiting = [];
    },
  };
}
