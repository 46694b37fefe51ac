import type { Clock } from '../clock.ts';
import type { Notices } from '../notices.ts';

export interface TrayWatchDeps {
  /** Whether the desktop shows tray icons now. */
  readonly hasTrayHost: () => Promise<boolean>;
  readonly notices: Notices;
  readonly clock: Clock;
  readonly isHidden: () => boolean;
  /** Neither icon nor window shows any more that the program runs. */
  readonly tellHidden: () => void;
}

export interface TrayWatch {
  /** Whether the icon could be made at all. */
  drawn(made: boolean): void;
  /** Looks again: an extension may have been switched on, or off. */
  look(): void;
  /** The window has gone from sight, as when it is closed. */
  hidden(): void;
}

/** At login the desktop's own extensions may start after this program. */
const SECOND_LOOK_MS = 20_000;

/** Keeps the notice about a missing tray true; says once outside the window that the program goes on without both. */
export function createTrayWatch(deps: TrayWatchDeps): TrayWatch {
  const { hasTrayHost, notices, clock } = deps;
  let toldHidden = false;
  let made = true;
  let hosted = true;

  function tell(): void {
    if (made && hosted) notices.clear('tray');
    else notices.set({ id: 'tray', kind: 'noTray' });
  }

  async function look(): Promise<void> {
    hosted = await hasTrayHost();
    tell();
  }

  function hidden(): void {
    if (toldHidden || (made && hosted) || !deps.isHidden()) return;
    toldHidden = true;
    deps.tellHidden();
  }

  clock.after(SECOND_LOOK_MS, () => void look().then(hidden));
  return {
    drawn(now) {
      made = now;
      tell();
    },
    look: () => void look(),
    hidden,
  };
}
