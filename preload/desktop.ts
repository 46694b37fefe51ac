/** What the desktop grants the program: the hotkey and notifications. Part of `contract.ts`. */

export type HotkeyState =
  | { readonly kind: 'registered'; readonly accelerator: string }
  | {
      readonly kind: 'failed';
      readonly accelerator: string;
      readonly reason: 'taken' | 'invalid' | 'noModifier' | 'unsupported';
    }
  | { readonly kind: 'off' };

/** Whether a press of the hotkey has been seen. Registering it proves nothing: another program may still take it. */
export type HotkeyProof =
  | { readonly kind: 'none' }
  /** Waiting for a press until then. */
  | { readonly kind: 'asked'; readonly until: number }
  | { readonly kind: 'proved'; readonly at: number }
  /** Asked for, and no press came. */
  | { readonly kind: 'silent' };

export type DesktopName = 'macos' | 'windows' | 'gnome' | 'kde' | 'sway' | 'hyprland' | 'other';

/** What stands between the keys and the program. */
export type HotkeyFinding =
  /** Another program, or the system itself, has these keys; `by` names what usually has them there, in its own words. */
  | { readonly kind: 'taken'; readonly by: string | null }
  /** Wayland: programs get global keys through a portal only, and there is none. */
  | { readonly kind: 'noPortal' }
  /** Wayland: the portal is there, and it or the person refused. */
  | { readonly kind: 'portalRefused' }
  /** Wayland: portals know a program by its `.desktop` file, and this one is not installed with it. */
  | { readonly kind: 'noIdentity'; readonly file: string }
  /** This desktop has no way for programs to ask for global keys: the desktop itself must start ours. */
  | { readonly kind: 'desktopOnly' };

/** How to let the desktop itself call the quick window, with the keys that are set. */
export interface HotkeyBinding {
  readonly desktop: Exclude<DesktopName, 'macos' | 'windows' | 'other'>;
  /** `command`: for a terminal, at once; `config`: a line for a file. */
  readonly kind: 'command' | 'config';
  /** Of the file, for `config`. */
  readonly path: string | null;
  readonly text: string;
}

export interface HotkeyReport {
  readonly state: HotkeyState;
  readonly proof: HotkeyProof;
  readonly desktop: DesktopName;
  readonly session: 'x11' | 'wayland' | null;
  readonly findings: readonly HotkeyFinding[];
  /** The one of this desktop first; empty where no such thing is needed. */
  readonly bindings: readonly HotkeyBinding[];
}

/** Whether notifications of this program can be seen. */
export interface NotificationReport {
  /** `refused`: the system did not show the last one; `unknown`: none was tried yet. */
  readonly state: 'unsupported' | 'unknown' | 'shown' | 'refused';
  /** The system holds notifications back now; `unknown` where a program cannot read that. */
  readonly doNotDisturb: 'on' | 'off' | 'unknown';
  /** Notifications have buttons here. */
  readonly buttons: boolean;
}
