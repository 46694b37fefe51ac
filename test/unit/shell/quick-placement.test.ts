import { expect, test } from 'vitest';
import { isReachable, placeQuickWindow } from '../../../main/shell/quick-placement.ts';

test('the window is centred, a fifth down, on the display it is given', () => {
  expect(placeQuickWindow({ x: 1920, y: 25, width: 2560, height: 1400 }, 1)).toEqual({
    x: 1920 + (2560 - 720) / 2,
    y: 25 + 280,
    width: 720,
    height: 420,
  });
});

test('a small display gets a smaller window that still fits', () => {
  const bounds = placeQuickWindow({ x: 0, y: 0, width: 640, height: 360 }, 1);
  expect(bounds.width).toBe(608);
  expect(bounds.y + bounds.height).toBeLessThanOrEqual(360);
  expect(placeQuickWindow({ x: 0, y: 0, width: 320, height: 200 }, 1)).toEqual({ x: 0, y: 0, width: 320, height: 200 });
});

test('it grows with the zoom, so that as much is in it, until the display ends', () => {
  const large = { x: 0, y: 25, width: 2560, height: 1400 };
  expect(placeQuickWindow(large, 2)).toEqual({ x: 560, y: 305, width: 1440, height: 840 });
  expect(placeQuickWindow(large, 0.5)).toMatchObject({ width: 360, height: 210 });
  const laptop = placeQuickWindow({ x: 0, y: 0, width: 1366, height: 728 }, 2);
  expect(laptop).toEqual({ x: 16, y: 16, width: 1334, height: 696 });
});

test('bounds kept from a display that has gone are not reachable', () => {
  const screen = [{ x: 0, y: 0, width: 1920, height: 1080 }];
  expect(isReachable({ x: 100, y: 100, width: 900, height: 700 }, screen)).toBe(true);
  expect(isReachable({ x: 2500, y: 100, width: 900, height: 700 }, screen)).toBe(false);
  expect(isReachable({ x: 100, y: -60, width: 900, height: 700 }, screen)).toBe(false);
  expect(isReachable({ x: 1850, y: 100, width: 900, height: 700 }, screen)).toBe(false);
});
