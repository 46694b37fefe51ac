import { expect, test } from 'vitest';
import { isReachable, placeQuickWindow } from '../../../main/shell/quick-placement.ts';

test('the window is centred, a fifth down, on the display it is given', () => {
  expect(placeQuickWindow({ x: 1920, y: 25, width: 2560, height: 1400 })).toEqual({
    x: 1920 + (2560 - 720) / 2,
    y: 25 + 280,
    width: 720,
    height: 420,
  });
});

test('a small display gets a smaller window that still fits', () => {
  const bounds = placeQuickWindow({ x: 0, y: 0, width: 640, height: 360 });
  expect(bounds.width).toBe(608);
  expect(bounds.y + bounds.height).toBeLessThanOrEqual(360);
  expect(placeQuickWindow({ x: 0, y: 0, width: 100, height: 100 })).toMatchObject({ width: 320, height: 200, y: 0 });
});

test('bounds kept from a display that has gone are not reachable', () => {
  const screen = [{ x: 0, y: 0, width: 1920, height: 1080 }];
  expect(isReachable({ x: 100, y: 100, width: 900, height: 700 }, screen)).toBe(true);
  expect(isReachable({ x: 2500, y: 100, width: 900, height: 700 }, screen)).toBe(false);
  expect(isReachable({ x: 100, y: -60, width: 900, height: 700 }, screen)).toBe(false);
  expect(isReachable({ x: 1850, y: 100, width: 900, height: 700 }, screen)).toBe(false);
});
