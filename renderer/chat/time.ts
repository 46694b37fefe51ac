import type { TFunction } from 'i18next';

const DAY = 86_400_000;

/**
 * The locale for dates and numbers: the language of the window, with the person's own regional habits (12 or 24 hours,
 * order of the date) when the system speaks that language too.
 */
export function localeOf(language: string, systemLocale: string): string {
  if (systemLocale.split('-')[0] === language) return systemLocale;
  return language === 'fr' ? 'fr-FR' : 'en-GB';
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter is a hundred times dearer than using one. */
function formatter(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = localeOf(language, navigator.language);
  const key = `${locale}${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formatters.set(key, made);
  return made;
}

/** Time of day in the local zone, e.g. `15:42`. */
export function timeOfDay(at: number, language: string): string {
  return formatter(language, { timeStyle: 'short' }).format(at);
}

/** Date and time in full, for a tooltip. */
export function fullTime(at: number, language: string): string {
  return formatter(language, { dateStyle: 'full', timeStyle: 'medium' }).format(at);
}

/** When a list row was last touched: the time today, the weekday this week, else the date, with the year if another. */
export function listTime(at: number, now: number, language: string): string {
  const today = new Date(now).setHours(0, 0, 0, 0);
  if (at >= today) return timeOfDay(at, language);
  if (at >= today - 6 * DAY) return formatter(language, { weekday: 'short' }).format(at);
  return shortDate(at, now, language);
}

/** Day and month, with the year when it is not the current one. */
export function shortDate(at: number, now: number, language: string): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return formatter(language, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(at);
}

/** The name of a day over its messages: Today, Yesterday, or the date. */
export function dayName(at: number, now: number, t: TFunction, language: string): string {
  const today = new Date(now).setHours(0, 0, 0, 0);
  if (at >= today) return t('chat.today');
  if (at >= new Date(today).setDate(new Date(today).getDate() - 1)) return t('chat.yesterday');
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const year: Intl.DateTimeFormatOptions = sameYear ? {} : { year: 'numeric' };
  return formatter(language, { weekday: 'long', day: 'numeric', month: 'long', ...year }).format(at);
}

/** A number with the separators of the language. */
export function count(n: number, language: string): string {
  return new Intl.NumberFormat(localeOf(language, navigator.language)).format(n);
}

/** A number in few signs, e.g. `131K`. */
export function compact(n: number, language: string): string {
  return new Intl.NumberFormat(localeOf(language, navigator.language), { notation: 'compact' }).format(n);
}

/** A duration in words that hold still: `7 s`, `2 min 05 s`, `1 h 03 min`. */
export function duration(ms: number, t: TFunction): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return t('chat.seconds', { n: seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t('chat.minutes', { n: minutes, rest: pad(seconds % 60) });
  return t('chat.hours', { n: Math.floor(minutes / 60), rest: pad(minutes % 60) });
}

function pad(n: number): string {
  return String(n).padStart(2, '0');
}

/** A duration in its largest unit, for what is not counted down. */
export function roughly(ms: number, t: TFunction): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return t('chat.seconds', { n: seconds });
  if (seconds < 3600) return t('chat.wholeMinutes', { n: Math.floor(seconds / 60) });
  return t('chat.wholeHours', { n: Math.floor(seconds / 3600) });
}

/** How long ago, roughly: one unit only. */
export function ago(ms: number, t: TFunction): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return t('sync.secondsAgo', { n: seconds });
  if (seconds < 3600) return t('sync.minutesAgo', { n: Math.floor(seconds / 60) });
  if (seconds < 86_400) return t('sync.hoursAgo', { n: Math.floor(seconds / 3600) });
  return t('sync.daysAgo', { n: Math.floor(seconds / 86_400) });
}
