import { app } from 'electron';
import type { CrashReports } from '../diagnostics/crash-reports.ts';
import { errorTrace, type Log } from '../log.ts';
import type { Notices } from '../notices.ts';
import type { Graphics } from './graphics.ts';

export interface SurvivalDeps {
  readonly log: Log;
  readonly reports: CrashReports;
  readonly notices: Notices;
  readonly graphics: Graphics;
  readonly now: () => number;
  readonly isQuitting: () => boolean;
}

/**
 * What nobody caught is written down, said, and survived: the tray, the outbox and the other window still work. In a
 * loop only the first, tenth, hundredth… time is written.
 */
export function survive({ log, reports, notices, graphics, now, isQuitting }: SurvivalDeps): void {
  let count = 0;

  function uncaught(kind: 'exception' | 'rejection', cause: unknown): void {
    const trace = errorTrace(cause);
    count += 1;
    if (!reports.record(kind, trace)) return;
    log('app.uncaught', { kind, count, ...trace });
    notices.set({ id: 'crash', kind: 'crashReport', count });
  }

  function graphicsGone(exitReason: string): void {
    reports.record('graphics', { exitReason });
    if (!graphics.crashed(now())) return;
    log('graphics.off');
    notices.set({ id: 'graphics', kind: 'graphics', acceleration: 'offNext' });
  }

  process.on('uncaughtException', (error) => uncaught('exception', error));
  process.on('unhandledRejection', (reason) => uncaught('rejection', reason));
  app.on('child-process-gone', (_event, { type, reason }) => {
    if (reason === 'clean-exit' || isQuitting()) return;
    log('child.gone', { kind: type.replaceAll(' ', '-'), exitReason: reason });
    if (type === 'GPU') graphicsGone(reason);
  });
  if (graphics.state() === 'off') notices.set({ id: 'graphics', kind: 'graphics', acceleration: 'off' });
}
