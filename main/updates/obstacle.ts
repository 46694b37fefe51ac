import { dirname, isAbsolute, resolve } from 'node:path';
import type { UpdateObstacle } from '../../preload/contract.ts';

export interface Place {
  readonly packaged: boolean;
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The file that runs. */
  readonly program: string;
  /** Whether this person may write to a file or folder. */
  readonly writable: (path: string) => boolean;
}

/** Why the program cannot be replaced where it lies; `null` when it can. */
export function obstacleOf({ packaged, platform, env, program, writable }: Place): UpdateObstacle | null {
  if (!packaged) return 'unpackaged';
  switch (platform) {
    case 'win32':
      return env.PORTABLE_EXECUTABLE_FILE === undefined ? null : 'portable';
    case 'darwin': {
      // …/Halext Companion.app/Contents/MacOS/Halext Companion. A bundle that was never moved from its disk image runs
      // from a read-only copy: https://developer.apple.com/library/archive/technotes/tn2206/
      const bundle = resolve(program, '../../..');
      return writable(bundle) && writable(dirname(bundle)) ? null : 'notWritable';
    }
    default: {
      // An AppImage is a file of the person's; anything else came with the system's packages.
      const image = env.APPIMAGE;
      const replaceable = image !== undefined && isAbsolute(image) && writable(image) && writable(dirname(image));
      return replaceable ? null : 'notWritable';
    }
  }
}
