import { describe, expect, it } from 'vitest';
import { type AppError, appError, fail, ok, type Result } from '../../../main/errors.ts';
import type { LogFields } from '../../../main/log.ts';
import { createUpdateDesk, type UpdateDeskDeps } from '../../../main/updates/index.ts';
import type { Release } from '../../../main/updates/release.ts';
import type { UpdateHold, UpdateState } from '../../../preload/contract.ts';
import { manualClock } from '../accounts/manual-clock.ts';
import { release } from './release.ts';

const HOUR = 3_600_000;
const OFFLINE = appError('offline', 'no network');
const REFUSED = appError('protocol', 'not signed', { reason: 'updateSignature' });
const RUNS: UpdateHold = { kind: 'runs', count: 1 };

/** A desk in a world that a test changes. */
function program(more: Partial<UpdateDeskDeps> = {}) {
  const time = manualClock();
  const world = {
    found: ok(release()) as Result<Release | null>,
    holds: [] as UpdateHold[],
    weekly: false,
    checks: 0,
    downloads: [] as { progress(received: number): void; end(result: Result<null>): void; signal: AbortSignal }[],
    installs: [] as ((error: AppError) => void)[],
    keptAt: null as number | null,
    told: [] as UpdateState['kind'][],
    logged: [] as (LogFields | undefined)[],
  };
  const desk = createUpdateDesk({
    clock: time.clock,
    random: () => 0,
    log: (_, fields) => world.logged.push(fields),
    obstacle: null,
    async check() {
      world.checks += 1;
      return world.found;
    },
    installer: {
      download: ({ file }, onProgress, signal) =>
        new Promise((end) => {
          const progress = (received: number) => onProgress(received, file.size ?? 0);
          world.downloads.push({ progress, end, signal });
          signal.addEventListener('abort', () => end(fail(appError('cancelled', 'cancelled'))));
        }),
      install: () => new Promise((failed) => world.installs.push(failed)),
    },
    holds: () => world.holds,
    weekly: () => world.weekly,
    kept: {
      checkedAt: () => world.keptAt,
      setCheckedAt: (at) => {
        world.keptAt = at;
      },
    },
    changed: ({ state }) => world.told.push(state.kind),
    ...more,
  });
  const state = () => desk.current().state;
  async function ready() {
    desk.check();
    await time.settle();
    desk.download();
    await time.settle();
    world.downloads.at(-1)?.end(ok(null));
    await time.settle();
    expect(state().kind).toBe('ready');
  }
  return { time, world, desk, state, ready };
}

describe('somebody looks for a new version', () => {
  it('and there is one', async () => {
    const { desk, world, time, state } = program();
    desk.check();
    expect(state()).toEqual({ kind: 'checking' });
    await time.settle();
    const { version, releasedAt, notes, file } = release();
    expect(state()).toEqual({ kind: 'available', offer: { version, releasedAt, notes, bytes: file.size } });
    expect(world.told).toEqual(['checking', 'available']);
    expect(world.downloads).toHaveLength(0);
    // Found but not fetched: after the next start it is looked for again at once.
    expect(world.keptAt).toBeNull();
  });

  it('and there is none', async () => {
    const { desk, world, time, state } = program();
    world.found = ok(null);
    desk.check();
    await time.settle();
    expect(state()).toEqual({ kind: 'idle', checkedAt: time.clock.now() });
    expect(world.keptAt).toBe(time.clock.now());
  });

  it('and is told why that failed', async () => {
    const { desk, world, time, state } = program();
    for (const error of [OFFLINE, REFUSED]) {
      world.found = fail(error);
      desk.check();
      await time.settle();
      expect(state()).toEqual({ kind: 'failed', during: 'check', error, offer: null });
    }
    expect(world.logged).toEqual([
      { command: 'check', kind: 'offline' },
      { command: 'check', kind: 'protocol', reason: 'updateSignature' },
    ]);
  });

  it('once at a time', async () => {
    const { desk, world, time } = program();
    desk.check();
    desk.check();
    await time.settle();
    expect(world.checks).toBe(1);
  });
});

describe('every week', () => {
  it('is looked, if the person wants that', async () => {
    const { world, time, state } = program();
    await time.advance(HOUR);
    expect(world.checks).toBe(0);
    world.weekly = true;
    await time.advance(HOUR);
    expect(world.checks).toBe(1);
    expect(state().kind).toBe('available');
  });

  it('a missing network is no news, a forged feed is', async () => {
    const { desk, world, time, state } = program();
    desk.check();
    await time.settle();
    const found = state();
    world.weekly = true;
    const quiet = [OFFLINE, appError('tls', 'a sign-in page'), appError('notFound', 'no feed')];
    for (const [at, error] of quiet.entries()) {
      world.found = fail(error);
      await time.advance(HOUR);
      expect(world.checks).toBe(at + 2);
      expect(state()).toEqual(found);
    }
    world.found = fail(REFUSED);
    await time.advance(HOUR);
    expect(state()).toMatchObject({ kind: 'failed', during: 'check', error: REFUSED });
  });

  it('nothing is looked for once something was downloaded', async () => {
    const { world, time, ready } = program();
    await ready();
    world.weekly = true;
    await time.advance(30 * 24 * HOUR);
    expect(world.checks).toBe(1);
  });
});

