import type { HealthLink, LinkName } from '../../preload/contract.ts';
import type { Clock, Random } from '../clock.ts';
import { type Chain, chainOf, isWay, type Observations } from './chain.ts';
import { createHistory, type History } from './history.ts';
import { isSlow, isUndecided, observe, type Sample, type Standing, unknownSince } from './hysteresis.ts';
import type { Seen } from './probes/answer.ts';
import type { Service, Target } from './target.ts';
import type { Walked } from './walk.ts';

/** After a first failure the next check comes soon: it decides. */
const DECIDE_MS = 5_000;
/** What was seen within this time is news; what is to be seen comes within that. */
const FRESH_MS = 3_000;
const SOON_MS = 1_000;
/** How often everything is looked at, the way on a connection of its own among it. */
const WHOLE_MS = 15 * 60_000;
/** Over how many intervals the checks come back to a server that has told everyone the same time. */
const RETURN = 1.5;
/** A timer that comes so late was held up by a sleeping computer. */
const LATE_MS = 30_000;

/** What is known of one service. */
export interface Known {
  readonly service: Service;
  readonly history: History;
  standing: Standing;
  links: readonly HealthLink[];
  broken: Chain['broken'];
  /** Time of the last check that could judge it. */
  checkedAt: number | null;
  latencyMs: number | null;
  version: string | null;
}

/** Checks one target again and again. */
export interface Watcher {
  readonly target: Target;
  readonly services: readonly Known[];
  checking(): boolean;
  nextAt(): number | null;
  proxied(): boolean;
  /** Checks finished since it began, or since the computer woke up. */
  rounds(): number;
  /** Checks now, with everything; nothing when it is checking already. */
  check(): void;
  /** The time between checks has changed. */
  hurry(): void;
  /** Others have met something that may concern this one too: checks within a second, unless it has just done so. */
  lookToo(): void;
  sleep(): void;
  /** Checks after so many milliseconds, and counts the rounds from there. */
  wake(afterMs: number): void;
  close(): Promise<void>;
}

export interface WatcherDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly everyMs: () => number;
  readonly walk: (address: string, signal: AbortSignal) => Promise<Walked>;
  /** A check has begun, or ended, or been planned. */
  readonly changed: () => void;
  readonly sampled: (service: Service, sample: Sample) => void;
  readonly onFault: (cause: unknown) => void;
}

