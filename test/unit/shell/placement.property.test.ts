import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  placeQuickWindow,
  QUICK_MINIMUM,
  type Rectangle,
  reopened,
  wholeInside,
} from '../../../main/shell/quick-placement.ts';

const coordinate = fc.integer({ min: -20_000, max: 20_000 });
const rectangle = (least: number) =>
  fc.record({
    x: coordinate,
    y: coordinate,
    width: fc.integer({ min: least, max: 8_000 }),
    height: fc.integer({ min: least, max: 8_000 }),
  });
/** Free areas of up to five displays, wherever they are: beside one another, apart, or overlapping (mirrored). */
const displays = fc.array(rectangle(1), { minLength: 1, maxLength: 5 });

function isInside(bounds: Rectangle, area: Rectangle): boolean {
  return (
    bounds.x >= area.x &&
    bounds.y >= area.y &&
    bounds.x + bounds.width <= area.x + area.width &&
    bounds.y + bounds.height <= area.y + area.height
  );
}

test('whatever displays there are, a window that is brought back lies wholly on one of them', () => {
  fc.assert(
    fc.property(rectangle(1), displays, (bounds, areas) => {
      const inside = wholeInside(bounds, areas);
      expect(areas.some((area) => isInside(inside, area))).toBe(true);
      expect(inside.width).toBeLessThanOrEqual(bounds.width);
      expect(inside.height).toBeLessThanOrEqual(bounds.height);
    }),
  );
});

test('a window that lies wholly on one display already is not touched', () => {
  fc.assert(
    fc.property(rectangle(200), fc.array(rectangle(1), { maxLength: 4 }), (area, others) => {
      const bounds = { x: area.x + 10, y: area.y + 20, width: area.width - 50, height: area.height - 60 };
      expect(wholeInside(bounds, [...others, area])).toEqual(bounds);
    }),
  );
});

test('it goes to the display that shows most of it, else to the nearest', () => {
  const left = { x: 0, y: 25, width: 1_920, height: 1_055 };
  const right = { x: 1_920, y: 0, width: 2_560, height: 1_400 };
  const size = { width: 720, height: 420 };
  expect(wholeInside({ x: 1_300, y: 300, ...size }, [left, right])).toEqual({ x: 1_200, y: 300, ...size });
  expect(wholeInside({ x: 1_700, y: 300, ...size }, [left, right])).toEqual({ x: 1_920, y: 300, ...size });
  expect(wholeInside({ x: 9_000, y: -500, ...size }, [left, right])).toEqual({ x: 3_760, y: 0, ...size });
  expect(wholeInside({ x: 1, y: 2, ...size }, [])).toEqual({ x: 1, y: 2, ...size });
});

test('a window opens where it was, as it was; shrunk on a display smaller than it; anew where no display is', () => {
  const laptop = [{ x: 0, y: 25, width: 1_366, height: 728 }];
  const halfOut = { x: 1_000, y: 100, width: 900, height: 600 };
  expect(reopened(halfOut, laptop)).toEqual(halfOut);
  expect(reopened({ x: 100, y: 40, width: 2_400, height: 1_300 }, laptop)).toEqual(laptop[0]);
  expect(reopened({ x: 100, y: 40, width: 900, height: 1_300 }, laptop)).toEqual({
    x: 100,
    y: 25,
    width: 900,
    height: 728,
  });
  expect(reopened({ x: 3_000, y: 40, width: 900, height: 600 }, laptop)).toBeNull();
  expect(reopened(halfOut, [])).toBeNull();
});

test('the quick window lies wholly in the free area it is given, at every zoom, as large as asked where it fits', () => {
  fc.assert(
    fc.property(rectangle(1), fc.double({ min: 0.5, max: 2, noNaN: true }), (area, zoom) => {
      const bounds = placeQuickWindow(area, zoom);
      expect(isInside(bounds, area)).toBe(true);
      expect(Object.values(bounds).every(Number.isInteger)).toBe(true);
      expect(bounds.width).toBeGreaterThanOrEqual(Math.min(QUICK_MINIMUM.width, area.width));
      expect(bounds.height).toBeGreaterThanOrEqual(Math.min(QUICK_MINIMUM.height, area.height));
      if (area.width > 1_500) expect(bounds.width).toBe(Math.max(QUICK_MINIMUM.width, Math.round(720 * zoom)));
    }),
  );
});
