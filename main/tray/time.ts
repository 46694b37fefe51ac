import type { Translate } from '../i18n.ts';

/** The moment a menu is drawn, and how a time of day is written where the person lives, e.g. `14:52`. */
export interface TrayTime {
  readonly now: number;
  ofDay(at: number): string;
}

const MINUTE = 60_000;

/** A duration in whole minutes, e.g. `12 min`: menus are drawn again once a minute, and native ones do not count. */
export function wholeMinutes(ms: number, t: Translate): string {
  const minutes = Math.max(0, Math.floor(ms / MINUTE));
  if (minutes === 0) return t('tray.underMinute');
  if (minutes < 60) return t('tray.minutes', { n: minutes });
  return t('tray.hours', { n: Math.floor(minutes / 60), rest: String(minutes % 60).padStart(2, '0') });
}
