import { describe, expect, test } from 'vitest';
import { appError } from '../../../main/errors.ts';
import { failure, good } from '../../../main/health/chain.ts';
import { desk, fakeTarget, GOOD } from './desk.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const REFUSED = failure(appError('refused', ''));
const KEY = failure(appError('auth', '', { reason: 'keyRefused', status: 401 }));

describe('rounds', () => {
  test('one soon after the start, then one a minute, and the way is walked once', async () => {
    const gateway = fakeTarget({ id: 'gateway' });
    const { advance, walks, of } = desk([gateway]);
    await advance(SECOND);
    expect(gateway.asked).toHaveLength(1);
    expect(of('gateway')).toMatchObject({ state: 'good', latencyMs: 40, broken: null, remedy: null });
    await advance(10 * MINUTE);
    expect(gateway.asked.length).toBe(11);
    expect(walks).toHaveLength(1);
    await advance(6 * MINUTE);
    expect(walks).toHaveLength(2);
  });

  test('six services idle: six checks a minute, spread over it', async () => {
    const fakes = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => fakeTarget({ id }));
    let seed = 7;
    const random = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed / 2_147_483_648;
    };
    const { advance } = desk(fakes, { random });
    await advance(10 * MINUTE);
    for (const fake of fakes) fake.asked.length = 0;
    await advance(60 * MINUTE);
    const times = fakes.flatMap(({ asked }) => asked.map(({ at }) => at));
    expect(times.length / 60).toBeGreaterThan(5.7);
    expect(times.length / 60).toBeLessThan(6.5);
    const perSecond = new Map<number, number>();
    for (const at of times) perSecond.set(Math.floor(at / SECOND), (perSecond.get(Math.floor(at / SECOND)) ?? 0) + 1);
    expect(Math.max(...perSecond.values())).toBeLessThanOrEqual(3);
  });

  test('what is broken behind the way is asked no more than usual, and the way is not walked for it', async () => {
    const gateway = fakeTarget({ id: 'gateway' });
    const { advance, walks } = desk([gateway]);
    await advance(SECOND);
    gateway.observations = KEY;
    await advance(10 * MINUTE);
    expect(walks).toHaveLength(1);
    expect(gateway.asked.filter(({ whole }) => whole)).toHaveLength(1);
    gateway.observations = REFUSED;
    await advance(5 * MINUTE);
    expect(walks.length).toBeGreaterThanOrEqual(5);
  });

  test('on a metered connection: every 15 minutes, every minute while somebody looks, at once by hand', async () => {
    const gateway = fakeTarget({ id: 'gateway' });
    let metered = true;
    const { advance, health } = desk([gateway], { metered: () => metered });
    await advance(SECOND);
    expect(gateway.asked).toHaveLength(1);
    await advance(14.9 * MINUTE);
    expect(gateway.asked).toHaveLength(1);
    await advance(0.2 * MINUTE);
    expect(gateway.asked).toHaveLength(2);
    health.check(null);
    await advance(SECOND);
    expect(gateway.asked).toHaveLength(3);
    health.watch(1, true);
    await advance(10 * MINUTE);
    expect(gateway.asked.length).toBeGreaterThanOrEqual(12);
    expect(gateway.asked.length).toBeLessThanOrEqual(14);
    health.watch(1, false);
    const before = gateway.asked.length;
    metered = false;
    health.repace();
    await advance(MINUTE);
    expect(gateway.asked.length).toBeGreaterThan(before);
    await advance(9 * MINUTE);
    expect(gateway.asked.length - before).toBeGreaterThanOrEqual(9);
  });

  test('every ten seconds while a window looks, and a minute again when the last one has gone', async () => {
    const gateway = fakeTarget({ id: 'gateway' });
    const { advance, health } = desk([gateway]);
    await advance(SECOND);
    health.watch(1, true);
    health.watch(2, true);
    expect(health.report().everyMs).toBe(10 * SECOND);
    await advance(30 * SECOND);
    expect(gateway.asked.length).toBeGreaterThanOrEqual(4);
    health.watch(1, false);
    expect(health.report().everyMs).toBe(10 * SECOND);
    health.watch(2, false);
    gateway.asked.length = 0;
    await advance(5 * MINUTE);
    expect(gateway.asked.length).toBeLessThanOrEqual(6);
  });

  test('"check now" looks at everything at once, and twice at once is once', async () => {
    const [a, b] = [fakeTarget({ id: 'a' }), fakeTarget({ id: 'b' })];
    const { advance, health, walks, of, settle } = desk([a, b]);
    await advance(2 * SECOND);
    a.held = true;
    health.check('a');
    health.check('a');
    await settle();
    expect([a.asked.length, b.asked.length]).toEqual([2, 1]);
    expect(a.asked[1]?.whole).toBe(true);
    expect(of('a')).toMatchObject({ checking: true, nextAt: null });
    a.release?.();
    await settle();
    expect(of('a').checking).toBe(false);
    expect(walks.filter((address) => address.includes('//a.'))).toHaveLength(2);
    health.check(null);
    await settle();
    expect([a.asked.length, b.asked.length]).toEqual([3, 2]);
  });

  test('a server that asks for a pause gets it', async () => {
    const gateway = fakeTarget({ id: 'gateway' });
    const { advance } = desk([gateway]);
    await advance(SECOND);
    gateway.observations = failure(
      appError('http', '', { status: 429, reason: 'tooManyRequests', retryAfterMs: 5 * MINUTE }),
    );
    await advance(MINUTE);
    gateway.asked.length = 0;
    await advance(4 * MINUTE);
    expect(gateway.asked).toHaveLength(0);
    await advance(2 * MINUTE);
    expect(gateway.asked).toHaveLength(1);
  });
});

