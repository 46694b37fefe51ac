import type { OutageOptions } from './outage.ts';

/** The ways a server can be away that companions tell apart. */
export const WAYS_DOWN: readonly { readonly title: string; readonly how: OutageOptions['how'] }[] = [
  { title: 'Connections are refused', how: () => ({ kind: 'refused' }) },
  { title: '503 without a word about when', how: () => ({ kind: 'unavailable', retryAfter: null }) },
  { title: '503 with Retry-After: 120', how: () => ({ kind: 'unavailable', retryAfter: '120' }) },
  {
    title: '503 with the time of the return in Retry-After',
    how: (backAt) => ({ kind: 'unavailable', retryAfter: new Date(backAt).toUTCString() }),
  },
];
