import { type BrowserWindow, screen } from 'electron';
import { isReachable, type Rectangle, wholeInside } from './quick-placement.ts';

/** When a window has to be brought back: as soon as a part of it is out of sight, or when it cannot be reached any more. */
export type Belonging = 'whole' | 'reachable';

/**
 * Brings windows back when the display they are on is unplugged, turned, or gets another size, scale or task bar. The
 * system moves most windows itself, but not hidden ones, and not always into sight.
 */
export function keepOnDisplays(windows: ReadonlyMap<BrowserWindow, Belonging>): void {
  function look(): void {
    const workAreas = screen.getAllDisplays().map((display) => display.workArea);
    for (const [window, belonging] of windows) bringBack(window, belonging, workAreas);
  }
  screen.on('display-removed', look);
  screen.on('display-metrics-changed', look);
}

function bringBack(window: BrowserWindow, belonging: Belonging, workAreas: readonly Rectangle[]): void {
  // A maximised or full-screen window belongs to its display, and the system takes it along.
  if (window.isDestroyed() || !window.isNormal()) return;
  const bounds = window.getBounds();
  if (belonging === 'reachable' && isReachable(bounds, workAreas)) return;
  const inside = wholeInside(bounds, workAreas);
  if (
    inside.x !== bounds.x ||
    inside.y !== bounds.y ||
    inside.width !== bounds.width ||
    inside.height !== bounds.height
  )
    window.setBounds(inside);
}
