import { accessSync, constants } from 'node:fs';
import { app } from 'electron';
import type { UpdatePorts } from '../ports.ts';
import { feedOf } from '../updates/feed.ts';
import type { Installer } from '../updates/installer.ts';
import { obstacleOf } from '../updates/obstacle.ts';
import type { InstallerDeps } from './installer.ts';

/** What this system offers to replace the program by a newer version of itself. */
export function createUpdates(deps: Pick<InstallerDeps, 'clock' | 'log' | 'quitting'>): UpdatePorts {
  const { platform, arch, env } = process;
  const feed = feedOf(env, app.isPackaged);
  const rehearsal = !app.isPackaged && feed.keys.length > 0;
  const place = { packaged: app.isPackaged || rehearsal, platform, env, program: app.getPath('exe'), writable };
  let made: Promise<Installer> | null = null;
  /** Loaded when it is needed: most days there is no new version. */
  const installer = () => {
    made ??= import('./installer.ts').then(({ createInstaller }) =>
      createInstaller({ ...deps, address: feed.address, rehearsal }),
    );
    return made;
  };
  return {
    feed,
    obstacle: obstacleOf(place),
    platform,
    arch,
    installer: {
      download: async (release, onProgress, signal) => (await installer()).download(release, onProgress, signal),
      install: async () => (await installer()).install(),
    },
  };
}

function writable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
