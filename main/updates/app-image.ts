import { chmodSync, constants, copyFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppImageUpdater } from 'electron-updater';

/**
 * electron-updater's, but for the last step: it removes the old AppImage and then moves the new one there, and leaves
 * nothing where that fails, e.g. on a full disk.
 */
export class CarefulAppImageUpdater extends AppImageUpdater {
  /** Puts what was downloaded in the place of `APPIMAGE` and starts it. Throws, with the old one untouched. */
  protected override doInstall(): boolean {
    const { installerPath } = this;
    const { APPIMAGE: old } = process.env;
    if (installerPath === null || old === undefined) return false;
    const place = placeOf(old, basename(installerPath));
    putInPlace(installerPath, place);
    if (place !== old) rmSync(old);
    // The variable tells the new one not to ask whether it should be put into the menus.
    this.spawnLog(place, [], { ...process.env, APPIMAGE_SILENT_INSTALL: 'true' }).catch((cause) =>
      this.dispatchError(cause),
    );
    return true;
  }
}

/** A name with a version in it gets the new one; any other name is the person's, and stays. */
function placeOf(old: string, fresh: string): string {
  return /\d+\.\d+\.\d+/.test(basename(old)) ? join(dirname(old), fresh) : old;
}

/** Renaming within a folder is one step: whenever it ends before, what was there is there. */
function putInPlace(from: string, place: string): void {
  const beside = `${place}.part`;
  try {
    copyFileSync(from, beside, constants.COPYFILE_FICLONE);
    chmodSync(beside, 0o755);
    renameSync(beside, place);
  } catch (cause) {
    rmSync(beside, { force: true });
    throw cause;
  }
  rmSync(from, { force: true });
}
