import type { Store } from '../../../main/database/store.ts';
import { ok } from '../../../main/errors.ts';
import { good, type Observations } from '../../../main/health/chain.ts';
import { createHealth, type HealthDeps } from '../../../main/health/index.ts';
import { createSampleKeeper } from '../../../main/health/keeper.ts';
import type { StoredSample } from '../../../main/health/sql/samples.ts';
import type { Service, Target } from '../../../main/health/target.ts';
import type { Walked } from '../../../main/health/walk.ts';
import type { HealthReport } from '../../../preload/contract.ts';
import { manualClock } from '../accounts/manual-clock.ts';

export const GOOD: Observations = { http: good(), service: good(), access: good(), usable: good() };

export interface FakeService extends Partial<Service> {
  id: string;
}

/** A service that answers what the test says, and counts how often it is asked. */
export interface FakeTarget {
  observations: Observations;
  ms: number | null;
  readonly asked: { readonly at: number; readonly whole: boolean }[];
  /** Checks do not end before `release` is called. */
  held: boolean;
  release: (() => void) | null;
  now: () => number;
  target: Target;
}

export function fakeTarget(service: FakeService): FakeTarget {
  const { id, address = `https://${id}.example.org` } = service;
  const fake: FakeTarget = {
    observations: GOOD,
    ms: 40,
    asked: [],
    release: null,
    held: false,
    now: () => 0,
    target: {
      key: `${id} ${address}`,
      address,
      services: [{ kind: 'gateway', name: id, address, owner: 'source', partOf: null, ...service }],
      async check({ whole }) {
        fake.asked.push({ at: fake.now(), whole });
        if (fake.held) {
          await new Promise<void>((resolve) => {
            fake.release = resolve;
          });
        }
        return new Map([[id, { observations: fake.observations, ms: fake.ms, version: null }]]);
      },
    },
  };
  return fake;
}

/** The watch over some services, with a clock that moves by hand and a disk that is an array. */
export function desk(fakes: readonly FakeTarget[], more: Partial<HealthDeps> = {}, disk: StoredSample[] = []) {
  const time = manualClock();
  const { clock } = time;
  const emitted: HealthReport[] = [];
  const told: string[] = [];
  const faults: unknown[] = [];
  const walks: string[] = [];
  const writes: number[] = [];
  for (const fake of fakes) fake.now = clock.now;
  const shown = [...fakes];
  const store = {
    async read(_name: string, { after }: { after: number }) {
      return ok(disk.filter(({ at }) => at > after));
    },
    async run(_name: string, { samples }: { samples: StoredSample[] }) {
      writes.push(samples.length);
      disk.push(...samples);
      return ok(undefined);
    },
  } as unknown as Pick<Store, 'run' | 'read'>;
  const onFault = (cause: unknown) => faults.push(cause);
  const health = createHealth({
    clock,
    random: () => 0.5,
    emit: (topic, event) => {
      if (topic === 'health') emitted.push(event as HealthReport);
    },
    targets: () => shown.map(({ target }) => target),
    walk: async (address): Promise<Walked> => {
      walks.push(address);
      return { observations: { network: good(), dns: good({ ms: 2 }), tcp: good({ ms: 5 }) }, proxied: false };
    },
    clockAheadMs: () => 0,
    ledAway: () => false,
    metered: () => false,
    keeper: createSampleKeeper({ store, clock, onFault }),
    inUse: () => true,
    told: { down: ({ id }) => told.push(`down ${id}`), up: ({ id }) => told.push(`up ${id}`) },
    onFault,
    ...more,
  });
  return {
    ...time,
    health,
    emitted,
    told,
    faults,
    walks,
    writes,
    disk,
    shown,
    of(id: string) {
      const found = health.report().services.find((service) => service.id === id);
      if (!found) throw new Error(`no service ${id}`);
      return found;
    },
  };
}
