import { type AppUpdater, CancellationToken, type ProgressInfo, Provider, type UpdateInfo } from 'electron-updater';
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js';
import type { Clock } from '../clock.ts';
import { type AppError, appError, fail, ok, type Result } from '../errors.ts';
import { downloadError } from './download-error.ts';
import type { Installer, OnProgress } from './installer.ts';
import type { Release } from './release.ts';

/**
 * A download that brings nothing for so long is given up: Electron's network has no limit of its own. One that does not
 * say how long it is tells no progress, and ends here too.
 */
const STALL_MS = 60_000;
/** Where the feed names no size. */
const MOST_BYTES = 1_024 ** 3;

/** Tells electron-updater what was verified, so that it asks no feed of its own. */
function providerOf({ version, releasedAt, file: { name, sha512, size } }: Release, address: string) {
  const file = { url: name, sha512, ...(size === null ? {} : { size }) };
  return class extends Provider<UpdateInfo> {
    constructor(_options: unknown, _updater: unknown, runtime: ProviderRuntimeOptions) {
      super(runtime);
    }
    async getLatestVersion(): Promise<UpdateInfo> {
      return { version, files: [file], path: name, sha512, releaseDate: new Date(releasedAt ?? 0).toISOString() };
    }
    resolveFiles() {
      return [{ url: new URL(encodeURIComponent(name), address), info: file }];
    }
  };
}

export interface DownloaderDeps {
  readonly clock: Pick<Clock, 'after'>;
  /** Folder of the feed, with a slash at its end. */
  readonly address: string;
}

/** Sets electron-updater up to do nothing by itself. */
export function tame(updater: AppUpdater): AppUpdater {
  updater.autoDownload = false;
  // A quit is a quit: a new version comes when somebody says so.
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.disableWebInstaller = true;
  // The whole file is one request that one checksum covers; the parts of a differential download are hundreds.
  updater.disableDifferentialDownload = true;
  // It writes addresses and folders. What our log needs to know is in the results.
  updater.logger = null;
  return updater;
}

/** The download of an `Installer`, by electron-updater. */
export function createDownload(updater: AppUpdater, { clock, address }: DownloaderDeps): Installer['download'] {
  let last: Promise<unknown> = Promise.resolve();

  async function download(release: Release, onProgress: OnProgress, signal: AbortSignal): Promise<Result<null>> {
    const token = new CancellationToken();
    const most = release.file.size ?? MOST_BYTES;
    let given: AppError | null = null;
    const giveUp = (error: AppError) => {
      given = error;
      token.cancel();
    };
    const stall = () => giveUp(appError('timeout', 'download the new version', { reason: 'idle' }));
    let cancelStall = clock.after(STALL_MS, stall);
    const progressed = ({ transferred, total }: ProgressInfo) => {
      if (Math.max(transferred, total) > most) return giveUp(tooLong());
      cancelStall();
      cancelStall = clock.after(STALL_MS, stall);
      onProgress(transferred, total);
    };
    const stop = () => token.cancel();
    signal.addEventListener('abort', stop, { once: true });
    updater.on('download-progress', progressed);
    try {
      updater.setFeedURL({ provider: 'custom', updateProvider: providerOf(release, address) });
      const found = await updater.checkForUpdates();
      if (!found?.isUpdateAvailable) return fail(notTaken());
      if (signal.aborted) token.cancel();
      await updater.downloadUpdate(token);
      return ok(null);
    } catch (cause) {
      return fail(given ?? downloadError(cause));
    } finally {
      cancelStall();
      signal.removeEventListener('abort', stop);
      updater.off('download-progress', progressed);
    }
  }

  // It knows one download at a time, and one that was cancelled takes a moment to put its files away.
  return (release, onProgress, signal) => {
    const done = last.then(() => download(release, onProgress, signal));
    last = done;
    return done;
  };
}

/** It would not have the right checksum in the end, and must not fill the disk until then. */
function tooLong() {
  return appError('protocol', 'download the new version: longer than signed', { reason: 'updateTampered' });
}

/** It holds the version for no newer one, or this program for none it can replace. */
function notTaken() {
  return appError('protocol', 'download the new version: not taken', { reason: 'updateFeed' });
}
