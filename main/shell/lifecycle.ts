import { resolve } from 'node:path';
import { app } from 'electron';
import { DEEP_LINK_SCHEME, type Intent, parseArguments, parseLink } from '../links.ts';

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

export interface Quitting {
  isQuitting(): boolean;
}

/** How long the last writes may take before the program ends without them: they are in the journal, not lost. */
const LAST_WRITES_MS = 1_500;

/**
 * A quit closes the windows for good and waits for `finish` (the database, the servers), but never longer than 1.5 s.
 */
export function installQuit(finish: () => Promise<void>): Quitting {
  let quitting = false;
  let finished = false;
  app.on('before-quit', () => {
    quitting = true;
  });
  app.on('will-quit', (event) => {
    if (finished) return;
    event.preventDefault();
    const limit = new Promise<void>((done) => setTimeout(done, LAST_WRITES_MS));
    void Promise.race([finish(), limit])
      .catch(() => {})
      .then(() => {
        finished = true;
        app.exit(0);
      });
  });
  // Without a listener Electron quits with the last window; this program lives in the tray.
  app.on('window-all-closed', () => {});
  return { isQuitting: () => quitting };
}
