import { join } from 'node:path';
import { boot } from '../boot.ts';
import { Browser } from '../chromium/browser.ts';
import { life } from '../state.ts';
import { addedSwitches } from './command-line.ts';
import { getPath } from './paths.ts';

const ready = Promise.withResolvers<void>();
const browser = Promise.withResolvers<Browser>();
const gate = Promise.withResolvers<void>();
let running: Browser | null = null;
let started = false;

/** Resolves when Chromium is there and windows may be made. */
export const browserReady: Promise<Browser> = browser.promise;

/** Resolves when the application is ready. */
export const whenReady: Promise<void> = ready.promise;

// A test driver that announced itself wants to see every window from its first moment, and says when it is there.
if (!boot.switches.has('remote-debugging-port')) gate.resolve();
Object.defineProperty(globalThis, '__playwright_run', { value: () => gate.resolve() });

/**
 * Starts Chromium, once. The start waits for the end of the current turn, so that what the application's top level
 * decides (profile folder, switches, leaving at once) wins.
 */
export function start(): void {
  if (started) return;
  started = true;
  setImmediate(() => {
    if (life.quitting || life.exited) return;
    run().catch((error: unknown) => {
      console.error('electron-double: cannot start Chromium.', error);
      process.exit(1);
    });
  });
}

async function run(): Promise<void> {
  const options = {
    profile: join(getPath('userData'), 'chromium'),
    headed: boot.headed,
    switches: addedSwitches(),
  };
  running = await Browser.start(options, () => {
    if (!life.exited) process.exit(1);
  });
  const { product } = await running.session.send('Browser.getVersion');
  const versions = Object.freeze({ ...process.versions, chrome: product.split('/')[1] ?? '' });
  Object.defineProperty(process, 'versions', { value: versions, enumerable: true, configurable: true });
  // The line a test driver waits for.
  if (boot.switches.has('remote-debugging-port')) process.stderr.write(`DevTools listening on ${running.url}\n`);
  await gate.promise;
  life.ready = true;
  browser.resolve(running);
  ready.resolve();
}

process.on('exit', () => running?.kill());
