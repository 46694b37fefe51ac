import type { Clock } from '../clock.ts';
import type { Notices } from '../notices.ts';

export interface TrayWatchDeps {
  /** Whether the desktop shows tray icons now. */
  readonly hasTrayHost: () => Promise<boolean>;
  readonly notices: Notices;
  readonly clock: Clock;
}

export interface TrayWatch {
  /** Whether the icon could be made at all. */
  drawn(made: boolean): void;
  /** Looks again: an extension may have been switched on, or off. */
  look(): void;
}

/** At login the desktop's own extensions may start after this program. */
const SECOND_LOOK_MS = 20_000;

/** Keeps the notice about a missing tray true. */
export function createTrayWatch({ hasTrayHost, notices, clock }: TrayWatchDeps): TrayWatch {
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

  clock.after(SECOND_LOOK_MS, () => void look());
  return {
    drawn(now) {
      made = now;
      tell();
    },
    look: () => void look(),
  };
}
