import type { Settings } from '../../preload/contract.ts';
import { appError, fail, ok, type Result } from '../errors.ts';
import { currentVersion, migrate } from './migrations.ts';
import { parsePatch, parseSettings } from './schema.ts';

/** Where one value is kept: a key of electron-store in the app, a variable in tests. */
export interface KeyValue {
  /** `undefined` when nothing was ever written. */
  read(): unknown;
  /** Throws when the disk refuses. */
  write(value: unknown): void;
}

export interface SettingsStore {
  get(): Settings;
  /**
   * Changes some fields. Errors: `validation` with reason `setting` (nothing is changed), `storage` with reason
   * `notWritten`: the change holds for this run but could not be written.
   */
  set(patch: unknown): Result<Settings>;
  /** Calls the listener after every change; answers how to stop it. */
  subscribe(listener: (settings: Settings) => void): () => void;
}

export function createSettings(backend: KeyValue): SettingsStore {
  const listeners = new Set<(settings: Settings) => void>();
  let settings = parseSettings(migrate(backend.read()));

  return {
    get: () => settings,
    set(wanted) {
      const patch = parsePatch(wanted);
      if (patch === null) return fail(appError('validation', 'settings: not a valid change', { reason: 'setting' }));
      settings = { ...settings, ...patch };
      for (const listener of listeners) listener(settings);
      const written = writeTo(backend, { version: currentVersion(), ...settings });
      return written.ok ? ok(settings) : written;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Writes a value; a full or read-only disk is `storage` with reason `notWritten`. */
export function writeTo(backend: KeyValue, value: unknown): Result<null> {
  try {
    backend.write(value);
    return ok(null);
  } catch {
    return fail(appError('storage', 'settings: the disk refused', { reason: 'notWritten' }));
  }
}
