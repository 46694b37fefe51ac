import type { TFunction } from 'i18next';
import type { Cost, LocalAnswer } from '../../preload/contract.ts';
import { duration, localeOf } from '../chat/time.ts';
import { money } from '../sources/answer-words.ts';

/** An answer that took less than this from its first word to its last came in one piece: that says nothing of a pace. */
const PIECE = 50;

/** Output tokens for each second of writing; `null` while it is not known. */
export function tokensPerSecond({ tokens, firstMs, totalMs }: LocalAnswer): number | null {
  if (tokens.output === null || firstMs === null || totalMs === null || totalMs - firstMs < PIECE) return null;
  return (tokens.output / (totalMs - firstMs)) * 1000;
}

const formatters = new Map<string, Intl.NumberFormat>();

/** Making a formatter is a hundred times dearer than using one, and these are used while answers stream. */
function formatter(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const locale = localeOf(language, navigator.language);
  const key = `${locale}${JSON.stringify(options)}`;
  const made = formatters.get(key) ?? new Intl.NumberFormat(locale, options);
  formatters.set(key, made);
  return made;
}

/** A number with so many decimals, always. */
export function fixed(n: number, decimals: number, language: string): string {
  return formatter(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(n);
}

/** A time in seconds with so many decimals; whole minutes and seconds from one minute on. */
export function seconds(ms: number, decimals: number, t: TFunction, language: string): string {
  if (ms >= 60_000) return duration(ms, t);
  // Cut, not rounded: 59.96 must not read as a minute that is not over.
  const step = 10 ** decimals;
  return t('chat.seconds', { n: fixed(Math.floor((ms / 1000) * step + 1e-6) / step, decimals, language) });
}

/** The end of the scale: whole seconds or minutes, because it is a round figure. */
export function scaleWords(ms: number, t: TFunction, language: string): string {
  return ms < 120_000 ? t('chat.seconds', { n: fixed(ms / 1000, 0, language) }) : duration(ms, t);
}

/** What an answer cost; nothing only where that is known. */
export function costWords(cost: Cost, t: TFunction, language: string): string {
  return cost.amount === 0 ? t('compare.costNone') : money(cost, language);
}
