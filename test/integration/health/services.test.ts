import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import { type DemoWorkspace, type SwitchName, startDemoWorkspace } from '../../../main/demo/index.ts';
import type { HealthReport, LinkName, Remedy, ServiceHealth } from '../../../preload/contract.ts';
import { type Computer, computer, type Program } from '../companion/computer.ts';

/** A person who is signed in to a server, with a gateway and an agent, in a program without windows. */
let server: DemoWorkspace;
let desk: Computer;
let program: Program;

async function start(): Promise<void> {
  server = await startDemoWorkspace({ clock: systemClock, random: Math.random, seed: 'believable', latencyMs: 1 });
  desk = computer();
  program = await desk.start();
}

async function end(): Promise<void> {
  await desk.remove();
  await server.stop();
}

async function signIn(): Promise<void> {
  await program.ask('session.signIn', { address: server.origin, ...server.credentials, keep: true });
  await program.ask('sources.save', { kind: 'gateway', id: null, name: 'Gateway', model: null, ...server.gateway });
  await program.ask('sources.save', {
    kind: 'agui',
    id: null,
    name: 'Agent',
    address: server.agents[0]?.address ?? '',
    headers: [],
    protocol: '1.0',
    forwardedProps: '',
    openWebuiPreset: false,
    idleSeconds: 120,
    tools: { openUrl: false, copyToClipboard: false },
  });
}

/** Checks everything by hand and answers how it is afterwards. */
async function checked(): Promise<HealthReport> {
  await settled();
  const before = Date.now();
  await program.ask('health.check', { id: null });
  await expect
    .poll(async () => (await program.ask('health.get', null)).services.every(isDone(before)), { timeout: 60_000 })
    .toBe(true);
  return program.ask('health.get', null);
}

const isDone = (since: number) => (service: ServiceHealth) => !service.checking && (service.checkedAt ?? 0) >= since;

function settled() {
  return expect
    .poll(async () => (await program.ask('health.get', null)).services.every(isDone(0)), { timeout: 60_000 })
    .toBe(true);
}

async function firstRound(): Promise<void> {
  await signIn();
  await vi.waitFor(
    async () => {
      const { services } = await program.ask('health.get', null);
      expect(services.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
        'halext good',
        'halextAi good',
        'openWebui good',
        'gateway good',
        'agui good',
      ]);
    },
    { timeout: 60_000 },
  );
}

const of = ({ services }: HealthReport, kind: ServiceHealth['kind']) =>
  services.find((service) => service.kind === kind);
const verdicts = (service: ServiceHealth | undefined) => service?.links.map(({ verdict }) => verdict).join(' ');

type Broken = readonly [LinkName, string, Remedy];

describe('failures', () => {
  beforeAll(async () => {
    await start();
    await firstRound();
  }, 120_000);
  afterAll(end);

  /** What each failure of the way or of a service breaks, and with which remedy; the others are folded or well. */
  test.each<[SwitchName, unknown, Partial<Record<ServiceHealth['kind'], Broken>>]>([
    ['healthDegraded', true, { halext: ['usable', 'degraded', 'copyForAdministrator'] }],
    ['notHalext', true, { halext: ['service', 'notHalext', 'copyForAdministrator'] }],
    ['offline', true, { halext: ['http', 'dropped', 'retry'] }],
    [
      'html502',
      true,
      {
        halext: ['http', 'unavailable', 'copyForAdministrator'],
        openWebui: ['http', 'unavailable', 'copyForAdministrator'],
        gateway: ['http', 'unavailable', 'copyForAdministrator'],
        agui: ['http', 'unavailable', 'copyForAdministrator'],
      },
    ],
    [
      'spaHtml',
      true,
      {
        halext: ['service', 'html', 'openInBrowser'],
        openWebui: ['service', 'html', 'openInBrowser'],
        gateway: ['service', 'html', 'openInBrowser'],
      },
    ],
    ['gateway401Midway', true, { gateway: ['access', 'keyRefused', 'openSettings'] }],
    ['gatewayHtml500', true, { gateway: ['usable', 'serverFault', 'copyForAdministrator'] }],
    ['gatewayRefused', true, { gateway: ['http', 'dropped', 'retry'] }],
  ])('%s', async (name, value, expected) => {
    server.switches.set(name, value as never);
    const report = await checked();
    const told = report.services.filter(({ broken, explainedBy }) => broken !== null && explainedBy === null);
    const broken = told.map(({ kind, broken: link, links, remedy }) => [
      kind,
      [link, links.find(({ verdict }) => verdict === 'broken')?.error?.reason, remedy],
    ]);
    expect(Object.fromEntries(broken)).toEqual(expected);
    // One failure is not yet a broken service; the second is.
    expect(told.map(({ state }) => state)).toEqual(told.map(() => 'good'));
    const again = await checked();
    expect(of(again, told[0]?.kind ?? 'halext')?.state).toBe('broken');
    server.switches.clear();
    expect((await checked()).services.map(({ state }) => state)).toEqual(['good', 'good', 'good', 'good', 'good']);
  });
});

