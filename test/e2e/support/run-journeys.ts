import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream';
import type { Locator, Page } from 'playwright';
import { systemClock } from '../../../main/clock.ts';
import { type DemoWorkspace, startDemoWorkspace } from '../../../main/demo/index.ts';
import type { Bridge, CommandName, ReplyOf, RequestOf, RunRequest } from '../../../preload/contract.ts';
import type { RunningApp } from './fixture.ts';
import { test as base, expect, openSettings, signIn } from './journeys.ts';

export type { RunningApp } from './journeys.ts';
export { expect, notice, openConversation, openSettings, signIn, upToDate } from './journeys.ts';

interface RunJourney {
  /** Moves the time of the server on; that of the application stays, see `controlTime`. */
  ahead: (ms: number) => void;
  /** What the application and the server say to each other, read on the way. */
  wire: Wire;
  /** How long the server thinks over an answer, ms; agents take about ten times as long. */
  pace: number;
  /** `empty` has nothing to synchronise, which takes time. */
  seed: 'believable' | 'empty';
}

export const test = base.extend<RunJourney & { shift: { ms: number } }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the dependencies of a fixture from this pattern
  shift: async ({}, use) => {
    await use({ ms: 0 });
  },

  pace: [30, { option: true }],

  seed: ['empty', { option: true }],

  workspace: async ({ shift, pace, seed }, use) => {
    const workspace = await startDemoWorkspace({
      clock: { now: () => systemClock.now() + shift.ms, after: systemClock.after },
      random: Math.random,
      seed,
      faults: true,
      latencyMs: pace,
    });
    await use(workspace);
    await workspace.stop();
  },

  ahead: async ({ shift }, use) => {
    await use((ms) => {
      shift.ms += ms;
    });
  },

  wire: async ({ workspace }, use) => {
    const wire = await openWire(workspace);
    await use(wire);
    await wire.close();
  },
});

// ------------------------------------------------------------------------------------------------ the wire

export interface Passed {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | null;
  readonly body: string;
}

export interface Wire {
  /** Reads and forwards everything. */
  readonly origin: string;
  /** As `origin`, and adds the gateway's key: to the application it is a gateway that needs none. */
  readonly keyless: string;
  passed(method: string, path: RegExp): readonly Passed[];
  close(): Promise<void>;
}

