import type { TFunction } from 'i18next';
import { count, localeOf, roughly, shortDate, timeOfDay } from '../chat/time.ts';

/** A moment to the minute; with its date when it was not today. */
export function sinceWords(at: number, now: number, t: TFunction, language: string): string {
  const time = timeOfDay(at, language);
  if (at >= new Date(now).setHours(0, 0, 0, 0)) return time;
  return t('health.dateAndTime', { date: shortDate(at, now, language), time });
}

/** Milliseconds with their unit, e.g. `1,820 ms`; under ten with a tenth, because a name is found in less than one. */
export function milliseconds(ms: number, t: TFunction, language: string): string {
  const rounded = ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms);
  return t('health.ms', { n: count(rounded, language) });
}

/** A share in per cent with a tenth. It is cut and not rounded: 100 % means that nothing failed. */
export function percent(share: number, language: string): string {
  const options = { style: 'percent', maximumFractionDigits: 1 } as const;
  // A thousandth of a thousandth makes up for what a fraction loses on its way through binary numbers.
  const cut = Math.floor(share * 1000 + 1e-6) / 1000;
  return new Intl.NumberFormat(localeOf(language, navigator.language), options).format(cut);
}

/** How long until the next check. */
export function untilWords(at: number, now: number, t: TFunction): string {
  const left = at - now;
  return left < 1000 ? t('health.anyMoment') : t('health.inTime', { left: roughly(left, t) });
}

/** Names in one breath: `A, B and C`. */
export function listed(names: readonly string[], language: string): string {
  return new Intl.ListFormat(localeOf(language, navigator.language), { type: 'conjunction' }).format(names);
}
