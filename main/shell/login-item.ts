import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, app } from 'electron';
import { errorTrace, type Log } from '../log.ts';
import type { SettingsStore } from '../settings/settings.ts';
import { programFile } from './relaunch.ts';

/** The system's list of programs that start at login. */
export interface LoginItem {
  /** Whether the program is on it and will be started: a person may have taken it off there, or switched it off. */
  isOn(): boolean;
  /** Puts it there, to start in the tray, or takes it off. Throws where the list cannot be written. */
  set(on: boolean): void;
}

export interface LoginItemSystem {
  readonly platform: NodeJS.Platform;
  readonly app: Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>;
  /** Folder of the person's settings of all programs (`appData`). */
  readonly config: string;
  /** The file the system is to start. */
  readonly program: string;
}

const HIDDEN = '--hidden';

/** Whether the system started the program at login: it then stays in the tray. macOS passes no arguments of ours. */
export function startedAtLogin(argv: readonly string[]): boolean {
  return argv.includes(HIDDEN) || (process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin);
}

/** Ours on this computer; `null` for a program that runs from its sources, which is never registered. */
export function ownLoginItem(): LoginItem | null {
  if (!app.isPackaged) return null;
  const program = programFile(process.execPath, process.env);
  return createLoginItem({ platform: process.platform, app, config: app.getPath('appData'), program });
}

export function createLoginItem(system: LoginItemSystem): LoginItem {
  const entry = { path: system.program, args: [HIDDEN] };
  switch (system.platform) {
    case 'linux':
      return desktopFile(join(system.config, 'autostart'), system.program);
    case 'darwin':
      return {
        // SMAppService: `requires-approval` is what System Settings says of a program switched off there.
        isOn: () => system.app.getLoginItemSettings().status === 'enabled',
        set: (openAtLogin) => system.app.setLoginItemSettings({ openAtLogin }),
      };
    default:
      return {
        // The entry is looked up by path and arguments. Switched off in the Task Manager it is still there, and not run.
        isOn: () => system.app.getLoginItemSettings(entry).executableWillLaunchAtLogin,
        set: (openAtLogin) => system.app.setLoginItemSettings({ ...entry, openAtLogin }),
      };
  }
}

/** Electron has no login items on Linux; desktops read this folder (XDG autostart specification). */
function desktopFile(folder: string, program: string): LoginItem {
  const file = join(folder, 'org.halext.Companion.desktop');
  return {
    isOn() {
      try {
        // How desktops switch an entry off without removing it.
        return !/^(?:Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/im.test(readFileSync(file, 'utf8'));
      } catch {
        return false;
      }
    },
    set(on) {
      if (!on) return rmSync(file, { force: true });
      mkdirSync(folder, { recursive: true });
      writeFileSync(
        file,
        `[Desktop Entry]\nType=Application\nName=Halext Companion\nExec=${quoted(program)} ${HIDDEN}\nX-GNOME-Autostart-enabled=true\n`,
      );
    },
  };
}

/** A path as a word of `Exec`: https://specifications.freedesktop.org/desktop-entry/latest/exec-variables.html */
function quoted(path: string): string {
  const word = path.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%');
  // The value is a string, in which a backslash stands for itself only when doubled.
  return `"${word.replaceAll('\\', '\\\\')}"`;
}

export interface LoginSettingDeps {
  readonly settings: SettingsStore;
  /** `null` where the program must not be on the list, as when it runs from its sources. */
  readonly item: LoginItem | null;
  readonly log: Log;
}

/**
 * Keeps the setting and the system's list the same. A change of the setting goes to the list; the returned function looks
 * there, because a person may have taken the program off: then the setting is off too, and is not put on again.
 */
export function keepLoginItem({ settings, item, log }: LoginSettingDeps): () => void {
  let applied = settings.get().openAtLogin;
  if (!item) return () => {};

  /** A list that cannot be written must not keep the program from starting, nor other settings from being kept. */
  function put(on: boolean): void {
    try {
      item?.set(on);
    } catch (cause) {
      log('loginItem.failed', errorTrace(cause));
    }
  }

  settings.subscribe(({ openAtLogin }) => {
    if (openAtLogin === applied) return;
    applied = openAtLogin;
    put(openAtLogin);
  });
  return () => {
    if (!applied) return;
    // The program may have moved since: the list gets its place of today.
    if (item.isOn()) return put(true);
    applied = false;
    settings.set({ openAtLogin: false });
  };
}
