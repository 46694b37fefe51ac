import type { Public } from '../emitter.ts';
import { life } from '../state.ts';
import { strict } from '../strict.ts';
import { normaliseAccelerator } from './accelerator.ts';

const callbacks = new Map<string, () => void>();
/** Combinations another program has: registering one answers false. */
const taken = new Set<string>();

function register(accelerator: string, callback: () => void): boolean {
  if (!life.ready) throw new Error('globalShortcut cannot be used before the app is ready');
  const key = normaliseAccelerator(accelerator);
  if (callbacks.has(key) || taken.has(key)) return false;
  callbacks.set(key, callback);
  return true;
}

export const globalShortcut = strict('globalShortcut', {
  register,
  registerAll(accelerators: string[], callback: () => void) {
    for (const accelerator of accelerators) register(accelerator, callback);
  },
  isRegistered: (accelerator: string) => callbacks.has(normaliseAccelerator(accelerator)),
  unregister(accelerator: string) {
    callbacks.delete(normaliseAccelerator(accelerator));
  },
  unregisterAll: () => callbacks.clear(),
}) satisfies Public<Electron.GlobalShortcut>;

export const shortcutDrive = {
  /** Presses a combination anywhere on the system; false when nobody listens to it. */
  trigger(accelerator: string): boolean {
    const callback = callbacks.get(normaliseAccelerator(accelerator));
    callback?.();
    return callback !== undefined;
  },
  list: () => [...callbacks.keys()],
  /** From now on another program has this combination. */
  take: (accelerator: string) => void taken.add(normaliseAccelerator(accelerator)),
  release: (accelerator: string) => void taken.delete(normaliseAccelerator(accelerator)),
};
