import type { Emit } from '../emit.ts';
import type { HttpClient } from '../http/message.ts';
import type { Ports } from '../ports.ts';
import { checkFeed } from './check.ts';
import { holdsOf, type UnderWay } from './holds.ts';
import { createUpdateDesk, type UpdateDesk } from './index.ts';

export interface UpdateHostDeps {
  readonly ports: Pick<Ports, 'updates' | 'shell' | 'settings' | 'appState' | 'clock' | 'random' | 'log'>;
  readonly http: Pick<HttpClient, 'request'>;
  readonly emit: Emit;
  readonly underWay: () => UnderWay;
}

/** The desk for new versions, with what the program gives it. */
export function createUpdateHost({ ports, http, emit, underWay }: UpdateHostDeps): UpdateDesk {
  const { settings, appState, shell } = ports;
  const { feed, obstacle, platform, arch, installer } = ports.updates;
  const { version } = shell.info();
  return createUpdateDesk({
    clock: ports.clock,
    random: ports.random,
    log: ports.log,
    obstacle,
    check: (signal) => checkFeed({ http, ...feed, platform, arch, current: version }, signal),
    installer,
    holds: () => holdsOf(underWay()),
    weekly() {
      const { network, updates } = settings.get();
      // Without a key every check would fail, and nobody has asked for one.
      return updates.check === 'weekly' && !network.metered && feed.keys.length > 0;
    },
    kept: { checkedAt: appState.updateCheckedAt, setCheckedAt: (at) => void appState.setUpdateCheckedAt(at) },
    changed: (updates) => emit('updates', updates),
  });
}
