import type { Account } from '../../../preload/contract.ts';
import type { Scenario } from './fake-bridge.ts';
import { PEOPLE, workspace } from './workspace.ts';

/** The moment the pages are looked at: a Friday afternoon in Paris. */
export const NOW = Date.parse('2026-11-20T15:42:30+01:00');

export const ACCOUNT: Account = {
  id: 1,
  server: 'https://halext.example.org/api',
  userId: 7,
  username: 'camille',
  displayName: 'Camille Roux',
  demo: false,
};

/** The usual workspace, signed in and up to date, with what a test wants otherwise. */
export function scenario(more: Partial<Scenario> = {}): Scenario {
  const lang = more.lang ?? 'en';
  const { conversations, messages } = workspace(lang, NOW);
  return {
    lang,
    theme: 'light',
    platform: 'darwin',
    session: { kind: 'signedIn', account: ACCOUNT, keep: true, expiresAt: NOW + 1_800_000 },
    sync: { kind: 'idle', lastAt: NOW - 12_000 },
    notices: [],
    conversations,
    messages: [...messages],
    people: PEOPLE,
    failing: {},
    slow: [],
    openWebui: { kind: 'opened', host: 'chat.example.org' },
    ...more,
  };
}
