import { app, type BrowserWindow, dialog } from 'electron';
import type { Navigation } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import type { CrashReports } from '../diagnostics/crash-reports.ts';
import type { Translate } from '../i18n.ts';
import type { TopicHub } from '../ipc/topics.ts';
import type { Log } from '../log.ts';
import { keepOnDisplays } from './displays.ts';
import { createRecoveryDialog } from './recovery-dialog.ts';
import { recoverWindow } from './window-recovery.ts';

export interface WindowCareDeps {
  readonly log: Log;
  readonly clock: Clock;
  readonly reports: CrashReports;
  readonly translate: () => Translate;
  readonly hub: TopicHub;
  /** The way back to what a window shows. */
  readonly wayBack: (windowId: number) => Navigation;
  readonly isQuitting: () => boolean;
  /** Windows ends the session without asking programs to quit: there is no time to close windows. */
  readonly endOfSession: () => void;
}

/** What both windows need to stay usable: a page that works, and a place in sight. */
export function careForWindows(
  { main, quick }: { readonly main: BrowserWindow; readonly quick: BrowserWindow },
  deps: WindowCareDeps,
): void {
  const ask = createRecoveryDialog({ show: (options) => dialog.showMessageBox(options), translate: deps.translate });
  for (const window of [main, quick]) {
    recoverWindow(window, {
      ...deps,
      ask,
      quit: () => app.quit(),
      remember() {
        const { id } = window.webContents;
        const navigation = deps.wayBack(id);
        // The quick window has one page, and it is always the same.
        return () => window === main && deps.hub.emitTo(id, 'navigate', navigation);
      },
      onCrash: (exitReason) => void deps.reports.record('window', { exitReason }),
    });
  }
  main.on('session-end', deps.endOfSession);
  keepOnDisplays(
    new Map([
      [main, 'reachable'],
      [quick, 'whole'],
    ]),
  );
}
