import type { ReadSecret } from './header-form.ts';

/** What becomes of the key that is kept. */
export type KeyChange = 'keep' | 'replace' | 'forget';

export const KEY_FIELD = 'key';

/** The key as a draft has it; `undefined` leaves the one that is kept. */
export function keyOf(change: KeyChange, secretIn: ReadSecret): string | null | undefined {
  if (change === 'forget') return null;
  const typed = secretIn(KEY_FIELD);
  return typed.trim() === '' ? undefined : typed;
}
