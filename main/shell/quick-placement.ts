export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const QUICK_SIZE = { width: 720, height: 420 } as const;
export const QUICK_MINIMUM = { width: 320, height: 200 } as const;

const MARGIN = 16;
/** Where eyes are: the window begins this far down the free area. */
const FROM_TOP = 0.2;

/**
 * Bounds of the quick window in a display's free area (without menu bar and task bar), in screen coordinates. It grows
 * with the zoom, so that as much is in it as before, until the display ends.
 */
export function placeQuickWindow(workArea: Rectangle, zoom: number): Rectangle {
  const width = clamp(Math.round(QUICK_SIZE.width * zoom), QUICK_MINIMUM.width, workArea.width - 2 * MARGIN);
  const height = clamp(Math.round(QUICK_SIZE.height * zoom), QUICK_MINIMUM.height, workArea.height - 2 * MARGIN);
  const top = Math.min(workArea.height * FROM_TOP, Math.max(0, workArea.height - height - MARGIN));
  const wanted = {
    x: Math.round(workArea.x + (workArea.width - width) / 2),
    y: Math.round(workArea.y + top),
    width,
    height,
  };
  return wholeInside(wanted, [workArea]);
}

/**
 * Bounds moved, and where need be shrunk, until they lie wholly inside the free area of one display: of the one that
 * shows most of them, else of the nearest. Without any display they stay.
 */
export function wholeInside(bounds: Rectangle, workAreas: readonly Rectangle[]): Rectangle {
  const area = homeOf(bounds, workAreas);
  if (!area) return bounds;
  const width = Math.min(bounds.width, area.width);
  const height = Math.min(bounds.height, area.height);
  return {
    x: clamp(bounds.x, area.x, area.x + area.width - width),
    y: clamp(bounds.y, area.y, area.y + area.height - height),
    width,
    height,
  };
}

function homeOf(bounds: Rectangle, workAreas: readonly Rectangle[]): Rectangle | undefined {
  const [best] = workAreas.toSorted(
    (a, b) => shared(bounds, b) - shared(bounds, a) || distance(bounds, a) - distance(bounds, b),
  );
  return best;
}

function shared(a: Rectangle, b: Rectangle): number {
  return Math.max(0, overlap(a.x, a.width, b.x, b.width)) * Math.max(0, overlap(a.y, a.height, b.y, b.height));
}

function distance(a: Rectangle, b: Rectangle): number {
  const apart = (at: number, length: number, from: number, room: number) =>
    Math.max(0, -overlap(at, length, from, room));
  return Math.hypot(apart(a.x, a.width, b.x, b.width), apart(a.y, a.height, b.y, b.height));
}

/**
 * Where a window may open that was there last time: at the same place, smaller if its display has become smaller than it
 * is. `null` when no display shows that place any more.
 */
export function reopened(bounds: Rectangle, workAreas: readonly Rectangle[]): Rectangle | null {
  if (!isReachable(bounds, workAreas)) return null;
  const area = homeOf(bounds, workAreas);
  const fits = area !== undefined && bounds.width <= area.width && bounds.height <= area.height;
  return fits ? bounds : wholeInside(bounds, workAreas);
}

/** True when enough of a window's bar lies on some display that it can be seen and dragged. */
export function isReachable(bounds: Rectangle, workAreas: readonly Rectangle[]): boolean {
  return workAreas.some((area) => {
    const across = overlap(bounds.x, bounds.width, area.x, area.width);
    const down = overlap(bounds.y, 44, area.y, area.height);
    return across >= 120 && down >= 20;
  });
}

function overlap(a: number, aLength: number, b: number, bLength: number): number {
  return Math.min(a + aLength, b + bLength) - Math.max(a, b);
}

/** The lower bound holds where both cannot. */
function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