export function createWatcher(deps: WatcherDeps, target: Target, kept: (id: string) => History | undefined): Watcher {
  const { clock, random } = deps;
  const services = target.services.map((service): Known => newKnown(service, clock.now(), kept(service.id)));
  let running: { readonly stop: AbortController; readonly done: Promise<void> } | null = null;
  let cancelTimer = () => {};
  let nextAt: number | null = null;
  let rounds = 0;
  let wholeAt = Number.NEGATIVE_INFINITY;
  /** Of the last walk, without its times: which links are not needed, and where they lead. */
  let way: Walked = { observations: {}, proxied: false };

  function plan(ms: number): void {
    cancelTimer();
    const due = clock.now() + ms;
    nextAt = due;
    cancelTimer = clock.after(ms, () => {
      // Nothing told us that the computer slept.
      if (clock.now() - due > LATE_MS) rounds = 0;
      begin(false);
    });
  }

  function begin(byHand: boolean): void {
    if (running) return;
    cancelTimer();
    nextAt = null;
    const stop = new AbortController();
    const done = round(byHand, stop.signal).catch(deps.onFault);
    running = { stop, done };
    deps.changed();
    void done.then(() => {
      if (running?.stop !== stop) return;
      running = null;
      plan(pause());
      deps.changed();
    });
  }

  async function round(byHand: boolean, signal: AbortSignal): Promise<void> {
    const breaks = services.flatMap(({ broken }) => broken?.link ?? []);
    // A server that comes back meets everyone who waited for it: they look at the way again, and ask no more than usual.
    const unreached = breaks.some(isReach);
    const whole = byHand || breaks.includes('service') || clock.now() - wholeAt >= WHOLE_MS;
    const seen = await target.check({ whole, signal });
    const lost = [...seen.values()].some(({ observations }) => breaksWay(observations));
    const walked = (whole || unreached || lost) && !signal.aborted ? await deps.walk(target.address, signal) : null;
    if (signal.aborted) return;
    if (whole) wholeAt = clock.now();
    else if (unreached) wholeAt = clock.now() - random() * WHOLE_MS;
    if (walked) way = withoutTimes(walked);
    rounds += 1;
    for (const known of services) {
      const one = seen.get(known.service.id);
      if (one) take(known, one, (walked ?? way).observations);
    }
  }

  function take(known: Known, { observations, ms, version }: Seen, walked: Observations): void {
    if (Object.keys(observations).length === 0) return;
    const at = clock.now();
    const slow = ms !== null && isSlow(ms, known.history.hour(at));
    const { links, broken } = chainOf(observations, walked, slow);
    const verdict = broken ? 'broken' : slow ? 'slow' : 'good';
    const sample: Sample = { at, verdict, ms: broken ? null : ms, error: broken?.error ?? null };
    known.links = links;
    known.broken = broken;
    known.checkedAt = at;
    known.latencyMs = sample.ms ?? known.latencyMs;
    known.version = version ?? known.version;
    known.standing = observe(known.standing, sample);
    // Without a network nothing was learnt about the service.
    if (broken?.link === 'network') return;
    known.history.add(sample);
    deps.sampled(known.service, sample);
  }

  function pause(): number {
    const every = services.some(({ standing }) => isUndecided(standing))
      ? Math.min(DECIDE_MS, deps.everyMs())
      : deps.everyMs();
    const asked = Math.max(0, ...services.map(({ broken }) => broken?.error.retryAfterMs ?? 0));
    const usual = every * (0.9 + 0.2 * random());
    // A server that names the time tells everyone the same one, and the first ask again while the last are to come.
    return asked > usual ? asked + random() * RETURN * deps.everyMs() : usual;
  }

  async function halt(): Promise<void> {
    cancelTimer();
    nextAt = null;
    const stopped = running;
    running = null;
    stopped?.stop.abort();
    await stopped?.done;
  }

  return {
    target,
    services,
    checking: () => running !== null,
    nextAt: () => nextAt,
    proxied: () => way.proxied,
    rounds: () => rounds,
    check: () => begin(true),
    hurry() {
      if (nextAt === null) return;
      const soonest = clock.now() + deps.everyMs() * random();
      if (soonest < nextAt) plan(soonest - clock.now());
    },
    lookToo() {
      const now = clock.now();
      const fresh = services.some(({ checkedAt }) => checkedAt !== null && now - checkedAt < FRESH_MS);
      if (nextAt !== null && !fresh) plan(Math.min(nextAt - now, SOON_MS * random()));
    },
    sleep: () => void halt(),
    wake(afterMs) {
      void halt();
      rounds = 0;
      plan(afterMs);
    },
    close: halt,
  };
}

function newKnown(service: Service, now: number, history = createHistory()): Known {
  return {
    service,
    history,
    standing: unknownSince(now),
    links: [],
    broken: null,
    checkedAt: null,
    latencyMs: null,
    version: null,
  };
}

function breaksWay(observations: Observations): boolean {
  return chainOf(observations, {}).links.some(({ name, verdict }) => verdict === 'broken' && isWay(name));
}

/** Where it breaks is before the server has said a word of its own. */
function isReach(link: LinkName): boolean {
  return isWay(link) || link === 'http';
}

function withoutTimes({ observations, proxied }: Walked): Walked {
  const kept = Object.entries(observations)
    .filter(([, seen]) => seen.verdict !== 'broken')
    .map(([link, { verdict, fact }]) => [link, { verdict, ...(fact === undefined ? {} : { fact }) }]);
  return { observations: Object.fromEntries(kept) as Observations, proxied };
}