describe('asleep', () => {
  test('nothing is asked, what is under way counts for nothing, and one round comes at once afterwards', async () => {
    const gateway = fakeTarget({ id: 'gateway' });
    const { advance, health, sleep, of, settle } = desk([gateway]);
    await advance(SECOND);
    gateway.held = true;
    gateway.observations = REFUSED;
    health.check('gateway');
    await settle();
    health.power('asleep');
    gateway.release?.();
    await settle();
    expect(of('gateway')).toMatchObject({ broken: null, checking: false, nextAt: null });
    gateway.held = false;
    gateway.asked.length = 0;
    await advance(10 * MINUTE);
    health.check(null);
    await settle();
    expect(gateway.asked).toHaveLength(0);
    sleep(3 * 3_600_000);
    health.power('awake');
    await advance(SECOND);
    expect(gateway.asked).toHaveLength(1);
  });

  test('a night asleep is not measured', async () => {
    const { advance, health, sleep, of } = desk([fakeTarget({ id: 'gateway' })]);
    await advance(5 * MINUTE);
    health.power('asleep');
    sleep(8 * 3_600_000);
    health.power('awake');
    await advance(5 * MINUTE);
    expect(of('gateway').day.filter((half) => half !== null).length).toBeLessThanOrEqual(4);
  });
});

