import { makeEvent, type Public, StrictEmitter } from '../emitter.ts';

/** A display of 1920 × 1080 with a bar of 27 points at the top. */
function makeDisplay(more: Partial<Electron.Display> = {}): Electron.Display {
  const bounds = more.bounds ?? { x: 0, y: 0, width: 1920, height: 1080 };
  const workArea = more.workArea ?? { ...bounds, y: bounds.y + 27, height: bounds.height - 27 };
  const size = { width: bounds.width, height: bounds.height };
  const workAreaSize = { width: workArea.width, height: workArea.height };
  const rest = { id: 1, label: 'double', scaleFactor: 1, rotation: 0, internal: true, detected: true };
  return { ...rest, ...more, bounds, workArea, size, workAreaSize } as Electron.Display;
}

class ScreenDouble extends StrictEmitter implements Public<Electron.Screen> {
  #displays: Electron.Display[] = [makeDisplay()];
  #cursor: Electron.Point = { x: 960, y: 540 };

  constructor() {
    super('screen');
  }

  getAllDisplays(): Electron.Display[] {
    return [...this.#displays];
  }
  getPrimaryDisplay(): Electron.Display {
    return this.#displays[0] ?? makeDisplay();
  }
  getCursorScreenPoint(): Electron.Point {
    return { ...this.#cursor };
  }
  getDisplayNearestPoint(point: Electron.Point): Electron.Display {
    const byDistance = this.#displays.toSorted((a, b) => distance(a.bounds, point) - distance(b.bounds, point));
    return byDistance[0] ?? makeDisplay();
  }
  getDisplayMatching({ x, y, width, height }: Electron.Rectangle): Electron.Display {
    return this.getDisplayNearestPoint({ x: x + width / 2, y: y + height / 2 });
  }

  /** Other displays are plugged in, or the pointer moves. */
  _set(displays: readonly Partial<Electron.Display>[] | null, cursor: Electron.Point | null): void {
    if (cursor) this.#cursor = { ...cursor };
    if (!displays) return;
    const before = this.#displays;
    this.#displays = displays.map((display, index) => makeDisplay({ id: index + 1, ...display }));
    const known = (list: Electron.Display[], id: number) => list.some((display) => display.id === id);
    for (const display of this.#displays)
      if (known(before, display.id)) this.emit('display-metrics-changed', makeEvent(), display, ['bounds', 'workArea']);
      else this.emit('display-added', makeEvent(), display);
    for (const display of before)
      if (!known(this.#displays, display.id)) this.emit('display-removed', makeEvent(), display);
  }
}

/** From a point to the nearest edge of a rectangle; 0 inside. */
function distance(bounds: Electron.Rectangle, { x, y }: Electron.Point): number {
  const dx = Math.max(bounds.x - x, 0, x - (bounds.x + bounds.width - 1));
  const dy = Math.max(bounds.y - y, 0, y - (bounds.y + bounds.height - 1));
  return Math.hypot(dx, dy);
}

export const screen = new ScreenDouble();
