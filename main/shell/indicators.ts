import type { Clock } from '../clock.ts';
import type { Translate } from '../i18n.ts';
import { decisionCount } from '../tray/health.ts';
import { trayModel } from '../tray/model.ts';
import type { Badge } from './badge.ts';
import type { TrayView } from './tray.ts';

export interface IndicatorDeps {
  readonly tray: TrayView;
  readonly badge: Badge;
  readonly clock: Clock;
  /** What is shown; `null` while there is nothing to show yet, or nothing any more. */
  readonly state: () => Parameters<typeof trayModel>[0] | null;
  readonly translate: () => Translate;
  /** A time of day as it is written where the person lives. */
  readonly timeOfDay: (at: number) => string;
  /** Called after each drawing: whether the desktop has a place for tray icons. */
  readonly drawn: (hasTray: boolean) => void;
}

/** Tray icon and badge, in step with what is known. */
export interface Indicators {
  draw(): void;
  /** Draws once for the many changes of a synchronisation. */
  drawSoon(): void;
}

const SOON_MS = 100;
/** The menu tells the time of runs in minutes. */
const MINUTE_MS = 60_000;

export function createIndicators(deps: IndicatorDeps): Indicators {
  const { tray, badge, clock, state, translate, timeOfDay, drawn } = deps;
  let planned = false;
  let cancelMinute = () => {};

  function draw(): void {
    const now = state();
    if (!now) return;
    const t = translate();
    tray.render(trayModel(now, t, { now: clock.now(), ofDay: timeOfDay }));
    const count = decisionCount(now);
    badge.render(count, t('tray.badge', { count }));
    cancelMinute();
    cancelMinute = now.runs.length === 0 ? () => {} : clock.after(MINUTE_MS, draw);
    drawn(tray.present);
  }

  return {
    draw,
    drawSoon() {
      if (planned) return;
      planned = true;
      clock.after(SOON_MS, () => {
        planned = false;
        draw();
      });
    },
  };
}
