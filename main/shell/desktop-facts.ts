import {
  applicationFolders,
  type DesktopFacts,
  desktopOf,
  type Environment,
  sessionOf,
} from '../hotkey/environment.ts';
import type { BusProperty, ReadBus } from './session-bus.ts';

/** The `desktopName` of package.json: the file a package installs, and the name by which portals know the program. */
export const DESKTOP_FILE = 'org.halext.Companion.desktop';

/** https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.GlobalShortcuts.html */
const PORTAL: BusProperty = {
  service: 'org.freedesktop.portal.Desktop',
  path: '/org/freedesktop/portal/desktop',
  interface: 'org.freedesktop.portal.GlobalShortcuts',
  name: 'version',
};

export interface DesktopFactsDeps {
  readonly platform: NodeJS.Platform;
  readonly env: Environment;
  readonly home: string;
  readonly readBus: ReadBus;
  readonly exists: (path: string) => boolean;
}

/** Reads what the desktop grants a program that asks for keys; only Wayland grants anything that must be looked for. */
export async function readDesktopFacts(deps: DesktopFactsDeps): Promise<DesktopFacts> {
  const { platform, env } = deps;
  const desktop = desktopOf(platform, env);
  const session = sessionOf(platform, env);
  if (session !== 'wayland') return { desktop, session, portal: 'unknown', missingIdentity: null };
  const installed = applicationFolders(env, deps.home).some((folder) => deps.exists(`${folder}/${DESKTOP_FILE}`));
  const portal = await deps.readBus(PORTAL);
  return {
    desktop,
    session,
    portal: portal.kind === 'value' ? 'present' : portal.kind,
    missingIdentity: installed ? null : DESKTOP_FILE,
  };
}
