import type { KeyPress } from '../app/keys.ts';

/** What a press means while a hotkey is being recorded. */
export type Recorded =
  | { readonly kind: 'cancel' }
  /** Only modifiers so far; `held` is what to show, e.g. `Control+Alt`. */
  | { readonly kind: 'held'; readonly held: string }
  | { readonly kind: 'accelerator'; readonly accelerator: string }
  /** A key no accelerator can name, e.g. a dead key. */
  | { readonly kind: 'unusable' };

const MODIFIER_KEYS: ReadonlySet<string> = new Set(['Control', 'Alt', 'AltGraph', 'Shift', 'Meta', 'Super', 'OS']);

const NAMED: Readonly<Record<string, string>> = {
  ' ': 'Space',
  '\u00a0': 'Space',
  Enter: 'Enter',
  Tab: 'Tab',
  Backspace: 'Backspace',
  Delete: 'Delete',
  Insert: 'Insert',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  '+': 'Plus',
};

/**
 * The accelerator of a key press, in Electron's notation. Letters go by what is printed on the key; where a modifier
 * turns it into another sign (Option on a Mac), by its place.
 */
export function record(press: KeyPress): Recorded {
  const modifiers = heldModifiers(press);
  if (MODIFIER_KEYS.has(press.key)) return { kind: 'held', held: modifiers.join('+') };
  if (press.key === 'Escape' && modifiers.length === 0) return { kind: 'cancel' };
  const key = keyName(press);
  return key === null ? { kind: 'unusable' } : { kind: 'accelerator', accelerator: [...modifiers, key].join('+') };
}

function heldModifiers({ ctrlKey, altKey, shiftKey, metaKey }: KeyPress): string[] {
  return [
    ...(ctrlKey ? ['Control'] : []),
    ...(altKey ? ['Alt'] : []),
    ...(shiftKey ? ['Shift'] : []),
    ...(metaKey ? ['Super'] : []),
  ];
}

function keyName({ key, code }: KeyPress): string | null {
  if (code === 'Space') return 'Space';
  const pad = /^Numpad(\d)$/.exec(code);
  if (pad) return `num${pad[1]}`;
  const named = NAMED[key];
  if (named !== undefined) return named;
  if (/^F([1-9]|1\d|2[0-4])$/.test(key)) return key;
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  // With Shift a digit is another sign, and on a French keyboard without it.
  const place = /^(?:Key([A-Z])|Digit(\d))$/.exec(code);
  if (place) return place[1] ?? place[2] ?? null;
  return /^[`\-=[\]\\;',./]$/.test(key) ? key : null;
}
