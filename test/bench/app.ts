/**
 * What a person feels, measured in the running application: start, quick window, typing, opening a long conversation,
 * idling. In the double these are not Electron's times; the ratios to the references are what to read.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { systemClock } from '../../main/clock.ts';
import { type DemoWorkspace, startDemoWorkspace } from '../../main/demo/index.ts';
import en from '../../renderer/locales/en.json' with { type: 'json' };
import { launchApp, type RunningApp } from '../e2e/support/running-app.ts';
import { fillProfile } from './fill.ts';
import { type BenchRow, median, quantile } from './row.ts';

const STARTS = 5;
const PRESSES = 30;
const KEYS = 120;
const OPENINGS = 10;
const LONG = 'Telemetry gateway: the move, logged';

export interface AppBenchOptions {
  /** Messages of the long conversation. */
  readonly messages: number;
  /** How long the program idles in the tray. */
  readonly idleSeconds: number;
}

export async function benchApp({ messages, idleSeconds }: AppBenchOptions): Promise<BenchRow[]> {
  const workspace = await startDemoWorkspace({
    clock: systemClock,
    random: Math.random,
    seed: 'believable',
    latencyMs: 50,
  });
  const full = mkdtempSync(join(tmpdir(), 'companion-bench-full-'));
  const small = mkdtempSync(join(tmpdir(), 'companion-bench-small-'));
  try {
    for (const profile of [full, small]) await signInOnce(profile, workspace);
    await fillProfile(full, { title: LONG, messages });
    return [
      ...(await benchStart(full, small, messages)),
      ...(await benchWindows(full, messages)),
      ...(await benchIdle(full, workspace, idleSeconds)),
    ];
  } finally {
    await workspace.stop();
    for (const profile of [full, small])
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

async function signInOnce(profile: string, workspace: DemoWorkspace): Promise<void> {
  const running = await launchApp({ profile });
  const page = await running.main();
  await page.evaluate(
    async ([address, username, password]) => {
      await window.companion.call('session.signIn', { address, username, password, keep: true });
    },
    [workspace.apiBase, workspace.credentials.username, workspace.credentials.password] as const,
  );
  await page.getByText('P-204: curve and duty point').first().waitFor();
  await running.quit();
}

/** From the services being asked for to the tray being drawn, read from the program's own log. */
async function benchStart(full: string, small: string, messages: number): Promise<BenchRow[]> {
  const figures = { full: [] as number[], small: [] as number[] };
  for (let turn = 0; turn < STARTS; turn++) {
    figures.full.push(await startOnce(full));
    figures.small.push(await startOnce(small));
  }
  return [
    {
      name: `start to tray, ${messages.toLocaleString('en')} messages`,
      value: median(figures.full),
      unit: 'ms',
      against: 'the same with a small database',
      reference: median(figures.small),
      budget: 250,
    },
  ];
}

async function startOnce(profile: string): Promise<number> {
  const running = await launchApp({ profile });
  await running.main();
  const log = join(profile, 'logs/companion.log');
  const taken = await waitFor(() => lastStart(readFileSync(log, 'utf8')));
  await running.quit();
  return taken;
}

function lastStart(log: string): number | null {
  const events = log
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string; ms?: number });
  const begun = events.findLastIndex(({ event }) => event === 'app.started');
  const ready = events.slice(begun).find(({ event }) => event === 'app.ready');
  const from = events[begun]?.ms;
  return from === undefined || ready?.ms === undefined ? null : ready.ms - from;
}

async function benchWindows(profile: string, messages: number): Promise<BenchRow[]> {
  const running = await launchApp({ profile });
  try {
    const main = await running.main();
    const quick = await running.quick();
    await main.getByText(LONG).first().waitFor();
    return [await benchQuick(running, quick), await benchOpening(main, messages), await benchTyping(main)];
  } finally {
    await running.quit();
  }
}

/** From the press of the hotkey, in main, to the frame after the caret is in the field, in the page. */
async function benchQuick(running: RunningApp, quick: Page): Promise<BenchRow> {
  await quick.evaluate(() => {
    const absolute = () => performance.timeOrigin + performance.now();
    const seen: number[] = [];
    const plain: number[] = [];
    window.companion.on('quickShown', () => {
      const look = () => {
        if (document.activeElement instanceof HTMLTextAreaElement || document.activeElement instanceof HTMLInputElement)
          requestAnimationFrame(() => seen.push(absolute()));
        else requestAnimationFrame(look);
      };
      look();
    });
    window.companion.on('notices', () => plain.push(absolute()));
    Object.assign(window, { benchSeen: seen, benchPlain: plain });
  });
  const shown: number[] = [];
  const bare: number[] = [];
  for (let turn = 0; turn < PRESSES; turn++) {
    shown.push(await delay(running, quick, 'benchSeen', turn));
    await quick.keyboard.press('Escape');
    await hidden(running);
    bare.push(await delay(running, quick, 'benchPlain', turn));
  }
  return {
    name: 'hotkey to caret, p95',
    value: quantile(shown, 0.95),
    unit: 'ms',
    against: 'one message from main to the page, p95',
    reference: quantile(bare, 0.95),
    budget: 50,
  };
}

/** A press while it is still there would hide it instead. */
async function hidden(running: RunningApp): Promise<void> {
  for (;;) {
    const windows = await running.desktop.windows();
    if (windows.every(({ url, visible }) => !url.includes('quick.html') || !visible)) return;
    await pause(10);
  }
}

