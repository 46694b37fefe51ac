import { app, type BrowserWindow, dialog } from 'electron';
import type { Clock } from '../clock.ts';
import type { CrashReports } from '../diagnostics/crash-reports.ts';
import type { Translate } from '../i18n.ts';
import type { Log } from '../log.ts';
import { keepOnDisplays } from './displays.ts';
import { createRecoveryDialog } from './recovery-dialog.ts';
import { recoverWindow } from './window-recovery.ts';

export interface WindowCareDeps {
  readonly log: Log;
  readonly clock: Clock;
  readonly reports: CrashReports;
  readonly translate: () => Translate;
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
