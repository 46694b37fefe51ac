import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { findChromium } from './find.ts';

/** What a browser does besides showing our pages; its address bar alone loads two pages of its own for each window. */
const WITHOUT = [
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'PaintHolding',
  'MediaRouter',
  'OptimizationHints',
  'Translate',
  'GlobalMediaControls',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
];

/** What makes Chromium quiet, steady and without windows of its own. */
const FLAGS = [
  '--no-sandbox',
  '--no-startup-window',
  '--no-first-run',
  '--no-default-browser-check',
  '--remote-debugging-port=0',
  '--disable-extensions',
  '--disable-breakpad',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-search-engine-choice-screen',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-dev-shm-usage',
  '--disable-popup-blocking',
  '--disable-hang-monitor',
  '--disable-ipc-flooding-protection',
  '--disable-infobars',
  '--disable-back-forward-cache',
  '--password-store=basic',
  '--metrics-recording-only',
  '--force-color-profile=srgb',
  '--allow-pre-commit-input',
  '--enable-unsafe-swiftshader',
  '--use-fake-device-for-media-stream',
  `--disable-features=${WITHOUT.join(',')}`,
];

export interface LaunchedChromium {
  readonly process: ChildProcess;
  /** Address of the debugging port. */
  readonly url: string;
  readonly executable: string;
}

export interface LaunchOptions {
  readonly profile: string;
  readonly headed: boolean;
  readonly switches: readonly string[];
}

/** Starts Chromium; it dies with this process, however this process dies. */
export async function launchChromium(options: LaunchOptions): Promise<LaunchedChromium> {
  const executable = findChromium();
  if (!executable) throw new Error('electron-double: no Chromium found (set COMPANION_CHROMIUM to its path)');
  mkdirSync(options.profile, { recursive: true });
  const headless = options.headed ? [] : ['--headless=new'];
  const child = spawn(
    'setpriv',
    [
      '--pdeathsig',
      'KILL',
      executable,
      ...headless,
      ...FLAGS,
      ...options.switches,
      `--user-data-dir=${options.profile}`,
    ],
    // Without a session bus Chromium leaves the keyring and the desktop alone.
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'disabled:' } },
  );
  const url = await readAddress(child);
  child.unref();
  return { process: child, url, executable };
}

function readAddress(child: ChildProcess): Promise<string> {
  let log = '';
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Chromium ended with ${code}\n${log}`)));
    child.stderr?.on('data', (chunk) => {
      log += chunk;
      const match = /DevTools listening on (ws:\S+)/.exec(log);
      if (!match?.[1]) return;
      child.stderr?.removeAllListeners('data');
      child.stderr?.resume(); // keep the pipe drained
      resolve(match[1]);
    });
  });
}
