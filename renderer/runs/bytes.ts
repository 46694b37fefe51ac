import type { TFunction } from 'i18next';

/** A size in the unit that reads best. */
export function bytes(n: number, t: TFunction): string {
  if (n < 1_000) return t('runs.bytes', { n });
  if (n < 1_000_000) return t('runs.kilobytes', { n: Math.round(n / 1_000) });
  return t('runs.megabytes', { n: Math.round(n / 1_000_000) });
}
