import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';

/** Whether the system started the program at login: it then stays in the tray. macOS passes no arguments of ours. */
export function startedAtLogin(argv: readonly string[]): boolean {
  return argv.includes('--hidden') || (process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin);
}

/**
 * Starts the program at login, in the tray, or stops doing so. Unpackaged programs are never registered. Throws where
 * the folder of such programs cannot be written.
 */
export function setOpenAtLogin(open: boolean): void {
  if (!app.isPackaged) return;
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: open, args: ['--hidden'] });
    return;
  }
  // Electron has no login items on Linux; desktops read this folder (XDG autostart specification).
  const folder = join(app.getPath('appData'), 'autostart');
  const file = join(folder, 'org.halext.Companion.desktop');
  if (!open) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(folder, { recursive: true });
  const program = process.env.APPIMAGE ?? process.execPath;
  writeFileSync(
    file,
    `[Desktop Entry]\nType=Application\nName=Halext Companion\nExec="${program}" --hidden\nX-GNOME-Autostart-enabled=true\n`,
  );
}
