import { UPDATE_KEYS } from './keys.ts';

/** Where people read about versions and fetch them by hand. */
export const RELEASES_PAGE = 'https://github.com/scawful/halext-org/releases';

/** The folder that holds the feed files, their signatures and the files they name; `electron-builder.yml` says the same. */
export const FEED_ADDRESS = `${RELEASES_PAGE}/latest/download/`;

/** Where to look, and whose signature counts. */
export interface Feed {
  /** Folder of the feed, with a slash at its end. */
  readonly address: string;
  /** See `keys.ts`. */
  readonly keys: readonly string[];
}

/**
 * An unpackaged program looks nowhere, unless `COMPANION_UPDATE_FEED` (a folder's address) and `COMPANION_UPDATE_KEY` say
 * where; a packaged one never heeds them.
 */
export function feedOf(env: Readonly<Record<string, string | undefined>>, packaged: boolean): Feed {
  if (packaged) return { address: FEED_ADDRESS, keys: UPDATE_KEYS };
  const { COMPANION_UPDATE_FEED: address, COMPANION_UPDATE_KEY: key } = env;
  return address && key ? { address, keys: [key] } : { address: FEED_ADDRESS, keys: [] };
}

/** The feed file of a system, as electron-builder names it; `null` where there is none. */
export function feedName(platform: string, arch: string): string | null {
  switch (platform) {
    case 'win32':
      return 'latest.yml';
    case 'darwin':
      return 'latest-mac.yml';
    case 'linux':
      return arch === 'x64' ? 'latest-linux.yml' : `latest-linux-${arch}.yml`;
    default:
      return null;
  }
}