describe('a download', () => {
  it('tells how far it is', async () => {
    const { desk, world, time, state } = program();
    desk.check();
    await time.settle();
    desk.download();
    const total = release().file.size;
    expect(state()).toMatchObject({ kind: 'downloading', received: 0, total });
    world.downloads[0]?.progress(17);
    expect(state()).toMatchObject({ kind: 'downloading', received: 17, total });
    world.downloads[0]?.end(ok(null));
    await time.settle();
    expect(state()).toMatchObject({ kind: 'ready', offer: { version: '1.1.0' } });
    expect(world.installs).toHaveLength(0);
  });

  it('can be called off, and begun once more', async () => {
    const { desk, world, time, state } = program();
    desk.check();
    await time.settle();
    desk.download();
    desk.cancel();
    expect(world.downloads[0]?.signal.aborted).toBe(true);
    expect(state().kind).toBe('available');
    desk.download();
    await time.settle();
    // What is left of the first one changes nothing.
    world.downloads[0]?.progress(99);
    expect(state()).toMatchObject({ kind: 'downloading', received: 0 });
    world.downloads[1]?.end(ok(null));
    await time.settle();
    expect(state().kind).toBe('ready');
  });

  it('that failed can be tried again', async () => {
    const { desk, world, time, state } = program();
    desk.check();
    await time.settle();
    desk.download();
    const error = appError('protocol', 'another file', { reason: 'updateTampered' });
    world.downloads[0]?.end(fail(error));
    await time.settle();
    expect(state()).toMatchObject({ kind: 'failed', during: 'download', error, offer: { version: '1.1.0' } });
    desk.download();
    expect(state().kind).toBe('downloading');
  });

  it('is not begun where the program cannot be replaced', async () => {
    const { desk, world, time, state } = program({ obstacle: 'portable' });
    desk.check();
    await time.settle();
    desk.download();
    await time.settle();
    expect(state().kind).toBe('available');
    expect(desk.current()).toMatchObject({ obstacle: 'portable', page: expect.stringContaining('/releases') });
    expect(world.downloads).toHaveLength(0);
  });
});

describe('starting the new version', () => {
  it('at once when nothing is under way', async () => {
    const { desk, world, state, ready } = program();
    await ready();
    desk.restart(false);
    expect(state().kind).toBe('restarting');
    expect(world.installs).toHaveLength(1);
  });

  it('waits for what is under way, says for what, and goes on by itself', async () => {
    const { desk, world, time, state, ready } = program();
    await ready();
    const message: UpdateHold = { kind: 'messages', count: 2 };
    world.holds = [RUNS, message];
    desk.restart(false);
    expect(state()).toMatchObject({ kind: 'holding', holds: [RUNS, message] });
    world.holds = [message];
    await time.advance(1_000);
    expect(state()).toMatchObject({ kind: 'holding', holds: [message] });
    expect(world.installs).toHaveLength(0);
    world.holds = [];
    await time.advance(1_000);
    expect(state().kind).toBe('restarting');
    await time.advance(60_000);
    expect(world.installs).toHaveLength(1);
  });

  it('waits no longer when told so', async () => {
    const { desk, world, time, state, ready } = program();
    await ready();
    world.holds = [RUNS];
    desk.restart(false);
    desk.restart(true);
    expect(state().kind).toBe('restarting');
    await time.advance(60_000);
    expect(world.installs).toHaveLength(1);
  });

  it('can be taken back while it waits', async () => {
    const { desk, world, time, state, ready } = program();
    await ready();
    world.holds = [RUNS];
    desk.restart(false);
    desk.cancel();
    world.holds = [];
    await time.advance(60_000);
    expect(state().kind).toBe('ready');
    expect(world.installs).toHaveLength(0);
  });

  it('does nothing before the new version is there', async () => {
    const { desk, world, time, state } = program();
    desk.restart(true);
    desk.check();
    await time.settle();
    desk.restart(true);
    expect(state().kind).toBe('available');
    expect(world.installs).toHaveLength(0);
  });

  it('that failed is told, and the file can be fetched again', async () => {
    const { desk, world, time, state, ready } = program();
    await ready();
    desk.restart(true);
    const error = appError('unknown', 'refused', { reason: 'updateInstall' });
    world.installs[0]?.(error);
    await time.settle();
    expect(state()).toMatchObject({ kind: 'failed', during: 'install', error });
    await (async () => {
      desk.download();
      await time.settle();
      world.downloads.at(-1)?.end(ok(null));
      await time.settle();
    })();
    expect(state().kind).toBe('ready');
  });
});

describe('the end of the program', () => {
  it('ends a download and waits for it', async () => {
    const { desk, world, time } = program();
    desk.check();
    await time.settle();
    desk.download();
    await time.settle();
    const told = world.told.length;
    await desk.close();
    expect(world.downloads[0]?.signal.aborted).toBe(true);
    expect(world.told).toHaveLength(told);
    expect(time.timers()).toBe(0);
  });

  it('does not wait for an installation, which waits for it', async () => {
    const { desk, ready, time } = program();
    await ready();
    desk.restart(true);
    await desk.close();
    expect(time.timers()).toBe(0);
  });
});
