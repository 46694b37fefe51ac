import type { TFunction } from 'i18next';

/** Answers the key itself, and what is put into its sentence behind it. */
export const t = ((key: string, values?: object) =>
  values ? `${key} ${JSON.stringify(values)}` : key) as unknown as TFunction;
