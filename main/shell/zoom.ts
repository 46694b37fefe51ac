import type { WebContents } from 'electron';
import type { Rectangle } from './quick-placement.ts';

/** The factors the keys go through, the same as those of browsers. The settings page has the same. */
export const ZOOM_STEPS: readonly number[] = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];

export type ZoomMove = 'in' | 'out' | 'reset';

/** The factor one move away; the same at either end. A factor between two steps goes to the nearer one on that side. */
export function movedZoom(factor: number, move: ZoomMove): number {
  switch (move) {
    case 'in':
      return ZOOM_STEPS.find((step) => step > factor + TOLERANCE) ?? factor;
    case 'out':
      return ZOOM_STEPS.findLast((step) => step < factor - TOLERANCE) ?? factor;
    case 'reset':
      return 1;
  }
}

/** Chromium keeps a level, the logarithm of the factor: what is read back is not to the last digit what was set. */
const TOLERANCE = 0.001;

/**
 * Keeps a page at the factor of the settings; the returned function takes up a change. Chromium remembers zoom by origin
 * and over restarts, so each new document may come at another one. The wheel with the command key only asks: `onMove`.
 */
export function keepZoom(page: WebContents, factor: () => number, onMove: (move: ZoomMove) => void): () => void {
  const apply = () => {
    if (page.isDestroyed()) return;
    if (Math.abs(page.getZoomFactor() - factor()) > TOLERANCE) page.setZoomFactor(factor());
  };
  page.on('did-navigate', apply);
  page.on('dom-ready', apply);
  page.on('zoom-changed', (_event, direction) => onMove(direction));
  return apply;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The least size of a window whose page needs `content`, in CSS pixels; never less than `floor`, nor more than fits. */
export function leastSize(content: Size, floor: Size, zoom: number, workArea: Size): Size {
  const least = (side: 'width' | 'height') =>
    Math.min(Math.round(Math.max(floor[side], content[side] * zoom)), workArea[side]);
  return { width: least('width'), height: least('height') };
}

/** The bounds grown to the least size, moved back where they would leave the free area of their display. */
export function grownTo(bounds: Rectangle, least: Size, workArea: Rectangle): Rectangle {
  const width = Math.max(bounds.width, least.width);
  const height = Math.max(bounds.height, least.height);
  if (width === bounds.width && height === bounds.height) return bounds;
  const inside = (at: number, length: number, from: number, room: number) =>
    Math.max(from, Math.min(at, from + room - length));
  return {
    x: inside(bounds.x, width, workArea.x, workArea.width),
    y: inside(bounds.y, height, workArea.y, workArea.height),
    width,
    height,
  };
}
