import type { Clock, Random } from '../../main/clock.ts';
import { createLane } from '../../main/conversations/lane.ts';
import type { Store } from '../../main/conversations/procedures.ts';
import type { Publisher } from '../../main/conversations/publish.ts';
import { type Attention, defaultSyncTiming, type SyncTiming } from '../../main/conversations/schedule.ts';
import { createSync } from '../../main/conversations/sync.ts';
import { ok } from '../../main/errors.ts';
import { createHalextClient } from '../../main/halext/client.ts';
import { probeHalext } from '../../main/health/probes/halext.ts';
import { createWatcher } from '../../main/health/watcher.ts';
import { Secret } from '../../main/secret.ts';
import type { Server } from './server.ts';

const BASE = 'https://halext.example.org/api';
const HEALTH_MS = 60_000;
const token = new Secret('token');

export interface CompanionOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly server: Server;
  readonly attention: Attention;
  /** Messages written during an outage leave as soon as the server answers. */
  readonly queued: () => number;
  readonly timing?: SyncTiming;
}

/**
 * What one signed-in companion asks of its server by itself: the program's own engine of synchronisation and its own
 * watcher of health, over a database that holds nothing.
 */
export function startCompanion({ clock, random, server, attention, queued, timing }: CompanionOptions): void {
  const { http } = server;
  const onFault = (cause: unknown): never => {
    throw cause;
  };
  const sync = createSync({
    accountId: 1,
    api: createHalextClient({ http, base: BASE, authorised: (call) => call(token) }),
    store: emptyStore,
    lane: createLane(),
    pull: async () => ok(null),
    publish: nobody,
    clock,
    random,
    timing: timing ?? defaultSyncTiming,
    metered: () => false,
    onState: () => {},
    onLink(link) {
      if (link !== 'up') return;
      for (let left = queued(); left > 0; left -= 1) server.knock();
    },
    onListed: () => {},
    onFault,
  });
  sync.start(attention);

  const access = { base: BASE, token, renews: true, ended: null, lastModel: null };
  const shared = { owner: 'account', address: BASE } as const;
  const watcher = createWatcher(
    {
      clock,
      random,
      everyMs: () => HEALTH_MS,
      walk: async () => {
        server.knock();
        return { observations: {}, proxied: false };
      },
      changed: () => {},
      sampled: () => {},
      onFault,
    },
    {
      key: 'halext',
      address: BASE,
      services: [
        { ...shared, id: 'api', kind: 'halext', name: 'Halext API', partOf: null },
        { ...shared, id: 'ai', kind: 'halextAi', name: 'Halext AI', partOf: 'api' },
      ],
      async check(how) {
        const seen = await probeHalext({ http, clock }, access, how);
        return new Map([
          ['api', seen.api],
          ['ai', seen.ai],
        ]);
      },
    },
    () => undefined,
  );
  watcher.wake(random() * 1_000);
}

/** A local copy in which everything has been synchronised before and nothing ever moves. */
const emptyStore = {
  async call(name: string) {
    switch (name) {
      case 'accounts.lastSynced':
        return 1;
      case 'conversations.applyList':
        return { changed: [], gone: [] };
      default:
        return [];
    }
  },
} as Store;

const nobody: Publisher = {
  conversations: () => {},
  messages: () => {},
  appended: () => {},
  inTurn: (work) => work(),
  accountIds: () => [],
  open: () => 0,
  conversationRevision: () => 0,
  sync: () => {},
  settled: async () => {},
};
