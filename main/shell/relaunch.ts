import { DEEP_LINK_SCHEME } from '../links.ts';

export interface Relaunch {
  readonly execPath: string;
  readonly args: string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The file a person starts. An AppImage and the portable program of Windows run from a folder that is gone with them,
 * and name that file in a variable.
 */
export function programFile(execPath: string, env: Environment): string {
  return env.APPIMAGE || env.PORTABLE_EXECUTABLE_FILE || execPath;
}

/**
 * How to start this program again. A wish of this launch (a link, `--toggle`, `--hidden`) is not the
 * next one's.
 */
export function relaunchOf(execPath: string, argv: readonly string[], env: Environment): Relaunch {
  const args = argv.slice(1).filter((argument) => {
    const isWish = argument === '--toggle' || argument === '--hidden';
    return !isWish && !argument.toLowerCase().startsWith(`${DEEP_LINK_SCHEME}:`);
  });
  return { execPath: programFile(execPath, env), args };
}