describe('down and up', () => {
  test('a second check soon decides; it is broken since the first failure, and told once', async () => {
    const gateway = fakeTarget({ id: 'gateway' });
    const { advance, clock, of, told } = desk([gateway]);
    await advance(3 * MINUTE);
    gateway.observations = KEY;
    gateway.asked.length = 0;
    await advance(MINUTE);
    const [first, second] = gateway.asked;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeLessThanOrEqual(6 * SECOND);
    expect(of('gateway')).toMatchObject({
      state: 'broken',
      since: first?.at,
      broken: 'access',
      remedy: 'openSettings',
      explainedBy: null,
      lastError: { error: { kind: 'auth', reason: 'keyRefused' } },
    });
    await advance(5 * MINUTE);
    expect(told).toEqual(['down gateway']);
    gateway.observations = GOOD;
    await advance(MINUTE + 10 * SECOND);
    expect(told).toEqual(['down gateway', 'up gateway']);
    expect(of('gateway')).toMatchObject({ state: 'good', broken: null });
    expect(of('gateway').lastGoodAt).toBeGreaterThan(clock.now() - MINUTE);
  });

  test('a blip is seen in the chain and told to nobody', async () => {
    const gateway = fakeTarget({ id: 'gateway' });
    const { advance, health, of, told, settle } = desk([gateway]);
    await advance(3 * MINUTE);
    gateway.observations = REFUSED;
    health.check('gateway');
    await settle();
    expect(of('gateway')).toMatchObject({ state: 'good', broken: 'tcp' });
    gateway.observations = GOOD;
    await advance(2 * MINUTE);
    expect(told).toEqual([]);
  });

  test.each(['start', 'waking'])(
    'what is found in the first rounds after a %s is not told, nor its end',
    async (when) => {
      const gateway = fakeTarget({ id: 'gateway' });
      const { advance, health, of, told } = desk([gateway]);
      if (when === 'waking') {
        await advance(5 * MINUTE);
        health.power('asleep');
        health.power('awake');
      }
      gateway.observations = REFUSED;
      await advance(5 * MINUTE);
      expect(of('gateway').state).toBe('broken');
      gateway.observations = GOOD;
      await advance(2 * MINUTE);
      expect(told).toEqual([]);
      gateway.observations = REFUSED;
      await advance(2 * MINUTE);
      expect(told).toEqual(['down gateway']);
    },
  );

  test('a service nobody uses, and a consequence, are told to nobody', async () => {
    const at = (id: string) => fakeTarget({ id, address: `https://one.example.org/${id}` });
    const [first, second, unused] = [at('first'), at('second'), fakeTarget({ id: 'unused' })];
    const { advance, health, of, told } = desk([first, second, unused], { inUse: ({ id }) => id !== 'unused' });
    await advance(3 * MINUTE);
    for (const fake of [first, second, unused]) fake.observations = REFUSED;
    await advance(2 * MINUTE);
    expect(of('second')).toMatchObject({ state: 'broken', explainedBy: 'first', remedy: null });
    expect(told).toEqual(['down first']);
    expect(health.troubles().services).toMatchObject([{ id: 'first', link: 'tcp', error: { kind: 'refused' } }]);
  });

  test('without a network all is told once, nothing is measured, and nobody is called', async () => {
    const fakes = [fakeTarget({ id: 'a' }), fakeTarget({ id: 'b' })];
    const { advance, clock, health, of, told } = desk(fakes);
    await advance(3 * MINUTE);
    for (const fake of fakes) fake.observations = failure(appError('offline', ''));
    health.check('b');
    await advance(2 * SECOND);
    // The other one looked too, long before its turn.
    expect(of('a')).toMatchObject({ broken: 'network', explainedBy: 'network' });
    await advance(3 * MINUTE);
    expect(health.report().network).toMatchObject({ broken: true, error: { kind: 'offline' } });
    expect(of('a')).toMatchObject({ explainedBy: 'network', broken: 'network' });
    expect(health.troubles()).toMatchObject({ services: [] });
    expect(health.troubles().offlineSince).toBeLessThan(clock.now());
    const measured = of('a').day.reduce((total, half) => total + (half?.broken ?? 0), 0);
    expect(measured).toBe(0);
    for (const fake of fakes) fake.observations = GOOD;
    await advance(MINUTE + 10 * SECOND);
    expect(health.report().network.broken).toBe(false);
    expect(told).toEqual([]);
  });
});

