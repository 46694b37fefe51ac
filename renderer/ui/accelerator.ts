/**
 * Accelerators as the platform writes them. They are Electron's notation, e.g. `Alt+Space`, with `Mod` or
 * `CommandOrControl` for the platform's command key.
 */
export type Platform = 'darwin' | 'win32' | 'linux';

type Modifier = 'control' | 'alt' | 'shift' | 'command' | 'super';

/** The order in which a platform names modifiers. */
const ORDER: readonly Modifier[] = ['control', 'alt', 'shift', 'command', 'super'];

const MODIFIERS: Readonly<Record<string, Modifier | 'mod'>> = {
  mod: 'mod',
  commandorcontrol: 'mod',
  cmdorctrl: 'mod',
  command: 'command',
  cmd: 'command',
  control: 'control',
  ctrl: 'control',
  alt: 'alt',
  option: 'alt',
  altgr: 'alt',
  shift: 'shift',
  super: 'super',
  meta: 'super',
};

const MAC_SIGNS: Readonly<Record<Modifier, string>> = {
  control: '⌃',
  alt: '⌥',
  shift: '⇧',
  command: '⌘',
  super: '⌘',
};

const KEY_SIGNS: Readonly<Record<string, string>> = {
  enter: '⏎',
  return: '⏎',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  backspace: '⌫',
  plus: '+',
};

/** Keys that have a name instead of a sign, and catalogue keys of every name. */
const NAMES: Readonly<Record<string, string>> = {
  control: 'keys.control',
  alt: 'keys.alt',
  shift: 'keys.shift',
  command: 'keys.command',
  super: 'keys.super',
  option: 'keys.option',
  space: 'keys.space',
  escape: 'keys.escape',
  esc: 'keys.escape',
  tab: 'keys.tab',
  delete: 'keys.delete',
  home: 'keys.home',
  end: 'keys.end',
  pageup: 'keys.pageUp',
  pagedown: 'keys.pageDown',
  insert: 'keys.insert',
};

const SPOKEN: Readonly<Record<string, string>> = {
  enter: 'keys.enter',
  return: 'keys.enter',
  up: 'keys.up',
  down: 'keys.down',
  left: 'keys.left',
  right: 'keys.right',
  backspace: 'keys.backspace',
  ',': 'keys.comma',
  '.': 'keys.period',
};

type Translate = (key: string) => string;

/** How it is written on the platform: `⇧⌘V` or `⌥ Space` on macOS, `Ctrl+Shift+V` elsewhere (with the names of the language). */
export function formatAccelerator(accelerator: string, platform: Platform, t: Translate): string {
  const { modifiers, key } = parse(accelerator, platform);
  const name = writtenKey(key, t);
  if (platform === 'darwin') {
    const signs = modifiers.map((each) => MAC_SIGNS[each]).join('');
    const isWord = NAMES[key.toLowerCase()] !== undefined;
    return isWord && signs !== '' ? `${signs} ${name}` : `${signs}${name}`;
  }
  return [...modifiers.map((each) => t(NAMES[each] ?? each)), name].join('+');
}

/** The same in words, for those who hear it: `Shift Command V`. */
export function speakAccelerator(accelerator: string, platform: Platform, t: Translate): string {
  const { modifiers, key } = parse(accelerator, platform);
  const names = modifiers.map((each) =>
    t((each === 'alt' && platform === 'darwin' ? NAMES.option : NAMES[each]) ?? ''),
  );
  const spoken = SPOKEN[key.toLowerCase()];
  return [...names, spoken === undefined ? writtenKey(key, t) : t(spoken)].join(' ');
}

function parse(accelerator: string, platform: Platform): { modifiers: readonly Modifier[]; key: string } {
  const parts = accelerator.split('+');
  const key = parts.pop() ?? '';
  const named = parts.map((part) => MODIFIERS[part.toLowerCase()]).filter((each) => each !== undefined);
  const held = new Set(named.map((each) => (each === 'mod' ? (platform === 'darwin' ? 'command' : 'control') : each)));
  return { modifiers: ORDER.filter((each) => held.has(each)), key };
}

function writtenKey(key: string, t: Translate): string {
  const lower = key.toLowerCase();
  const sign = KEY_SIGNS[lower];
  if (sign !== undefined) return sign;
  const name = NAMES[lower];
  if (name !== undefined) return t(name);
  return key.length === 1 ? key.toUpperCase() : key;
}
