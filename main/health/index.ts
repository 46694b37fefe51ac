import type { HealthReport, ServiceHealth } from '../../preload/contract.ts';
import type { Clock, Random } from '../clock.ts';
import type { Emit } from '../emit.ts';
import { isLoopback } from '../http/loopback.ts';
import { type Explanation, explain, isForeignAnswer, isSignInPage, type Judged } from './causes.ts';
import { remedyOf } from './chain.ts';
import type { History } from './history.ts';
import type { SampleKeeper } from './keeper.ts';
import { createHealthPublisher } from './publish.ts';
import type { Service, Target } from './target.ts';
import { createEdges, type Trouble, type TroubleReporter, type Troubles, troubleOf } from './troubles.ts';
import type { Walked } from './walk.ts';
import { createWatcher, type Known, type Watcher } from './watcher.ts';

/** Usually, and while somebody looks. */
const EVERY_MS = 60_000;
const WATCHED_MS = 10_000;
/** The same on a metered connection. */
const METERED_MS = 15 * 60_000;
const METERED_WATCHED_MS = 60_000;
/** The first checks of several services are this far apart at most, and begin within this time. */
const STAGGER_MS = 400;
const SOON_MS = 1_000;
/** So many rounds after a start or a waking nobody is told of what they find. */
const QUIET_ROUNDS = 2;

/** Watches every service that is set up, and names the first broken link of each. */
export interface Health {
  report(): HealthReport;
  /** Checks one service now, or all of them. */
  check(id: string | null): void;
  /** The health page is open in this window, or no more: rounds are closer while somebody looks. */
  watch(windowId: number, on: boolean): void;
  power(state: 'asleep' | 'awake'): void;
  /** Whether the connection is metered has changed. */
  repace(): void;
  /** Services have come, gone or changed. */
  refresh(): void;
  /** What is broken of what is in use. */
  troubles(): Troubles;
  close(): Promise<void>;
}

export interface HealthDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly emit: Emit;
  /** What there is to check at the moment, in the order of the list. */
  readonly targets: () => readonly Target[];
  readonly walk: (address: string, signal: AbortSignal) => Promise<Walked>;
  readonly keeper: SampleKeeper;
  /** How far this computer's clock is ahead of the servers', in milliseconds; 0 when that is nothing to speak of. */
  readonly clockAheadMs: () => number;
  /** The last redirect from there was like that of a network's sign-in page. */
  readonly ledAway: (origin: string) => boolean;
  /** What goes over the connection costs: rounds are further apart. */
  readonly metered: () => boolean;
  /** The person would notice if it were gone. */
  readonly inUse: (service: Service) => boolean;
  readonly told: TroubleReporter;
  readonly onFault: (cause: unknown) => void;
}

/** Between two checks of a service, in milliseconds. */
export function roundEvery(watched: boolean, metered: boolean): number {
  if (metered) return watched ? METERED_WATCHED_MS : METERED_MS;
  return watched ? WATCHED_MS : EVERY_MS;
}

