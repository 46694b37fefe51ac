import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { type ClientRequest, type IncomingMessage, type RequestOptions, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor.js';
import { type Clock, systemClock } from '../../../main/clock.ts';
import { createHttpClient } from '../../../main/http/client.ts';
import { CarefulAppImageUpdater } from '../../../main/updates/app-image.ts';
import { checkFeed } from '../../../main/updates/check.ts';
import { createDownload, tame } from '../../../main/updates/electron-updater.ts';
import type { Feed } from '../../../main/updates/feed.ts';
import { createUpdateDesk, type UpdateDesk } from '../../../main/updates/index.ts';
import type { Installer } from '../../../main/updates/installer.ts';
import type { UpdateHold, UpdateState } from '../../../preload/contract.ts';

/** electron-updater's own executor on Node's network, where there is no Electron. */
class NodeExecutor extends ElectronHttpExecutor {
  override createRequest(options: RequestOptions, callback: (response: IncomingMessage) => void): never {
    // Typed as Electron's request; what is used of it is alike.
    return request(options, callback) satisfies ClientRequest as never;
  }
  protected override addRedirectHandlers(): void {}
}

/** An installed AppImage of some version, with the real electron-updater and everything that is ours. */
export interface Installation {
  readonly desk: UpdateDesk;
  /** The file that is the program. */
  readonly program: string;
  /** Files of a download, finished or not. */
  leftovers(): string[];
  /** Every state so far. */
  readonly states: readonly UpdateState[];
  /** Resolves with the state as soon as it is of that kind. */
  reached<K extends UpdateState['kind']>(kind: K): Promise<Extract<UpdateState, { kind: K }>>;
  readonly holds: UpdateHold[];
  remove(): Promise<void>;
}

export interface InstallationOptions extends Feed {
  readonly version?: string;
  readonly clock?: Clock;
  /** Name of the file that is the program. */
  readonly fileName?: string;
}

const FILE = 'companion.AppImage';

/** Its `Installer`, without the quitting, which is Electron's. */
export function appImage(
  folder: string,
  address: string,
  version: string,
  { clock = systemClock, fileName = FILE }: Pick<InstallationOptions, 'clock' | 'fileName'> = {},
): Installer {
  const program = join(folder, fileName);
  writeFileSync(program, 'the old program', { mode: 0o755 });
  writeFileSync(join(folder, 'app-update.yml'), 'updaterCacheDirName: companion-updater\n');
  process.env.APPIMAGE = program;
  const updater = new CarefulAppImageUpdater(null, {
    version,
    name: 'companion',
    isPackaged: true,
    appUpdateConfigPath: join(folder, 'app-update.yml'),
    userDataPath: join(folder, 'profile'),
    baseCachePath: join(folder, 'cache'),
    whenReady: async () => {},
    relaunch: () => {},
    quit: () => {},
    onQuit: () => {},
  });
  Object.assign(updater, { httpExecutor: new NodeExecutor() });
  tame(updater);
  return {
    download: createDownload(updater, { clock, address }),
    install: () =>
      new Promise(() => {
        updater.install(true, true);
      }),
  };
}

export function installation({
  address,
  keys,
  version = '1.0.0',
  clock = systemClock,
  fileName = FILE,
}: InstallationOptions): Installation {
  const folder = mkdtempSync(join(tmpdir(), 'installation-'));
  mkdirSync(join(folder, 'cache'));
  const http = createHttpClient({ clock, userAgent: 'Test/1' });
  const states: UpdateState[] = [];
  const holds: UpdateHold[] = [];
  const waiting = new Set<() => void>();
  const desk = createUpdateDesk({
    clock,
    random: () => 0,
    log: () => {},
    obstacle: null,
    check: (signal) => checkFeed({ http, address, keys, platform: 'linux', arch: 'x64', current: version }, signal),
    installer: appImage(folder, address, version, { clock, fileName }),
    holds: () => [...holds],
    weekly: () => false,
    kept: { checkedAt: () => null, setCheckedAt: () => {} },
    changed({ state }) {
      states.push(state);
      for (const look of [...waiting]) look();
    },
  });

  return {
    desk,
    program: join(folder, fileName),
    leftovers: () =>
      readdirSync(join(folder, 'cache'), { recursive: true, withFileTypes: true }).flatMap((entry) =>
        entry.isFile() ? [entry.name] : [],
      ),
    states,
    reached: (kind) =>
      new Promise((resolve) => {
        const look = () => {
          const { state } = desk.current();
          if (state.kind !== kind) return;
          waiting.delete(look);
          resolve(state as Extract<UpdateState, { kind: typeof kind }>);
        };
        waiting.add(look);
        look();
      }),
    holds,
    async remove() {
      await desk.close();
      await http.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
