import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { app, autoUpdater } from 'electron';
import { AppImageUpdater, MacUpdater, NsisUpdater } from 'electron-updater';
import type { Clock } from '../clock.ts';
import { type AppError, appError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { UpdatePorts } from '../ports.ts';
import { createDownload, tame } from '../updates/electron-updater.ts';
import { feedOf } from '../updates/feed.ts';
import type { Installer } from '../updates/installer.ts';
import { obstacleOf } from '../updates/obstacle.ts';
import type { Quitting } from './quitting.ts';
import { relaunchOf } from './relaunch.ts';

export interface UpdaterDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly quitting: Pick<Quitting, 'begin'>;
}

type Updater = MacUpdater | NsisUpdater | AppImageUpdater;

/** What this system offers to replace the program by a newer version of itself. */
export function createUpdates(deps: UpdaterDeps): UpdatePorts {
  const { platform, arch, env } = process;
  const feed = feedOf(env, app.isPackaged);
  const rehearsal = !app.isPackaged && feed.keys.length > 0;
  const place = { packaged: app.isPackaged || rehearsal, platform, env, program: app.getPath('exe'), writable };
  let made: Installer | null = null;
  /** Made when it is needed: most days there is no new version. */
  const installer = () => {
    made ??= createInstaller(createUpdater(platform, rehearsal), feed.address, deps);
    return made;
  };
  return {
    feed,
    obstacle: obstacleOf(place),
    platform,
    arch,
    installer: {
      download: (release, onProgress, signal) => installer().download(release, onProgress, signal),
      install: () => installer().install(),
    },
  };
}

/** Chosen here: electron-updater's own choice would also take over what the system's packages installed. */
function createUpdater(platform: string, rehearsal: boolean): Updater {
  const updater = updaterOf(platform);
  if (rehearsal) {
    updater.forceDevUpdateConfig = true;
    updater.updateConfigPath = join(app.getPath('userData'), 'dev-app-update.yml');
  }
  tame(updater);
  return updater;
}

function updaterOf(platform: string): Updater {
  switch (platform) {
    case 'darwin':
      return new MacUpdater();
    case 'win32':
      return new NsisUpdater();
    default:
      return new AppImageUpdater();
  }
}

function createInstaller(updater: Updater, address: string, { clock, log, quitting }: UpdaterDeps): Installer {
  return {
    download: createDownload(updater, { clock, address }),
    install: () =>
      updater instanceof MacUpdater ? installByQuitting(updater, quitting) : installAfterQuitting(updater, log),
  };
}

/** Squirrel takes the file first and looks at its signature. Then it closes the windows, and quits when they are gone. */
function installByQuitting(updater: MacUpdater, quitting: Pick<Quitting, 'begin'>): Promise<AppError> {
  return new Promise((failed) => {
    // Before any window is asked to close: one that hides instead would keep the program from ending.
    autoUpdater.once('before-quit-for-update', quitting.begin);
    updater.once('error', () => {
      autoUpdater.off('before-quit-for-update', quitting.begin);
      failed(appError('unknown', 'install the new version', { reason: 'updateInstall' }));
    });
    updater.quitAndInstall();
  });
}

/**
 * The program quits first, so that the installer finds nothing half written: `quit` comes when the last writes are done,
 * and nothing after it.
 */
function installAfterQuitting(updater: NsisUpdater | AppImageUpdater, log: Log): Promise<AppError> {
  app.once('quit', () => {
    // The new program may be there before this one is gone, and would leave the place to it.
    app.releaseSingleInstanceLock();
    if (updater.install(true, true)) return;
    log('updates.failed', { command: 'install', reason: 'updateInstall' });
    app.relaunch(relaunchOf(process.execPath, process.argv, process.env));
  });
  app.quit();
  return new Promise(() => {});
}

function writable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
