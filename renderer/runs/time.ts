import type { TFunction } from 'i18next';
import type { RunSummary } from '../../preload/contract.ts';
import { useNow } from '../app/now.ts';
import { duration, localeOf } from '../chat/time.ts';

/** How long something has lasted, as a clock: `0:43`, `12:08`, `1:12:20`. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return hours > 0 ? `${hours}:${pad(minutes % 60)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`;
}

/** What is left until a moment, as a clock that reaches 0:00 at the moment itself and not a second before. */
export function clockLeft(ms: number): string {
  return clock(Math.ceil(Math.max(0, ms) / 1000) * 1000);
}

function pad(n: number): string {
  return String(n).padStart(2, '0');
}

/** How long a step took: tenths under ten seconds, else in words. */
export function span(ms: number, t: TFunction, language: string): string {
  if (ms >= 10_000) return duration(ms, t);
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  const n = new Intl.NumberFormat(localeOf(language, navigator.language), digits).format(Math.max(0, ms) / 1000);
  return t('runs.seconds', { n });
}

/** Whether time passes for this run: it is under way, and its source is heard. */
export function ticks(run: RunSummary): boolean {
  switch (run.state.kind) {
    case 'submitting':
    case 'running':
      return run.contact.kind === 'ok';
    case 'waiting':
      return true;
    default:
      return false;
  }
}

/**
 * How long a run has lasted, as far as anybody knows: until now while its source is heard, until its last news when not,
 * until its end when it has one. Milliseconds.
 */
export function elapsed(run: RunSummary, now: number): number {
  const until = run.endedAt ?? (ticks(run) ? now : run.lastNewsAt);
  return Math.max(0, until - run.startedAt);
}

const HOUR = 3_600_000;

/** `elapsed`, stepping once a second as long as the run ticks. */
export function useElapsedOf(run: RunSummary): number {
  const now = useNow(ticks(run) ? 1000 : HOUR);
  return elapsed(run, now);
}

/** Milliseconds until a moment, stepping once a second until it has come; `null` when there is none. */
export function useLeft(until: number | null): number | null {
  const over = until === null || until <= Date.now();
  const now = useNow(over ? HOUR : 1000);
  if (until === null) return null;
  // `now` stands still once it is over, and would then be of before.
  return over ? 0 : Math.max(0, until - now);
}

/** A moment to the second, with its day when that is not today. */
export function exactTime(at: number, now: number, language: string): string {
  const today = new Date(now).setHours(0, 0, 0, 0);
  const locale = localeOf(language, navigator.language);
  const day: Intl.DateTimeFormatOptions = at >= today ? {} : { day: 'numeric', month: 'short' };
  const options = { hour: '2-digit', minute: '2-digit', second: '2-digit', ...day } as const;
  return new Intl.DateTimeFormat(locale, options).format(at);
}

/** A moment to the millisecond, for a log. */
export function preciseTime(at: number, language: string): string {
  const options = { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 } as const;
  return new Intl.DateTimeFormat(localeOf(language, navigator.language), options).format(at);
}
