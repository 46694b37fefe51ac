import type { DesktopName } from '../../preload/contract.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the desktop is, and what it grants a program that asks for global keys. */
export interface DesktopFacts {
  readonly desktop: DesktopName;
  readonly session: 'x11' | 'wayland' | null;
  /** The portal through which programs on Wayland ask for global keys; `unknown` when it cannot be asked. */
  readonly portal: 'present' | 'absent' | 'unknown';
  /** The file by which portals know this program, when it is not installed; else `null`. */
  readonly missingIdentity: string | null;
}

/** The desktop that runs, by what it says of itself in the variables of its programs. */
export function desktopOf(platform: NodeJS.Platform, env: Environment): DesktopName {
  if (platform === 'darwin') return 'macos';
  if (platform === 'win32') return 'windows';
  if (env.HYPRLAND_INSTANCE_SIGNATURE) return 'hyprland';
  if (env.SWAYSOCK) return 'sway';
  // Electron puts another name there for some desktops, and keeps the true one beside it.
  const names = (env.ORIGINAL_XDG_CURRENT_DESKTOP || env.XDG_CURRENT_DESKTOP || '').toLowerCase().split(':');
  const known = (['gnome', 'kde', 'sway', 'hyprland'] as const).find((name) => names.includes(name));
  return known ?? 'other';
}

/** What draws the session: on Wayland programs cannot take keys themselves. `null` where there is no such thing. */
export function sessionOf(platform: NodeJS.Platform, env: Environment): DesktopFacts['session'] {
  if (platform !== 'linux') return null;
  if (env.XDG_SESSION_TYPE === 'wayland' || env.XDG_SESSION_TYPE === 'x11') return env.XDG_SESSION_TYPE;
  if (env.WAYLAND_DISPLAY) return 'wayland';
  return env.DISPLAY ? 'x11' : null;
}

/** Where installed programs are described, most important first (XDG Base Directory Specification). */
export function applicationFolders(env: Environment, home: string): readonly string[] {
  const own = env.XDG_DATA_HOME || `${home}/.local/share`;
  const shared = env.XDG_DATA_DIRS || '/usr/local/share:/usr/share';
  return [own, ...shared.split(':')].filter((folder) => folder.startsWith('/')).map((each) => `${each}/applications`);
}
