import { join } from 'node:path';
import ElectronStore from 'electron-store';
import { setAsideBrokenFile } from '../settings/broken-file.ts';
import type { KeyValue } from '../settings/settings.ts';

export interface OpenedFile {
  readonly backend: KeyValue;
  /** The broken file that was found and set aside, if any. */
  readonly aside: string | null;
}

const KEY = 'value';

/**
 * Opens one JSON file of the profile as a single value. A broken file is set aside first; where the disk refuses, the
 * value lives for this run only.
 */
export function openJsonFile(folder: string, name: string, now: number): OpenedFile {
  const aside = setAsideBrokenFile(join(folder, `${name}.json`), now);
  return { backend: openBackend(folder, name), aside: aside.ok ? aside.value : null };
}

function openBackend(folder: string, name: string): KeyValue {
  try {
    const store = new ElectronStore<Record<string, unknown>>({ cwd: folder, name });
    return { read: () => store.get(KEY), write: (value) => store.set(KEY, value) };
  } catch {
    let value: unknown;
    return {
      read: () => value,
      write(next) {
        value = next;
        throw new Error('the settings file cannot be written');
      },
    };
  }
}
