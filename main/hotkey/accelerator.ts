export type Modifier = 'ctrl' | 'alt' | 'altgr' | 'shift' | 'super';

/** A combination of keys in one spelling. `super` is the key with the system's sign: Command, Windows, Meta. */
export interface Keys {
  /** Each once, always in the same order. */
  readonly modifiers: readonly Modifier[];
  /** Electron's name of it in lower case: `a`, `7`, `f5`, `space`, `plus`, `num3`, `;`… */
  readonly key: string;
}

/** Why it can be no hotkey. `noModifier`: it would be stolen from every other program while typing. */
export type Refusal = 'invalid' | 'noModifier';

const ORDER: readonly Modifier[] = ['ctrl', 'alt', 'altgr', 'shift', 'super'];

const MODIFIERS: Readonly<Record<string, Modifier | 'main'>> = {
  command: 'super',
  cmd: 'super',
  control: 'ctrl',
  ctrl: 'ctrl',
  commandorcontrol: 'main',
  cmdorctrl: 'main',
  alt: 'alt',
  option: 'alt',
  altgr: 'altgr',
  shift: 'shift',
  super: 'super',
  meta: 'super',
};

const KEY =
  /^([a-z0-9]|f([1-9]|1\d|2[0-4])|space|tab|return|enter|up|down|left|right|home|end|pageup|pagedown|insert|delete|backspace|plus|num\d|[`\-=[\]\\;',./])$/;

/** Reads an accelerator in Electron's notation (https://www.electronjs.org/docs/latest/api/accelerator). */
export function parseAccelerator(accelerator: string, platform: NodeJS.Platform): Keys | Refusal {
  const parts = accelerator.toLowerCase().split('+');
  const key = parts.pop() ?? '';
  if (!KEY.test(key)) return 'invalid';
  const modifiers = new Set<Modifier>();
  for (const part of parts) {
    const modifier = Object.hasOwn(MODIFIERS, part) ? MODIFIERS[part] : undefined;
    if (modifier === undefined) return 'invalid';
    modifiers.add(modifier === 'main' ? mainModifier(platform) : modifier);
  }
  const typed = [...modifiers].every((modifier) => modifier === 'shift');
  if (typed && !/^f\d+$/.test(key)) return 'noModifier';
  return {
    modifiers: ORDER.filter((modifier) => modifiers.has(modifier)),
    key: key === 'return' ? 'enter' : key,
  };
}

function mainModifier(platform: NodeJS.Platform): Modifier {
  return platform === 'darwin' ? 'super' : 'ctrl';
}
