import { join } from 'node:path';
import { app, autoUpdater } from 'electron';
import { MacUpdater, NsisUpdater } from 'electron-updater';
import type { Clock } from '../clock.ts';
import { type AppError, appError } from '../errors.ts';
import type { Log } from '../log.ts';
import { CarefulAppImageUpdater } from '../updates/app-image.ts';
import { createDownload, tame } from '../updates/electron-updater.ts';
import type { Installer } from '../updates/installer.ts';
import type { Quitting } from './quitting.ts';
import { relaunchOf } from './relaunch.ts';

export interface InstallerDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly quitting: Pick<Quitting, 'begin'>;
  /** Folder of the feed. */
  readonly address: string;
  /** An unpackaged program that acts as if it were packaged: docs/updates.md. */
  readonly rehearsal: boolean;
}

type Updater = MacUpdater | NsisUpdater | CarefulAppImageUpdater;

/** electron-updater, as far as it is needed here. */
export function createInstaller({ clock, log, quitting, address, rehearsal }: InstallerDeps): Installer {
  const updater = updaterOf(process.platform);
  tame(updater);
  if (rehearsal) {
    updater.forceDevUpdateConfig = true;
    updater.updateConfigPath = join(app.getPath('userData'), 'dev-app-update.yml');
  }
  return {
    download: createDownload(updater, { clock, address }),
    install: () =>
      updater instanceof MacUpdater ? installByQuitting(updater, quitting) : installAfterQuitting(updater, log),
  };
}

/** Chosen here: electron-updater's own choice would also take over what the system's packages installed. */
function updaterOf(platform: string): Updater {
  switch (platform) {
    case 'darwin':
      return new MacUpdater();
    case 'win32':
      return new NsisUpdater();
    default:
      return new CarefulAppImageUpdater();
  }
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
function installAfterQuitting(updater: NsisUpdater | CarefulAppImageUpdater, log: Log): Promise<AppError> {
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
