import { app, type BrowserWindow } from 'electron';
import { errorTrace, type Log } from '../log.ts';

/** A page that keeps crashing is not reloaded for ever: at most this many times in the window below. */
const MAX_RELOADS = 3;
const WINDOW_MS = 5 * 60_000;

/** Reloads the page of a window whose renderer has gone, unless it goes again and again. */
export function recoverWindow(window: BrowserWindow, log: Log, now: () => number): void {
  const crashes: number[] = [];
  window.webContents.on('preload-error', (_event, _path, error) => log('window.preloadFailed', errorTrace(error)));
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    const at = now();
    crashes.push(at);
    const recent = crashes.filter((time) => at - time < WINDOW_MS).length;
    log('window.crashed', { exitReason: details.reason, count: recent });
    if (recent <= MAX_RELOADS && !window.isDestroyed()) window.webContents.reload();
  });
}

/** What nobody caught is written down and survived: the tray, the outbox and the other window still work. */
export function survive(log: Log): void {
  process.on('uncaughtException', (error) => log('app.uncaught', { kind: 'exception', ...errorTrace(error) }));
  process.on('unhandledRejection', (reason) => log('app.uncaught', { kind: 'rejection', ...errorTrace(reason) }));
  app.on('child-process-gone', (_event, details) =>
    log('child.gone', { kind: details.type.replaceAll(' ', '-'), exitReason: details.reason }),
  );
}
