import type { DesktopName, HotkeyBinding } from '../../preload/contract.ts';
import type { Keys, Modifier } from './accelerator.ts';
import { type CommandLine, shellLine, shellQuote } from './command-line.ts';

type Desktop = HotkeyBinding['desktop'];

const DESKTOPS: readonly Desktop[] = ['gnome', 'kde', 'sway', 'hyprland'];

/**
 * How each desktop is told to start the command on these keys, the one that runs first. A desktop that has no name for
 * one of the keys is left out.
 */
export function bindingsFor(keys: Keys, command: CommandLine, desktop: DesktopName): readonly HotkeyBinding[] {
  const ordered = [...DESKTOPS].sort((one, other) => Number(other === desktop) - Number(one === desktop));
  return ordered.flatMap((each) => WRITERS[each](keys, command));
}

const WRITERS: Readonly<Record<Desktop, (keys: Keys, command: CommandLine) => readonly HotkeyBinding[]>> = {
  gnome: (keys, command) => [{ desktop: 'gnome', kind: 'command', path: null, text: gnome(keys, command) }],
  kde: (keys, command) => {
    const text = kde(keys, command);
    return text === null ? [] : [{ desktop: 'kde', kind: 'command', path: null, text }];
  },
  sway: (keys, command) => [
    { desktop: 'sway', kind: 'config', path: '~/.config/sway/config', text: sway(keys, command) },
  ],
  hyprland: (keys, command) => [
    { desktop: 'hyprland', kind: 'config', path: '~/.config/hypr/hyprland.lua', text: hyprlandLua(keys, command) },
    { desktop: 'hyprland', kind: 'config', path: '~/.config/hypr/hyprland.conf', text: hyprlandConf(keys, command) },
  ],
};

// ------------------------------------------------------------------------------------------------------- names

/** X keysyms: GNOME, Sway and Hyprland all call keys by them (xkbcommon-keysyms.h). */
const KEYSYMS: Readonly<Record<string, string>> = {
  space: 'space',
  tab: 'Tab',
  enter: 'Return',
  up: 'Up',
  down: 'Down',
  left: 'Left',
  right: 'Right',
  home: 'Home',
  end: 'End',
  pageup: 'Page_Up',
  pagedown: 'Page_Down',
  insert: 'Insert',
  delete: 'Delete',
  backspace: 'BackSpace',
  plus: 'plus',
  '`': 'grave',
  '-': 'minus',
  '=': 'equal',
  '[': 'bracketleft',
  ']': 'bracketright',
  '\\': 'backslash',
  ';': 'semicolon',
  "'": 'apostrophe',
  ',': 'comma',
  '.': 'period',
  '/': 'slash',
};

function keysym(key: string): string {
  if (/^f\d+$/.test(key)) return key.toUpperCase();
  if (/^num\d$/.test(key)) return `KP_${key.slice(3)}`;
  return KEYSYMS[key] ?? key;
}

/** `QKeySequence`'s portable text. */
const QT_KEYS: Readonly<Record<string, string>> = {
  space: 'Space',
  tab: 'Tab',
  enter: 'Return',
  up: 'Up',
  down: 'Down',
  left: 'Left',
  right: 'Right',
  home: 'Home',
  end: 'End',
  pageup: 'PgUp',
  pagedown: 'PgDown',
  insert: 'Ins',
  delete: 'Del',
  backspace: 'Backspace',
  plus: '+',
};

function qtKey(key: string): string {
  if (/^num\d$/.test(key)) return `Num+${key.slice(3)}`;
  return QT_KEYS[key] ?? key.toUpperCase();
}

/** Level-3 shift, AltGr, is modifier 5 of X; Qt has no name for it. */
const GTK_MODIFIERS: Readonly<Record<Modifier, string>> = {
  ctrl: '<Control>',
  alt: '<Alt>',
  altgr: '<Mod5>',
  shift: '<Shift>',
  super: '<Super>',
};
const QT_MODIFIERS: Readonly<Record<Exclude<Modifier, 'altgr'>, string>> = {
  ctrl: 'Ctrl',
  alt: 'Alt',
  shift: 'Shift',
  super: 'Meta',
};
const SWAY_MODIFIERS: Readonly<Record<Modifier, string>> = {
  ctrl: 'Ctrl',
  alt: 'Mod1',
  altgr: 'Mod5',
  shift: 'Shift',
  super: 'Mod4',
};
const HYPRLAND_MODIFIERS: Readonly<Record<Modifier, string>> = {
  ctrl: 'CTRL',
  alt: 'ALT',
  altgr: 'MOD5',
  shift: 'SHIFT',
  super: 'SUPER',
};

