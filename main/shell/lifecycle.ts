import { resolve } from 'node:path';
import { app, powerMonitor } from 'electron';
import { DEEP_LINK_SCHEME, type Intent, parseArguments, parseLink } from '../links.ts';
import { createQuitting, type Quitting, type QuittingDeps } from './quitting.ts';
import { relaunchOf } from './relaunch.ts';

/** Wishes that arrive from outside: links, a second launch, the first launch's own arguments. */
export interface Wishes {
  /** What this launch itself asked for. */
  readonly own: Intent;
  /** From now on each wish goes to `handle`, those that came earlier first. */
  follow(handle: (intent: Intent) => void): void;
}

/**
 * Makes this the one running instance of its profile and collects wishes from before the app is ready: on macOS a link
 * that starts the program arrives as `open-url` at once. Answers `null` when another instance runs; it has been told.
 */
export function becomeTheOneInstance(): Wishes | null {
  if (!app.requestSingleInstanceLock()) return null;
  const pending: Intent[] = [];
  let deliver = (intent: Intent): void => {
    pending.push(intent);
  };
  app.on('second-instance', (_event, argv) => deliver(parseArguments(argv)));
  app.on('activate', () => deliver({ kind: 'show' }));
  app.on('open-url', (event, url) => {
    event.preventDefault();
    deliver(parseLink(url));
  });
  const own = parseArguments(process.argv);
  if (own.kind !== 'show') pending.push(own);
  return {
    own,
    follow(handle) {
      deliver = handle;
      for (const intent of pending.splice(0)) handle(intent);
    },
  };
}

/** Asks the system to send `halext://` links here. Unpackaged, the program to start is Electron with our folder. */
export function registerDeepLinks(): void {
  if (app.isPackaged) {
    app.setAsDefaultProtocolClient(DEEP_LINK_SCHEME);
    return;
  }
  const folder = process.argv[1];
  if (process.platform === 'win32' && folder) {
    app.setAsDefaultProtocolClient(DEEP_LINK_SCHEME, process.execPath, [resolve(folder)]);
  }
}

/**
 * Lets the program end in one way, whoever wants it to: a person, the system that shuts down, or a signal (Electron
 * itself turns SIGTERM, SIGINT and SIGHUP into a quit).
 */
export function installQuit(deps: Omit<QuittingDeps, 'exit'>): Quitting {
  const quitting = createQuitting({ ...deps, exit: () => app.exit(0) });
  app.on('before-quit', quitting.begin);
  app.on('will-quit', (event) => {
    event.preventDefault();
    quitting.end();
  });
  // Without a listener Electron quits with the last window; this program lives in the tray.
  app.on('window-all-closed', () => {});
  // Linux and macOS; the system waits for programs that say they are still at it.
  powerMonitor.on('shutdown', (event?: { preventDefault?: () => void }) => {
    event?.preventDefault?.();
    app.quit();
  });
  return quitting;
}

/** Ends the program and starts it again. */
export function restart(): void {
  app.relaunch(relaunchOf(process.execPath, process.argv, process.env));
  app.quit();
}
