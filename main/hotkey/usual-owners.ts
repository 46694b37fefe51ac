import type { DesktopName } from '../../preload/contract.ts';
import { type Keys, parseAccelerator } from './accelerator.ts';

type Owners = Readonly<Record<string, string>>;

/** https://support.apple.com/en-us/102650, and System Settings › Keyboard › Keyboard Shortcuts */
const MACOS: Owners = {
  'super+space': 'Spotlight',
  'alt+super+space': 'Finder',
  'ctrl+space': 'Input Sources',
  'ctrl+alt+space': 'Input Sources',
  'ctrl+super+space': 'Character Viewer',
  'super+tab': 'App Switcher',
  'shift+super+tab': 'App Switcher',
  'super+`': 'Window Switcher',
  'ctrl+up': 'Mission Control',
  'ctrl+down': 'App Exposé',
  'ctrl+left': 'Mission Control',
  'ctrl+right': 'Mission Control',
  'shift+super+3': 'Screenshot',
  'shift+super+4': 'Screenshot',
  'shift+super+5': 'Screenshot',
  'ctrl+super+f': 'Full Screen',
};

/**
 * https://support.microsoft.com/en-us/windows/keyboard-shortcuts-in-windows, and PowerToys Run:
 * https://learn.microsoft.com/en-us/windows/powertoys/run
 */
const WINDOWS: Owners = {
  'alt+space': 'Windows, PowerToys Run',
  'alt+tab': 'Windows',
  'alt+shift+tab': 'Windows',
  'alt+f4': 'Windows',
  'ctrl+shift+enter': 'Windows',
  'ctrl+alt+delete': 'Windows',
  'ctrl+alt+tab': 'Windows',
};

/** The defaults of `org.gnome.desktop.wm.keybindings` and `org.gnome.settings-daemon.plugins.media-keys`. */
const GNOME: Owners = {
  'alt+space': 'GNOME Shell',
  'alt+tab': 'GNOME Shell',
  'alt+shift+tab': 'GNOME Shell',
  'alt+`': 'GNOME Shell',
  'alt+f1': 'GNOME Shell',
  'alt+f2': 'GNOME Shell',
  'alt+f4': 'GNOME Shell',
  'alt+f7': 'GNOME Shell',
  'alt+f8': 'GNOME Shell',
  'alt+f10': 'GNOME Shell',
  'super+space': 'GNOME Shell',
  'shift+super+space': 'GNOME Shell',
  'super+tab': 'GNOME Shell',
  'super+a': 'GNOME Shell',
  'super+d': 'GNOME Shell',
  'super+h': 'GNOME Shell',
  'super+l': 'GNOME Shell',
  'super+n': 'GNOME Shell',
  'super+s': 'GNOME Shell',
  'super+v': 'GNOME Shell',
  'ctrl+alt+tab': 'GNOME Shell',
  'ctrl+alt+delete': 'GNOME Shell',
  'ctrl+alt+t': 'Terminal',
};

/** System Settings › Keyboard › Shortcuts, as Plasma 6 ships them: Alt+Space and Alt+F2 are KRunner's. */
const KDE: Owners = {
  'alt+space': 'KRunner',
  'alt+f2': 'KRunner',
  'alt+f1': 'Plasma',
  'alt+f3': 'KWin',
  'alt+f4': 'KWin',
  'alt+tab': 'KWin',
  'alt+shift+tab': 'KWin',
  'alt+`': 'KWin',
  'super+tab': 'Plasma',
  'super+d': 'KWin',
  'super+e': 'Dolphin',
  'super+l': 'Plasma',
  'super+v': 'Klipper',
  'super+w': 'KWin',
  'ctrl+alt+t': 'Konsole',
  'ctrl+alt+l': 'Plasma',
  'ctrl+alt+delete': 'Plasma',
  'ctrl+f1': 'KWin',
  'ctrl+f2': 'KWin',
  'ctrl+f3': 'KWin',
  'ctrl+f4': 'KWin',
};

/** Their defaults: https://github.com/ibus/ibus (`trigger`), https://fcitx-im.org/wiki/Special:MyLanguage/FAQ */
const INPUT_METHODS: Owners = { 'ctrl+space': 'IBus, Fcitx' };

const OWNERS: Readonly<Record<DesktopName, Owners>> = {
  macos: MACOS,
  windows: WINDOWS,
  gnome: { ...INPUT_METHODS, ...GNOME },
  kde: { ...INPUT_METHODS, ...KDE },
  sway: INPUT_METHODS,
  hyprland: INPUT_METHODS,
  other: INPUT_METHODS,
};

/** Who usually has these keys on this desktop, in its own name; `null` when nobody is known to. */
export function usualOwner(accelerator: string, desktop: DesktopName): string | null {
  const keys = parseAccelerator(accelerator, desktop === 'macos' ? 'darwin' : 'linux');
  if (typeof keys === 'string') return null;
  // Windows keeps every combination with its own key for itself and for what comes with it.
  if (desktop === 'windows' && keys.modifiers.includes('super')) return 'Windows';
  return OWNERS[desktop][spell(keys)] ?? null;
}

function spell({ modifiers, key }: Keys): string {
  return [...modifiers, key].join('+');
}
