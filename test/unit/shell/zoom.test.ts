import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { expect, test } from 'vitest';
import { menuTemplate } from '../../../main/shell/menu-template.ts';
import { grownTo, keepZoom, leastSize, movedZoom, ZOOM_STEPS, type ZoomMove } from '../../../main/shell/zoom.ts';
import { ZOOM_STEPS as STEPS_OF_PAGE } from '../../../renderer/settings/zoom-stepper.tsx';

test('the steps go from 50 to 200 %, each way through all of them, and stay at the ends', () => {
  expect(ZOOM_STEPS.at(0)).toBe(0.5);
  expect(ZOOM_STEPS.at(-1)).toBe(2);
  const walk = (from: number, move: ZoomMove) => {
    const seen = [from];
    for (let at = movedZoom(from, move); at !== seen.at(-1); at = movedZoom(at, move)) seen.push(at);
    return seen;
  };
  expect(walk(0.5, 'in')).toEqual(ZOOM_STEPS);
  expect(walk(2, 'out')).toEqual(ZOOM_STEPS.toReversed());
  expect(movedZoom(1.75, 'reset')).toBe(1);
});

test('a factor between two steps goes to the next one on each side; one that is nearly a step counts as it', () => {
  expect(movedZoom(1.3, 'in')).toBe(1.5);
  expect(movedZoom(1.3, 'out')).toBe(1.25);
  expect(movedZoom(1.1000001, 'in')).toBe(1.25);
  expect(movedZoom(0.6699999, 'out')).toBe(0.5);
});

test('the page of the settings goes through the same steps', () => {
  expect(STEPS_OF_PAGE).toEqual(ZOOM_STEPS);
});

/** A page whose zoom Chromium changes by itself, and how often it was told one. */
function fakePage() {
  const page = Object.assign(new EventEmitter(), {
    zoom: 1,
    told: [] as number[],
    isDestroyed: () => false,
    getZoomFactor: () => page.zoom,
    setZoomFactor(factor: number) {
      page.told.push(factor);
      page.zoom = factor;
    },
  });
  return page;
}

test('a page gets the factor of the settings with each document, and is not told twice', () => {
  const page = fakePage();
  let factor = 1.5;
  const apply = keepZoom(
    page as unknown as WebContents,
    () => factor,
    () => {},
  );
  page.emit('did-navigate');
  expect(page.zoom).toBe(1.5);
  page.emit('dom-ready');
  apply();
  expect(page.told).toEqual([1.5]);

  page.zoom = 0.8; // what Chromium remembered of this origin
  page.emit('dom-ready');
  expect(page.zoom).toBe(1.5);

  factor = 0.67;
  apply();
  expect(page.zoom).toBe(0.67);
});

test('a destroyed page is left alone; the wheel asks for a move', () => {
  const page = Object.assign(fakePage(), { isDestroyed: () => true });
  const moves: ZoomMove[] = [];
  keepZoom(
    page as unknown as WebContents,
    () => 2,
    (move) => moves.push(move),
  )();
  expect(page.told).toEqual([]);
  page.emit('zoom-changed', {}, 'in');
  page.emit('zoom-changed', {}, 'out');
  expect(moves).toEqual(['in', 'out']);
});

test('the least size keeps the page usable at every zoom, but is never larger than the display', () => {
  const least = (zoom: number, workArea = { width: 2560, height: 1400 }) =>
    leastSize({ width: 480, height: 320 }, { width: 480, height: 400 }, zoom, workArea);
  expect(least(0.5)).toEqual({ width: 480, height: 400 });
  expect(least(1)).toEqual({ width: 480, height: 400 });
  expect(least(2)).toEqual({ width: 960, height: 640 });
  expect(least(2, { width: 800, height: 560 })).toEqual({ width: 800, height: 560 });
});

test('a window that has become too small grows, and stays on its display', () => {
  const area = { x: 100, y: 25, width: 1280, height: 775 };
  const least = { width: 960, height: 640 };
  const large = { x: 200, y: 100, width: 1000, height: 700 };
  expect(grownTo(large, least, area)).toBe(large);
  expect(grownTo({ x: 800, y: 400, width: 500, height: 400 }, least, area)).toEqual({
    x: 420,
    y: 160,
    width: 960,
    height: 640,
  });
});

test.each(['darwin', 'linux'] as const)(
  'every zoom key of the menu on %s moves the setting, shown once',
  (platform) => {
    const moves: ZoomMove[] = [];
    const nothing = () => {};
    const template = menuTemplate(platform, (key) => key, {
      settings: nothing,
      newConversation: nothing,
      newTask: nothing,
      runs: nothing,
      search: nothing,
      openWebui: nothing,
      quit: nothing,
      zoom: (move) => moves.push(move),
    });
    const all = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
    const moveOf = (accelerator: string) => {
      moves.length = 0;
      all.find((item) => item.accelerator === accelerator)?.click?.({} as never, undefined, {} as never);
      return moves[0];
    };
    expect(['Plus', '=', 'numadd'].map((key) => moveOf(`CommandOrControl+${key}`))).toEqual(['in', 'in', 'in']);
    expect(['-', 'numsub'].map((key) => moveOf(`CommandOrControl+${key}`))).toEqual(['out', 'out']);
    expect(['0', 'num0'].map((key) => moveOf(`CommandOrControl+${key}`))).toEqual(['reset', 'reset']);
    const seen = all.filter((item) => item.label?.startsWith('menu.zoom') && item.visible !== false);
    expect(seen.map(({ label }) => label)).toEqual(['menu.zoomReset', 'menu.zoomIn', 'menu.zoomOut']);
    // The roles would change one window until its page is loaded again, and not the setting.
    expect(all.filter(({ role }) => role?.toLowerCase().includes('zoom'))).toEqual([]);
  },
);