// ------------------------------------------------------------------------------------------------------- texts

/**
 * A custom shortcut of GNOME (schema `org.gnome.settings-daemon.plugins.media-keys`). Its path stands in one list with
 * those of the person: ours is added to what is there. Values are GVariant text, within quotes of the shell.
 */
function gnome({ modifiers, key }: Keys, command: CommandLine): string {
  const accelerator = modifiers.map((each) => GTK_MODIFIERS[each]).join('') + keysym(key);
  const set = (name: string, value: string) =>
    `gsettings set "$keys.custom-keybinding:$ours" ${name} ${quoteAgain(gvariant(value))}`;
  return [
    'keys=org.gnome.settings-daemon.plugins.media-keys',
    'ours=/org/gnome/settings-daemon/plugins/media-keys/custom-keybindings/halext-companion/',
    'list=$(gsettings get "$keys" custom-keybindings) &&',
    'case "$list" in',
    `  *"'$ours'"*) ;;`,
    `  *'[]') gsettings set "$keys" custom-keybindings "['$ours']" ;;`,
    `  *) gsettings set "$keys" custom-keybindings "\${list%]}, '$ours']" ;;`,
    'esac',
    set('name', 'Halext Companion'),
    set('command', shellLine(command)),
    set('binding', accelerator),
  ].join('\n');
}

/** GVariant text is quoted itself; around it, double quotes stay readable. A `!` would be history to bash even there. */
function quoteAgain(text: string): string {
  return text.includes('!') ? shellQuote(text) : `"${text.replace(/["$`\\]/g, '\\$&')}"`;
}

function gvariant(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/**
 * A shortcut for a command in Plasma 6 is a program of its own, with its keys in its `.desktop` file: the service that
 * grabs keys takes those of every such file, at its start and whenever the list of programs changes
 * (`GlobalShortcutsRegistry::detectAppsWithShortcuts`, https://invent.kde.org/plasma/kglobalacceld). The second key
 * makes System Settings show it under "Commands", where it can be changed and removed.
 */
function kde({ modifiers, key }: Keys, command: CommandLine): string | null {
  const names = modifiers.map((each) => (each === 'altgr' ? null : QT_MODIFIERS[each]));
  if (names.includes(null)) return null;
  return [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell fills it in.
    'apps="${XDG_DATA_HOME:-$HOME/.local/share}/applications" && mkdir -p "$apps" &&',
    `cat > "$apps/org.halext.Companion.quick.desktop" <<'END'`,
    '[Desktop Entry]',
    'Type=Application',
    'Name=Halext Companion: quick window',
    `Exec=${desktopExec(command)}`,
    'NoDisplay=true',
    'StartupNotify=false',
    'X-KDE-GlobalAccel-CommandShortcut=true',
    `X-KDE-Shortcuts=${desktopString([...names, qtKey(key)].join('+'))}`,
    'END',
    'kbuildsycoca6',
  ].join('\n');
}

/** Desktop Entry Specification, "The Exec key": its own quotes, within a value that has escapes of its own. */
function desktopExec(command: CommandLine): string {
  const quote = (text: string) =>
    /^[\w./@+=:,-]+$/.test(text) ? text : `"${text.replaceAll('%', '%%').replace(/["`$\\]/g, '\\$&')}"`;
  return desktopString(command.map(quote).join(' '));
}

function desktopString(text: string): string {
  return text.replaceAll('\\', '\\\\');
}

/** sway(5): `exec` hands what follows to `sh`; `$` begins a variable of the file itself. */
function sway({ modifiers, key }: Keys, command: CommandLine): string {
  const keys = [...modifiers.map((each) => SWAY_MODIFIERS[each]), keysym(key)].join('+');
  return `bindsym ${keys} exec ${shellLine(command).replaceAll('$', '$$$$')}`;
}

/** Since 0.55: https://wiki.hypr.land/Configuring/Basics/Binds/ */
function hyprlandLua({ modifiers, key }: Keys, command: CommandLine): string {
  const keys = [...modifiers.map((each) => HYPRLAND_MODIFIERS[each]), keysym(key)].join(' + ');
  return `hl.bind("${keys}", hl.dsp.exec_cmd(${luaString(shellLine(command))}))`;
}

function luaString(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** Until 0.54: https://wiki.hypr.land/0.54.0/Configuring/Binds/ . `#` begins a comment unless it is doubled. */
function hyprlandConf({ modifiers, key }: Keys, command: CommandLine): string {
  const held = modifiers.map((each) => HYPRLAND_MODIFIERS[each]).join(' ');
  return `bind = ${held}, ${keysym(key)}, exec, ${shellLine(command).replaceAll('#', '##')}`;
}