export function createHealth(deps: HealthDeps): Health {
  const { clock, random, keeper, onFault } = deps;
  let watchers: readonly Watcher[] = [];
  const looking = new Set<number>();
  let asleep = false;
  let closed = false;
  let network: HealthReport['network'] = { broken: false, since: clock.now(), error: null };
  let suspects = '';
  const edges = createEdges(deps.told);
  const publisher = createHealthPublisher({ clock, emit: deps.emit, report, watched: () => looking.size > 0 });
  const everyMs = () => roundEvery(looking.size > 0, deps.metered());
  let pace = everyMs();
  const soon = (index: number) => STAGGER_MS * index + random() * SOON_MS;

  function refresh(): void {
    if (closed) return;
    const before = new Map(watchers.map((watcher) => [watcher.target.key, watcher]));
    const fresh: Watcher[] = [];
    watchers = deps.targets().map((target) => {
      const known = before.get(target.key);
      before.delete(target.key);
      if (known) return known;
      const made = createWatcher(
        { clock, random, everyMs, walk: deps.walk, changed, sampled: keeper.add, onFault },
        target,
        historyOf,
      );
      fresh.push(made);
      return made;
    });
    for (const gone of before.values()) void gone.close();
    if (!asleep) for (const [index, watcher] of fresh.entries()) watcher.wake(soon(index));
    changed();
  }

  /** A service that changed keeps its past. */
  function historyOf(id: string): History {
    return keeper.history(id);
  }

  function changed(): void {
    if (closed) return;
    const found = explanation();
    const broken = found.network !== null;
    if (broken !== network.broken) network = { broken, since: clock.now(), error: found.network };
    compareNotes();
    const services = described(found);
    edges.take(troublesAmong(services), isHealthy, isQuiet);
    publisher.changed();
  }

  /** What may be the fault of this computer's network concerns all: whoever has not looked lately looks now. */
  function compareNotes(): void {
    const met = everything().filter(({ watcher, known }) => isShared(known, watcher.proxied()));
    const ids = met.map(({ known }) => known.service.id).join(' ');
    if (ids === suspects) return;
    suspects = ids;
    for (const watcher of watchers) watcher.lookToo();
  }

  const everything = () => watchers.flatMap((watcher) => watcher.services.map((known) => ({ watcher, known })));
  const isHealthy = (id: string) => {
    const found = everything().find(({ known }) => known.service.id === id);
    return !found || found.known.standing.state === 'good' || found.known.standing.state === 'slow';
  };
  const isQuiet = (id: string) =>
    (everything()
      .find(({ known }) => known.service.id === id)
      ?.watcher.rounds() ?? 0) <= QUIET_ROUNDS;

  /** Whoever waits by a slower pace than that of now comes sooner; those of a faster one take the new one after it. */
  function repace(): void {
    if (everyMs() < pace && !asleep) for (const watcher of watchers) watcher.hurry();
    pace = everyMs();
    publisher.changed();
  }

  function explanation(): Explanation {
    return explain(everything().map(({ watcher, known }) => judged(known, watcher.proxied(), deps.ledAway)));
  }

  function described(found: Explanation): ServiceHealth[] {
    const now = clock.now();
    return everything().map(({ watcher, known }) => describe(known, watcher, found, now));
  }

  function report(): HealthReport {
    return { services: described(explanation()), network, clockAheadMs: deps.clockAheadMs(), everyMs: everyMs() };
  }

  function troublesAmong(services: readonly ServiceHealth[]): Trouble[] {
    const known = new Map(everything().map((one) => [one.known.service.id, one.known]));
    return services.flatMap((service) => {
      const one = known.get(service.id);
      // What was seen before the network came or went may have been its fault.
      const seenSince = (one?.checkedAt ?? 0) > network.since;
      return one && seenSince && deps.inUse(one.service) ? (troubleOf(service, one.broken?.error) ?? []) : [];
    });
  }

  keeper.load().then(() => {
    if (!closed) publisher.changed();
  }, onFault);
  refresh();

  return {
    report,
    check(id) {
      if (asleep) return;
      for (const watcher of watchers) {
        if (id === null || watcher.services.some(({ service }) => service.id === id)) watcher.check();
      }
    },
    watch(windowId, on) {
      if (on) looking.add(windowId);
      else looking.delete(windowId);
      repace();
    },
    repace,
    power(state) {
      asleep = state === 'asleep';
      for (const [index, watcher] of watchers.entries()) {
        if (asleep) watcher.sleep();
        else watcher.wake(soon(index));
      }
      if (asleep) keeper.flush();
      changed();
    },
    refresh,
    troubles: () => ({
      offlineSince: network.broken && network.error?.kind === 'offline' ? network.since : null,
      services: troublesAmong(described(explanation())),
    }),
    async close() {
      closed = true;
      publisher.close();
      await Promise.all(watchers.map((watcher) => watcher.close()));
      await keeper.close();
    },
  };
}

/** A break at a link that other services may share. */
function isShared({ service, broken }: Known, proxied: boolean): boolean {
  if (isForeignAnswer(service.address, broken)) return true;
  return broken?.link === 'network' || broken?.link === 'dns' || (proxied && broken?.link === 'tcp');
}

function judged(
  { service, standing, history, broken, checkedAt }: Known,
  proxied: boolean,
  ledAway: HealthDeps['ledAway'],
): Judged {
  const { hostname, origin } = new URL(service.address);
  return {
    id: service.id,
    host: hostname,
    origin,
    local: isLoopback(hostname),
    named: !/^(?:\[.*|[\d.]+)$/.test(hostname),
    proxied,
    checked: checkedAt !== null,
    worked: (standing.lastGoodAt ?? history.lastGoodAt()) !== null,
    intercepted: isForeignAnswer(service.address, broken),
    signInPage: isSignInPage(broken, ledAway(origin)),
    broken,
    partOf: service.partOf,
  };
}

function describe(known: Known, watcher: Watcher, { by }: Explanation, now: number): ServiceHealth {
  const { service, standing, broken, history } = known;
  const explainedBy = by.get(service.id) ?? null;
  return {
    id: service.id,
    kind: service.kind,
    name: service.name,
    address: service.address,
    demo: service.owner === 'demo',
    state: standing.state,
    since: standing.since,
    checkedAt: known.checkedAt,
    nextAt: watcher.nextAt(),
    checking: watcher.checking(),
    links: known.links,
    broken: broken?.link ?? null,
    remedy: broken && explainedBy === null ? remedyOf(broken.link, broken.error, service.owner) : null,
    explainedBy,
    latencyMs: known.latencyMs,
    version: known.version,
    lastGoodAt: standing.lastGoodAt ?? history.lastGoodAt(),
    lastError: standing.lastError ?? history.lastError(),
    latency: history.latency(now),
    day: history.day(now),
  };
}
