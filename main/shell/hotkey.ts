import type { HotkeyState } from '../../preload/contract.ts';

/** The part of Electron's `globalShortcut` this needs. */
export interface ShortcutRegistry {
  register(accelerator: string, callback: () => void): boolean;
  unregister(accelerator: string): void;
}

export const DEFAULT_HOTKEY = 'Alt+Space';

/** Tried in turn when the default is taken and nobody has chosen another: GNOME and PowerToys use Alt+Space. */
const FALLBACKS = ['Alt+Shift+Space', 'CommandOrControl+Shift+Space', 'CommandOrControl+Alt+Space'] as const;

const MODIFIERS: ReadonlySet<string> = new Set([
  'command',
  'cmd',
  'control',
  'ctrl',
  'commandorcontrol',
  'cmdorctrl',
  'alt',
  'option',
  'altgr',
  'super',
  'meta',
]);

const KEY =
  /^([a-z0-9]|f([1-9]|1\d|2[0-4])|space|tab|return|enter|up|down|left|right|home|end|pageup|pagedown|insert|delete|backspace|plus|num\d|[`\-=[\]\\;',./])$/i;

export interface Hotkey {
  /** Takes the accelerator; `''` switches the hotkey off. The old one is always released first. */
  set(accelerator: string): HotkeyState;
  state(): HotkeyState;
}

/**
 * Owns the one global shortcut. `fire` runs on each press. The default falls back to others when it is taken; an
 * accelerator a person chose is never replaced behind their back.
 */
export function createHotkey(registry: ShortcutRegistry, fire: () => void): Hotkey {
  let current: HotkeyState = { kind: 'off' };

  function take(accelerator: string): HotkeyState {
    const refusal = refuse(accelerator);
    if (refusal) return { kind: 'failed', accelerator, reason: refusal };
    try {
      if (registry.register(accelerator, fire)) return { kind: 'registered', accelerator };
      return { kind: 'failed', accelerator, reason: 'taken' };
    } catch {
      // Electron throws for accelerators it cannot parse.
      return { kind: 'failed', accelerator, reason: 'invalid' };
    }
  }

  function release(): void {
    if (current.kind === 'registered') registry.unregister(current.accelerator);
  }

  return {
    state: () => current,
    set(accelerator) {
      release();
      current = { kind: 'off' };
      if (accelerator === '') return current;
      const candidates = accelerator === DEFAULT_HOTKEY ? [accelerator, ...FALLBACKS] : [accelerator];
      const first = take(accelerator);
      current = first;
      for (const candidate of candidates.slice(1)) {
        if (current.kind === 'registered') break;
        current = take(candidate);
      }
      if (current.kind !== 'registered') current = first;
      return current;
    },
  };
}

function refuse(accelerator: string): 'invalid' | 'noModifier' | null {
  const parts = accelerator.split('+');
  const key = parts.pop() ?? '';
  if (!KEY.test(key)) return 'invalid';
  const names = parts.map((part) => part.toLowerCase());
  if (names.some((name) => name !== 'shift' && !MODIFIERS.has(name))) return 'invalid';
  const functionKey = /^f\d+$/i.test(key);
  // A bare key, or Shift alone, would be stolen from every other program while typing.
  return functionKey || names.some((name) => MODIFIERS.has(name)) ? null : 'noModifier';
}