async function delay(running: RunningApp, page: Page, list: 'benchSeen' | 'benchPlain', turn: number): Promise<number> {
  const pressed = await running.app.evaluate(({ BrowserWindow }, what) => {
    const at = performance.timeOrigin + performance.now();
    if (what === 'benchSeen') {
      const { __desktop } = globalThis as unknown as {
        __desktop: { globalShortcut: { trigger(key: string): boolean } };
      };
      for (const key of ['Alt+Space', 'Alt+Shift+Space']) if (__desktop.globalShortcut.trigger(key)) break;
    } else for (const window of BrowserWindow.getAllWindows()) window.webContents.send('companion:notices', []);
    return at;
  }, list);
  const seen = await page.waitForFunction(
    ({ name, at }) => (window as unknown as Record<string, number[]>)[name]?.[at] ?? false,
    { name: list, at: turn },
    { polling: 20 },
  );
  return Number(await seen.jsonValue()) - pressed;
}

/** From the click on a conversation to the frame in which its newest message stands there. */
async function benchOpening(page: Page, messages: number): Promise<BenchRow> {
  const long: number[] = [];
  const short: number[] = [];
  for (let turn = 0; turn < OPENINGS; turn++) {
    long.push(await openOnce(page, LONG));
    short.push(await openOnce(page, 'Nightly backup'));
  }
  await openOnce(page, LONG);
  const nodes = await page.locator('article.msg').count();
  return {
    name: `open ${messages.toLocaleString('en')} messages (${nodes} in the page)`,
    value: median(long),
    unit: 'ms',
    against: 'a conversation of a few messages',
    reference: median(short),
    budget: 100,
  };
}

function openOnce(page: Page, title: string): Promise<number> {
  return page.evaluate((wanted) => {
    const row = [...document.querySelectorAll<HTMLElement>('.item')].find((item) => item.textContent?.includes(wanted));
    if (!row) throw new Error(`no conversation ${wanted}`);
    return new Promise<number>((done) => {
      const begun = performance.now();
      const target = row.matches('button, [role=option]') ? row : (row.querySelector<HTMLElement>('button') ?? row);
      target.click();
      const look = () => {
        const shown = document.querySelector('.content h2')?.textContent?.includes(wanted);
        if (shown && document.querySelector('article.msg'))
          requestAnimationFrame(() => done(performance.now() - begun));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  }, title);
}

/** From a key going down to the frame after it, in the composer of the long conversation and in a bare field. */
async function benchTyping(page: Page): Promise<BenchRow> {
  await page.evaluate(() => {
    const figures: number[] = [];
    addEventListener(
      'keydown',
      (event) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => figures.push(performance.now() - event.timeStamp);
        requestAnimationFrame(() => channel.port2.postMessage(null));
      },
      { capture: true },
    );
    const bare = document.createElement('textarea');
    bare.setAttribute('aria-label', 'bench');
    document.body.append(bare);
    Object.assign(window, { benchKeys: figures });
  });
  const composer = await typeInto(page, en.chat.message);
  const bare = await typeInto(page, 'bench');
  await page.getByRole('textbox', { name: en.chat.message }).fill('');
  return {
    name: 'key to frame in the composer, p95',
    value: quantile(composer, 0.95),
    unit: 'ms',
    against: 'a bare text field in the same page, p95',
    reference: quantile(bare, 0.95),
    budget: 16,
  };
}

async function typeInto(page: Page, label: string): Promise<number[]> {
  await page.getByRole('textbox', { name: label, exact: true }).focus();
  await page.evaluate(() => {
    (window as unknown as { benchKeys: number[] }).benchKeys.length = 0;
  });
  await page.keyboard.type('the pump gives forty-two metres '.repeat(KEYS / 30), { delay: 30 });
  return page.evaluate(() => [...(window as unknown as { benchKeys: number[] }).benchKeys]);
}

/** Requests and processor time of the main process while everything is hidden. */
async function benchIdle(profile: string, workspace: DemoWorkspace, seconds: number): Promise<BenchRow[]> {
  const running = await launchApp({ profile });
  try {
    const main = await running.main();
    await main.getByText(LONG).first().waitFor();
    await running.app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.hide();
    });
    await pause(5_000);
    const requests = workspace.log().length;
    const busy = await cpu(running);
    await pause(seconds * 1_000);
    const share = ((await cpu(running)) - busy) / (seconds * 1_000);
    const perTenMinutes = ((workspace.log().length - requests) / seconds) * 600;
    return [
      {
        name: `idle in the tray, requests in 10 min (from ${seconds} s)`,
        value: perTenMinutes,
        unit: '',
        against: 'one poll a minute',
        reference: 10,
        budget: 12,
      },
      {
        name: 'idle in the tray, share of one core in main',
        value: share * 100,
        unit: '%',
        against: 'the whole core',
        reference: 100,
        budget: 1,
      },
    ];
  } finally {
    await running.quit();
  }
}

/** Processor time of main so far, ms. */
function cpu(running: RunningApp): Promise<number> {
  return running.app.evaluate(() => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

async function waitFor<T>(read: () => T | null): Promise<T> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const value = read();
    if (value !== null) return value;
    await pause(50);
  }
  throw new Error('the program did not become ready');
}
