import { parseUpdateInfo } from 'electron-updater/out/providers/Provider.js';

/** electron-updater's own reader: what electron-builder writes is read by what belongs to it. `null` when it is no YAML. */
export function readYaml(text: string): unknown {
  try {
    return parseUpdateInfo(text, 'feed', new URL('feed:'));
  } catch {
    return null;
  }
}
