import type { BrowserWindow } from 'electron';
import type { Clock } from '../clock.ts';
import { errorTrace, type Log } from '../log.ts';

/** What a person says to do about a window that does not work: load its page again, give it time, or end the program. */
export type Remedy = 'reload' | 'wait' | 'quit';

export interface RecoveryOptions {
  readonly log: Log;
  readonly clock: Clock;
  /** Asks the person; `signal` takes the question back. */
  readonly ask: (trouble: 'crashed' | 'unresponsive', signal: AbortSignal) => Promise<Remedy>;
  readonly quit: () => void;
  readonly isQuitting: () => boolean;
  /** What the page shows, as a function that shows it again in a page that has just been loaded. */
  readonly remember: () => () => void;
  /** The renderer ended; for the report. */
  readonly onCrash: (exitReason: string) => void;
}

/** How long the first, second and third reload wait: what makes a page crash at once may pass. Milliseconds. */
const BACK_OFF = [0, 1_000, 4_000];
/** So many within this time are the limit; then a person decides. */
const WINDOW_MS = 5 * 60_000;
/** Chromium has waited for some seconds itself before it says so. */
const PATIENCE_MS = 10_000;

/**
 * Loads the page of a window again whose renderer has gone; when it goes again and again, a person is asked instead of
 * being left with an empty window. A page that does not react is asked about after a while, and the question is taken
 * back when it reacts again. Nobody is asked about a window out of sight: the question waits until it is shown.
 */
export function recoverWindow(window: BrowserWindow, options: RecoveryOptions): void {
  const { log, clock } = options;
  const page = window.webContents;
  let crashes: number[] = [];
  let hang: AbortController | null = null;

  function reload(): void {
    if (!window.isDestroyed() && !options.isQuitting()) page.reload();
  }

  function whenSeen(fn: () => void): void {
    if (window.isVisible()) fn();
    else window.once('show', fn);
  }

  async function askAboutCrash(): Promise<void> {
    const remedy = await options.ask('crashed', new AbortController().signal);
    if (remedy === 'quit') return options.quit();
    crashes = [];
    reload();
  }

  page.on('preload-error', (_event, _path, error) => log('window.preloadFailed', errorTrace(error)));
  page.on('render-process-gone', (_event, { reason }) => {
    stopAsking();
    if (reason === 'clean-exit' || options.isQuitting()) return;
    const at = clock.now();
    crashes = [...crashes.filter((time) => at - time < WINDOW_MS), at];
    // Only once: what it showed may be what made it crash.
    if (crashes.length === 1) page.once('dom-ready', options.remember());
    log('window.crashed', { exitReason: reason, count: crashes.length });
    options.onCrash(reason);
    const wait = BACK_OFF[crashes.length - 1];
    if (wait === undefined) whenSeen(() => void askAboutCrash());
    else clock.after(wait, reload);
  });

  function stopAsking(): void {
    hang?.abort();
    hang = null;
  }

  function askLater(question: AbortController): void {
    clock.after(PATIENCE_MS, () => whenSeen(() => void askAboutHang(question)));
  }

  async function askAboutHang(question: AbortController): Promise<void> {
    // Somebody looks at it with the developer tools, where a page stands still on purpose.
    if (question.signal.aborted || window.isDestroyed() || page.isDevToolsOpened()) return;
    log('window.hung');
    const remedy = await options.ask('unresponsive', question.signal);
    if (question.signal.aborted || window.isDestroyed()) return;
    switch (remedy) {
      case 'wait':
        return askLater(question);
      case 'reload':
        // A page that does not react cannot be reloaded; once it has gone, it is loaded as after any crash.
        return page.forcefullyCrashRenderer();
      case 'quit':
        return options.quit();
    }
  }

  window.on('unresponsive', () => {
    if (hang || options.isQuitting()) return;
    hang = new AbortController();
    askLater(hang);
  });
  window.on('responsive', stopAsking);
  window.on('closed', stopAsking);
}
