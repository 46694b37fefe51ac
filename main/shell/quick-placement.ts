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
  return {
    x: Math.round(workArea.x + (workArea.width - width) / 2),
    y: Math.round(workArea.y + top),
    width,
    height,
  };
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

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