/** Two doors in front of the server, on ports of their own. A cut connection is cut on both sides. */
async function openWire(workspace: DemoWorkspace): Promise<Wire> {
  const all: Passed[] = [];
  const doors = await Promise.all(
    [null, `Bearer ${workspace.gateway.key}`].map((key) => openDoor(workspace, key, all)),
  );
  const [origin = '', keyless = ''] = doors.map(({ server }) => originOf(server));
  return {
    origin,
    keyless,
    passed: (method, path) => all.filter((each) => each.method === method && path.test(each.path)),
    close: async () => {
      for (const { server } of doors) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

async function openDoor(workspace: DemoWorkspace, key: string | null, all: Passed[]): Promise<{ server: Server }> {
  const { hostname, port } = new URL(workspace.origin);
  const server = createServer(async (incoming, outgoing) => {
    const body = await textOf(incoming).catch(() => null);
    if (body === null) return;
    const { method = '', url: path = '' } = incoming;
    all.push({ method, path, authorization: incoming.headers.authorization ?? null, body });
    const headers = { ...incoming.headers, ...(key === null ? {} : { authorization: key }) };
    const onward = request({ hostname, port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      pipeline(answer, outgoing, () => {});
    });
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    onward.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server };
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

const SUBMIT = /\/v1\/chat\/completions$/;
const STATUS = /\/v1\/tasks\/status\//;

export function submits(workspace: DemoWorkspace): number {
  return workspace.log().filter(({ method, path }) => method === 'POST' && SUBMIT.test(path)).length;
}

export function polls(workspace: DemoWorkspace) {
  return workspace.log().filter(({ path }) => STATUS.test(path));
}

/** How often an agent was given something to do. */
export function posts(workspace: DemoWorkspace, agent: string): number {
  return workspace.log().filter(({ method, path }) => method === 'POST' && path === `/agents/${agent}`).length;
}

// ------------------------------------------------------------------------------------------------ sources

/** Asks main as a window does. */
export async function call<C extends CommandName>(page: Page, command: C, given: RequestOf<C>): Promise<ReplyOf<C>> {
  const result = await page.evaluate(
    async ([name, value]) =>
      (window as unknown as { companion: Bridge }).companion.call(name as 'app.info', value as null),
    [command, given] as const,
  );
  if (!result.ok) throw new Error(`${command}: ${result.error.kind} ${result.error.message}`);
  return result.value as ReplyOf<C>;
}

/** Keeps a gateway without going through the form; answers its id. */
export async function keepGateway(page: Page, address: string, key?: string): Promise<string> {
  const draft = { kind: 'gateway', id: null, name: 'Harbour', address, model: 'demo/atelier' } as const;
  return (await call(page, 'sources.save', key === undefined ? draft : { ...draft, key })).id;
}

/** Keeps an AG-UI agent of the server; answers its id. */
export async function keepAgent(page: Page, workspace: DemoWorkspace, name: string): Promise<string> {
  const source = await call(page, 'sources.save', {
    kind: 'agui',
    id: null,
    name: `${name}-agent`,
    address: `${workspace.origin}/agents/${name}`,
    headers: [],
    protocol: '1.0',
    forwardedProps: '',
    openWebuiPreset: false,
    idleSeconds: 60,
    tools: { openUrl: true, copyToClipboard: true },
  });
  return source.id;
}

// ------------------------------------------------------------------------------------------------ the page of runs

export async function signInToRuns(page: Page, workspace: DemoWorkspace): Promise<void> {
  await signIn(page, workspace);
  await openRuns(page);
}

export async function openRuns(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Runs' }).click();
  await expect(page.locator('main.runs')).toBeVisible();
}

export async function newTask(page: Page): Promise<void> {
  await page.locator('main.runs .list > header').getByRole('button', { name: 'New task' }).click();
}

/** Gives a task through the form of the page; its run is shown then. */
export async function giveTask(page: Page, source: string, prompt: string): Promise<void> {
  await newTask(page);
  const form = page.locator('form.new-run');
  const chip = form.getByRole('button', { name: 'Agent or gateway' });
  if (!(await chip.textContent())?.includes(source)) {
    await chip.click();
    await page.getByRole('option', { name: source }).click();
  }
  await form.getByLabel('Task').fill(prompt);
  await form.getByRole('button', { name: 'Start' }).click();
  await expect(head(page, prompt)).toBeVisible();
}

/** Gives a task as the page would, without going through it; answers the run's id. */
export async function begin(page: Page, sourceId: string, prompt: string, more: Partial<RunRequest> = {}) {
  const plain = { model: null, earlier: [], conversationId: null, previousId: null };
  return (await call(page, 'runs.start', { ...plain, sourceId, prompt, ...more })).id;
}

export function runRow(page: Page, title: string): Locator {
  return page.locator('main.runs [data-run]').filter({ has: page.locator('.title', { hasText: title }) });
}

/** By keyboard: a list that is still moving takes no clicks. */
export async function openRun(page: Page, title: string): Promise<void> {
  await runRow(page, title).press('Enter');
  await expect(head(page, title)).toBeVisible();
}

/** The heading of the run that is shown. */
export function head(page: Page, title: string): Locator {
  return page.locator('main.runs .content').getByRole('heading', { level: 2, name: title });
}

/** How the run that is shown stands, in a word or two. */
export function standing(page: Page): Locator {
  return page.locator('.run-top .state-word');
}

/** The sentence about the state of the run that is shown. */
export function stateNote(page: Page): Locator {
  return page.locator('.run-top [data-note]');
}

/** What the agent asks, as cards. */
export function questions(page: Page): Locator {
  return page.locator('[data-interrupt]');
}

/** What the side of the run that is shown holds. */
export function side(page: Page): Locator {
  return page.getByRole('tabpanel');
}

export async function toSide(page: Page, name: 'Timeline' | 'Text' | 'State' | 'Events' | 'Usage'): Promise<void> {
  await page.getByRole('tab', { name }).click();
}

/** Chooses from the menu of the run that is shown. */
export async function fromMenu(page: Page, item: string): Promise<void> {
  await page.locator('main.runs .content > header').getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

// ------------------------------------------------------------------------------------------------ the application

export async function mainWindow(app: RunningApp) {
  const found = (await app.desktop.windows()).find(({ url }) => url.replace(/[?#].*$/, '').endsWith('/index.html'));
  if (!found) throw new Error('there is no main window');
  return found;
}

/** Another program has the keyboard. */
export async function workElsewhere(app: RunningApp): Promise<void> {
  await app.desktop.call('blurAll');
  await expect.poll(async () => (await mainWindow(app)).focused).toBe(false);
}

/** The addresses beyond the program's own files that windows have asked for since. */
export function watchRequests(app: RunningApp): () => readonly string[] {
  const asked: string[] = [];
  for (const page of app.app.windows()) {
    const { origin } = new URL(page.url());
    page.on('request', (one) => {
      if (!/^(data|blob):/.test(one.url()) && new URL(one.url()).origin !== origin) asked.push(one.url());
    });
  }
  return () => asked;
}

/** The files of a profile in which one of these texts stands, by their path in it. */
export async function filesWith(profile: string, texts: readonly string[]): Promise<string[]> {
  const entries = await readdir(profile, { recursive: true, withFileTypes: true });
  const files = entries.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  const found = await Promise.all(
    files.map(async (path) => {
      const content = await readFile(path, 'latin1').catch(() => '');
      return texts.some((text) => content.includes(text)) ? [relative(profile, path)] : [];
    }),
  );
  return found.flat();
}

export function trayLabels(app: RunningApp): Promise<string[]> {
  return app.desktop.call<string[]>('tray.labels');
}

export interface AppTime {
  /** The time of main passes at once: every timer due until then is called in its order, at its moment. */
  pass(ms: number): Promise<void>;
}

/** From now on a test can let time pass in main. Timers set before are not affected. */
export async function controlTime(app: RunningApp): Promise<AppTime> {
  await app.app.evaluate(() => {
    const real = { now: Date.now, set: globalThis.setTimeout, clear: globalThis.clearTimeout };
    const timers = new Map<unknown, { due: number; call: () => void }>();
    let ahead = 0;
    Date.now = () => real.now() + ahead;
    const set = (work: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) => {
      const call = () => {
        timers.delete(handle);
        work(...given);
      };
      const handle: NodeJS.Timeout = real.set(call, ms);
      timers.set(handle, { due: Date.now() + ms, call });
      return handle;
    };
    const clear = (handle: NodeJS.Timeout) => {
      timers.delete(handle);
      real.clear(handle);
    };
    const pass = (ms: number) => {
      const until = Date.now() + ms;
      for (;;) {
        const [next] = [...timers].sort(([, a], [, b]) => a.due - b.due);
        if (!next || next[1].due > until) break;
        const [handle, { due, call }] = next;
        ahead += Math.max(0, due - Date.now());
        real.clear(handle as NodeJS.Timeout);
        call();
      }
      ahead += Math.max(0, until - Date.now());
    };
    Object.assign(globalThis, { setTimeout: set, clearTimeout: clear, passTime: pass });
  });
  return {
    pass: (ms) =>
      app.app.evaluate(
        (_electron, amount) => (globalThis as unknown as { passTime(ms: number): void }).passTime(amount),
        ms,
      ),
  };
}

/** Opens the form of a new source. */
export async function newSource(page: Page, kind: 'Add a gateway' | 'Add an AG-UI agent'): Promise<Locator> {
  await openSettings(page, 'Sources');
  await page.getByRole('button', { name: kind }).click();
  return page.locator('form.source-form');
}