describe('a program of its own', () => {
  beforeEach(start);
  afterEach(end);

  test('all is well: every link of every service, its version, and no request that does anything', async () => {
    await firstRound();
    const asked = server.log().length;
    const report = await checked();
    expect(report.network).toMatchObject({ broken: false, error: null });
    expect(Object.fromEntries(report.services.map((service) => [service.kind, verdicts(service)]))).toEqual({
      halext: 'notNeeded notNeeded good notNeeded good good good good',
      halextAi: 'notNeeded notNeeded good notNeeded good good good good',
      openWebui: 'notNeeded notNeeded good notNeeded good good notChecked notChecked',
      gateway: 'notNeeded notNeeded good notNeeded good good good good',
      agui: 'notNeeded notNeeded good notNeeded good notChecked notChecked notChecked',
    });
    expect(of(report, 'halext')).toMatchObject({ version: '0.2.0-refactored', name: 'Halext API', demo: false });
    expect(of(report, 'openWebui')).toMatchObject({
      version: expect.stringMatching(/^\d+\.\d+/),
      address: `${server.origin}/webui`,
    });
    expect(of(report, 'halextAi')?.links.at(-1)?.fact).toBe(server.state.defaultModelId);
    const requests = server
      .log()
      .slice(asked)
      .map(({ method, path }) => `${method} ${path}`);
    expect(requests.filter((request) => !/conversations/.test(request)).sort()).toEqual([
      'GET /api/ai/info',
      'GET /api/health',
      'GET /api/integrations/openwebui',
      'GET /api/version',
      'GET /gateway/v1/tasks/status/00000000-0000-4000-8000-000000000000',
      'GET /webui/api/config',
      'OPTIONS /agents/plain',
    ]);
  });

  test('a server that is gone is told once, as a refused connection', async () => {
    await firstRound();
    await server.goOffline();
    const report = await checked();
    const api = of(report, 'halext');
    expect(api).toMatchObject({
      broken: 'tcp',
      explainedBy: null,
      remedy: 'retry',
      lastError: { error: { kind: 'refused' } },
    });
    for (const service of report.services.filter(({ kind }) => kind !== 'halext')) {
      expect(service).toMatchObject({ broken: 'tcp', explainedBy: api?.id, remedy: null });
    }
    await server.goOnline();
  });

  test('one that hangs answers nobody, within the patience of a check', async () => {
    await firstRound();
    server.switches.set('hang', true);
    const startedAt = Date.now();
    const report = await checked();
    expect(Date.now() - startedAt).toBeLessThan(20_000);
    expect(of(report, 'halext')).toMatchObject({ broken: 'http', lastError: { error: { kind: 'timeout' } } });
    expect(of(report, 'gateway')?.explainedBy).toBe(of(report, 'halext')?.id);
  });

  test('only the mock answers: the AI is not usable, the server is', async () => {
    await firstRound();
    server.state.defaultModelId = 'mock:llama3.1';
    const report = await checked();
    expect(of(report, 'halext')?.broken).toBeNull();
    expect(of(report, 'halextAi')).toMatchObject({
      broken: 'usable',
      lastError: { error: { kind: 'serverAi', reason: 'mock' } },
    });
  });

  test('a session that has ended asks to sign in again, and looking neither ends nor renews one', async () => {
    await program.ask('session.signIn', { address: server.origin, ...server.credentials, keep: false });
    await expect
      .poll(async () => of(await program.ask('health.get', null), 'halext')?.state, { timeout: 60_000 })
      .toBe('good');
    const tokens = () => server.log().filter(({ path }) => path === '/api/token').length;
    const before = tokens();
    await checked();
    expect([tokens(), program.companion.session.state().kind]).toEqual([before, 'signedIn']);
    server.switches.set('expireTokensNow', true);
    const report = await checked();
    expect(of(report, 'halext')).toMatchObject({ broken: 'access', remedy: 'signInAgain' });
    expect(of(report, 'halextAi')).toMatchObject({ broken: 'access', explainedBy: of(report, 'halext')?.id });
  });

  test('an Open WebUI that is switched off is no service, and one without an account has none', async () => {
    await firstRound();
    server.switches.set('openWebui', 'disabled');
    await checked();
    expect((await program.ask('health.get', null)).services.map(({ kind }) => kind)).not.toContain('openWebui');
    await program.ask('session.signOut', { removeLocal: false });
    expect((await program.ask('health.get', null)).services.map(({ kind }) => kind)).toEqual(['gateway', 'agui']);
  });

  test('the history is there after a restart', async () => {
    await firstRound();
    await checked();
    const { latency } = of(await program.ask('health.get', null), 'gateway') ?? {};
    await program.quit();
    program = await desk.start();
    await expect
      .poll(async () => of(await program.ask('health.get', null), 'gateway')?.latency.slice(0, latency?.length), {
        timeout: 15_000,
      })
      .toEqual(latency);
  });

  test('the tray knows what is broken of what is used', async () => {
    await firstRound();
    server.switches.set('healthDegraded', true);
    server.switches.set('gateway401Midway', true);
    await checked();
    await checked();
    expect(program.companion.overview.state().troubles.services).toMatchObject([{ kind: 'halext', link: 'usable' }]);
  });
});
