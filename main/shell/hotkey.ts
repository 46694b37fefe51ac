import type { HotkeyState } from '../../preload/contract.ts';
import { parseAccelerator } from '../hotkey/accelerator.ts';
import type { KeyHolder } from '../hotkey/doctor.ts';

/** The part of Electron's `globalShortcut` this needs. */
export interface ShortcutRegistry {
  register(accelerator: string, callback: () => void): boolean;
  unregister(accelerator: string): void;
}

export const DEFAULT_HOTKEY = 'Alt+Space';

/** Tried in turn when the default is taken and nobody has chosen another: GNOME and PowerToys use Alt+Space. */
const FALLBACKS = ['Alt+Shift+Space', 'CommandOrControl+Shift+Space', 'CommandOrControl+Alt+Space'] as const;

export interface HotkeyOptions {
  readonly platform: NodeJS.Platform;
  /** Runs on each press. */
  readonly fire: () => void;
  /** On Wayland a refusal says that there is no way to ask for keys, never that somebody else has them. */
  readonly session: 'x11' | 'wayland' | null;
}

/**
 * Owns the one global shortcut. The default falls back to others when it is taken; an accelerator a person chose is
 * never replaced behind their back.
 */
export function createHotkey(registry: ShortcutRegistry, { platform, fire, session }: HotkeyOptions): KeyHolder {
  let current: HotkeyState = { kind: 'off' };
  let paused = false;

  function take(accelerator: string): HotkeyState {
    const keys = parseAccelerator(accelerator, platform);
    if (typeof keys === 'string') return { kind: 'failed', accelerator, reason: keys };
    try {
      if (registry.register(accelerator, fire)) return { kind: 'registered', accelerator };
      return { kind: 'failed', accelerator, reason: session === 'wayland' ? 'unsupported' : 'taken' };
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
      paused = false;
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
    pause() {
      release();
      paused = true;
    },
    resume() {
      if (paused && current.kind === 'registered') current = take(current.accelerator);
      paused = false;
      return current;
    },
  };
}