describe('what is told to the windows', () => {
  test('nobody looks: a change of state is told, another good check is not', async () => {
    const gateway = fakeTarget({ id: 'gateway' });
    const { advance, emitted } = desk([gateway]);
    await advance(3 * MINUTE);
    emitted.length = 0;
    await advance(10 * MINUTE);
    expect(emitted).toHaveLength(0);
    gateway.observations = REFUSED;
    await advance(2 * MINUTE);
    expect(emitted.at(-1)?.services[0]).toMatchObject({ state: 'broken' });
  });

  test('somebody looks: each check is told, at most twice a second', async () => {
    const fakes = Array.from({ length: 8 }, (_, index) => fakeTarget({ id: `s${index}` }));
    const { advance, emitted, health } = desk(fakes);
    await advance(10 * SECOND);
    health.watch(1, true);
    await advance(SECOND);
    emitted.length = 0;
    for (let round = 0; round < 20; round += 1) {
      health.check(null);
      await advance(100);
    }
    expect(emitted.length).toBeGreaterThanOrEqual(3);
    expect(emitted.length).toBeLessThanOrEqual(5);
  });
});

describe('services that come, go and change', () => {
  test('a new one is checked at once, one that is gone is asked no more', async () => {
    const [a, b] = [fakeTarget({ id: 'a' }), fakeTarget({ id: 'b' })];
    const { advance, clock, health, shown } = desk([a]);
    b.now = clock.now;
    await advance(MINUTE);
    shown.splice(0, 1, b);
    health.refresh();
    a.asked.length = 0;
    await advance(SECOND);
    expect(b.asked).toHaveLength(1);
    await advance(5 * MINUTE);
    expect(a.asked).toHaveLength(0);
    expect(health.report().services.map(({ id }) => id)).toEqual(['b']);
  });

  test('one that has changed begins anew and keeps its past', async () => {
    const gateway = fakeTarget({ id: 'gateway' });
    gateway.observations = KEY;
    const { advance, health, of } = desk([gateway]);
    await advance(2 * MINUTE);
    expect(of('gateway').state).toBe('broken');
    gateway.target = { ...gateway.target, key: 'another key' };
    health.refresh();
    expect(of('gateway')).toMatchObject({ state: 'unknown', broken: null, links: [] });
    expect(of('gateway').latency.length).toBeGreaterThan(1);
  });
});

describe('kept over the end of the program', () => {
  test('the day and the hour are there again', async () => {
    const first = desk([fakeTarget({ id: 'gateway' })]);
    await first.advance(12 * MINUTE);
    expect(first.writes.length).toBeLessThanOrEqual(3);
    await first.health.close();
    expect(first.disk).toHaveLength(12);

    const second = desk([fakeTarget({ id: 'gateway' })], {}, first.disk);
    second.sleep(15 * MINUTE);
    await second.settle();
    expect(second.of('gateway').latency).toHaveLength(12);
    expect(second.of('gateway').lastGoodAt).not.toBeNull();
    expect(second.faults).toEqual([]);
  });

  test('after the end nothing is asked and no timer is left', async () => {
    const gateway = fakeTarget({ id: 'gateway' });
    const { advance, health, timers, emitted } = desk([gateway]);
    await advance(MINUTE);
    await health.close();
    gateway.asked.length = 0;
    emitted.length = 0;
    expect(timers()).toBe(0);
    await advance(5 * MINUTE);
    expect([gateway.asked, emitted]).toEqual([[], []]);
  });
});

test('an answer that is far slower than usual is slow after the second', async () => {
  const gateway = fakeTarget({ id: 'gateway' });
  const { advance, of } = desk([gateway]);
  await advance(10 * MINUTE);
  gateway.ms = 2_000;
  gateway.observations = { ...GOOD, http: good({ ms: 2_000 }) };
  await advance(MINUTE);
  expect(of('gateway')).toMatchObject({ state: 'good', latencyMs: 2_000 });
  expect(of('gateway').links.find(({ name }) => name === 'http')).toMatchObject({ verdict: 'slow' });
  await advance(MINUTE);
  expect(of('gateway').state).toBe('slow');
});
