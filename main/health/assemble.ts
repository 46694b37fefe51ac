import type { Session } from '../accounts/session.ts';
import type { Store } from '../database/store.ts';
import type { Emit } from '../emit.ts';
import { errorTrace } from '../log.ts';
import type { Network } from '../network/index.ts';
import type { Ports } from '../ports.ts';
import type { Sources } from '../sources/index.ts';
import { createAccountTargets, openAccount } from './account-targets.ts';
import { createHealth, type Health } from './index.ts';
import { createSampleKeeper } from './keeper.ts';
import { createSourceTargets } from './source-targets.ts';
import type { Service } from './target.ts';
import { ANSWERS_IN_USE_MS, type Usage } from './usage.ts';
import { hasNetwork, walk } from './walk.ts';

export interface HealthHostDeps {
  readonly ports: Ports;
  readonly network: Network;
  readonly store: Store;
  readonly session: Session;
  readonly sources: Sources;
  readonly usage: Usage;
  readonly emit: Emit;
}

/** Runs of which it is remembered that their source is in use. */
const RUNS = 100;

/** The health of the services with everything it needs of the rest of the program. */
export function createHealthHost({ ports, network, store, session, sources, usage, emit }: HealthHostDeps): Health {
  const { clock, random, log, shell } = ports;
  const onFault = (cause: unknown) => log('health.failed', errorTrace(cause));
  const probe = { http: network.http, clock };
  const changed = () => health.refresh();
  const account = createAccountTargets({ probe, session, usage, changed });
  const own = createSourceTargets({ probe, sources, usage, changed });
  const way = {
    now: () => performance.now(),
    routeTo: network.http.routeTo,
    hasNetwork,
    pins: network.pins,
    tunnelBy: network.tunnelBy,
  };

  const health = createHealth({
    clock,
    random,
    emit,
    targets: () => [...account.current(), ...own.current()],
    walk: (address, signal) => walk(way, address, signal),
    clockAheadMs: network.times.aheadMs,
    ledAway: network.signInPages.ledAway,
    metered: () => ports.settings.get().network.metered,
    keeper: createSampleKeeper({ store, clock, onFault }),
    inUse: (service) => inUse(service, usage, clock.now()),
    told: { down: shell.serviceDown, up: shell.serviceUp },
    onFault,
  });

  const unfollow = followSession(session, usage, health);
  recallUse(store, usage, clock.now()).catch(onFault);
  return {
    ...health,
    async close() {
      unfollow();
      own.close();
      await health.close();
    },
  };
}

/** What a person would miss: the account itself, an AI that has answered, sources that were given tasks or have answered. */
function inUse({ id, kind }: Service, usage: Usage, now: number): boolean {
  switch (kind) {
    case 'halext':
      return true;
    case 'halextAi':
      return usage.aiInUse(now);
    case 'openWebui':
      return false;
    case 'openai-compatible':
    case 'open-webui':
    case 'openai-connector':
    case 'mistral-connector':
      return usage.answersInUse(id, now);
    case 'gateway':
    case 'agui':
      return usage.sourceInUse(id, now);
  }
}

/** Another account has other services; a session that ended or began is seen at once. */
function followSession(session: Session, usage: Usage, health: Health): () => void {
  let before = session.state();
  return session.subscribe(({ session: state }) => {
    const [was, is] = [openAccount(before), openAccount(state)];
    const sameAccount = was?.id === is?.id && was?.server === is?.server;
    const sameKind = before.kind === state.kind;
    before = state;
    if (!sameAccount) {
      usage.reset();
      health.refresh();
    } else if (!sameKind && is) health.check(`halext-${is.id}`);
  });
}

/** What was used before this start of the program. */
async function recallUse(store: Store, usage: Usage, now: number): Promise<void> {
  const answered = await store.read('health.answered', { after: now - ANSWERS_IN_USE_MS });
  if (answered.ok) usage.recall(answered.value);
  const page = await store.read('runs.list', { query: '', filter: 'all', before: null, limit: RUNS });
  if (page.ok) usage.runs([...page.value.active, ...page.value.finished]);
}
