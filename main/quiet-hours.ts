import type { QuietHours } from '../preload/contract.ts';

/** Whether the hours of a day in which nothing calls the person hold now, by the clock on the wall; they may go over midnight. */
export function isQuiet(now: number, hours: QuietHours | null): boolean {
  if (hours === null) return false;
  const { from, to } = hours;
  const time = new Date(now);
  const minute = time.getHours() * 60 + time.getMinutes();
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}
