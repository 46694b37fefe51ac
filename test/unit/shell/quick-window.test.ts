import type { EventEmitter } from 'node:events';
import { beforeEach, expect, test, vi } from 'vitest';
import { createTopicHub } from '../../../main/ipc/topics.ts';
import { keepOnDisplays } from '../../../main/shell/displays.ts';
import { createQuickWindow } from '../../../main/shell/quick-window.ts';

interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

const desk = vi.hoisted(() => ({
  areas: [] as Area[],
  cursor: { x: 0, y: 0 },
  /** What was done to the window, in order. */
  did: [] as string[],
  options: {} as Record<string, unknown>,
  emitter: null as EventEmitter | null,
}));

vi.mock('electron', async () => {
  const events = await import('node:events');
  const screen = Object.assign(new events.EventEmitter(), {
    getAllDisplays: () => desk.areas.map((workArea) => ({ workArea })),
    getCursorScreenPoint: () => desk.cursor,
    getDisplayNearestPoint: ({ x }: { x: number }) => ({
      workArea: desk.areas.find((area) => x >= area.x && x < area.x + area.width) ?? desk.areas[0],
    }),
    getDisplayMatching: () => ({ workArea: desk.areas[0] }),
  });
  desk.emitter = screen;
  class BrowserWindow extends events.EventEmitter {
    shown = false;
    minimized = false;
    focused = false;
    bounds = { x: 0, y: 0, width: 720, height: 420 };
    webContents = { id: 1, focus: () => {}, isDevToolsOpened: () => false };
    constructor(options: Record<string, unknown>) {
      super();
      desk.options = options;
    }
    isVisible = () => this.shown && !this.minimized;
    isMinimized = () => this.minimized;
    isFocused = () => this.focused;
    isDestroyed = () => false;
    isNormal = () => !this.minimized;
    getBounds = () => this.bounds;
    setAlwaysOnTop = (_on: boolean, level: string) => desk.did.push(`level ${level}`);
    setVisibleOnAllWorkspaces = (_on: boolean, { visibleOnFullScreen }: { visibleOnFullScreen: boolean }) =>
      desk.did.push(`everywhere ${visibleOnFullScreen}`);
    setOpacity = (opacity: number) => desk.did.push(`opacity ${opacity}`);
    minimize = () => {
      this.minimized = true;
      desk.did.push('minimize');
    };
    restore = () => {
      this.minimized = false;
      desk.did.push('restore');
    };
    hide = () => {
      this.shown = false;
      desk.did.push('hide');
    };
    show = () => {
      this.shown = true;
      desk.did.push('show');
    };
    focus = () => desk.did.push('focus');
    setPosition = (x: number, y: number) => {
      this.bounds = { ...this.bounds, x, y };
      desk.did.push(`move ${x} ${y}`);
    };
    setBounds = (bounds: Area) => {
      this.bounds = bounds;
      desk.did.push(`bounds ${bounds.x} ${bounds.y} ${bounds.width} ${bounds.height}`);
    };
    loadURL = async () => {};
    /** The system gives the keyboard, or takes it. */
    keyboard(has: boolean) {
      this.focused = has;
      this.emit(has ? 'focus' : 'blur');
    }
  }
  return { BrowserWindow, screen };
});

function quickOn(platform: NodeJS.Platform) {
  const quick = createQuickWindow({
    preload: 'preload.cjs',
    platform,
    hub: createTopicHub(),
    admit: () => {},
    background: '#fff',
    isQuitting: () => false,
    zoom: () => 1,
    now: () => 0,
    onShown: () => {},
  });
  const window = quick.window as unknown as typeof quick.window & { keyboard(has: boolean): void };
  const made = desk.did.splice(0);
  return { quick, window, made };
}

beforeEach(() => {
  desk.areas = [
    { x: 0, y: 25, width: 1_920, height: 1_055 },
    { x: 1_920, y: 0, width: 2_560, height: 1_400 },
  ];
  desk.cursor = { x: 960, y: 500 };
  desk.did = [];
  desk.emitter?.removeAllListeners();
});

test('macOS: a panel over full-screen programs and on every Space, so that no other program loses its place', () => {
  const { made } = quickOn('darwin');
  expect(desk.options).toMatchObject({ type: 'panel', skipTaskbar: true, frame: false, fullscreenable: false });
  expect(made).toEqual(['level floating', 'everywhere true']);
});

test('Windows: hidden through minimising, which gives the keyboard to the program before', () => {
  const { quick, window, made } = quickOn('win32');
  expect(made).toEqual(['level pop-up-menu']);
  expect(desk.options).not.toHaveProperty('type');
  quick.show(null);
  window.keyboard(true);
  desk.did = [];
  quick.hide();
  expect(desk.did).toEqual(['opacity 0', 'minimize', 'hide']);
  desk.did = [];
  quick.show(null);
  expect(desk.did).toEqual(['restore', 'move 600 236', 'bounds 600 236 720 420', 'show', 'opacity 1', 'focus']);
});

test('it opens on the display of the pointer: moved there first, because sizes are in the units of a display', () => {
  const { quick } = quickOn('linux');
  desk.cursor = { x: 3_000, y: 100 };
  quick.show(null);
  expect(desk.did.slice(0, 3)).toEqual(['move 2840 280', 'bounds 2840 280 720 420', 'show']);
});

test('a keyboard that is taken before it was given is no leaving; one that was given and taken is', () => {
  const { quick, window } = quickOn('linux');
  quick.show(null);
  window.keyboard(false);
  expect(window.isVisible()).toBe(true);
  window.keyboard(true);
  window.keyboard(false);
  expect(window.isVisible()).toBe(false);
  quick.show(null);
  window.keyboard(false);
  expect(window.isVisible()).toBe(true);
});

test('the hotkey brings a window forward that has not got the keyboard, and hides one that has', () => {
  const { quick, window } = quickOn('linux');
  quick.toggle();
  quick.toggle();
  expect(window.isVisible()).toBe(true);
  window.keyboard(true);
  quick.toggle();
  expect(window.isVisible()).toBe(false);
});

test('its display is unplugged, or gets another scale: it comes back whole, and stays where it is whole', () => {
  const { quick, window } = quickOn('linux');
  keepOnDisplays(new Map([[window, 'whole']]));
  desk.cursor = { x: 3_000, y: 100 };
  quick.show(null);
  desk.did = [];
  desk.areas = [{ x: 0, y: 25, width: 1_920, height: 1_055 }];
  desk.emitter?.emit('display-removed');
  expect(desk.did).toEqual(['bounds 1200 280 720 420']);
  desk.did = [];
  desk.emitter?.emit('display-metrics-changed');
  expect(desk.did).toEqual([]);
  desk.areas = [{ x: 0, y: 25, width: 640, height: 400 }];
  desk.emitter?.emit('display-metrics-changed');
  expect(desk.did).toEqual(['bounds 0 25 640 400']);
});

test('a window that need only be reachable keeps a place that is half out of sight', () => {
  const { window } = quickOn('linux');
  keepOnDisplays(new Map([[window, 'reachable']]));
  window.setBounds({ x: 1_700, y: 500, width: 720, height: 420 });
  desk.areas = [{ x: 0, y: 25, width: 1_920, height: 1_055 }];
  desk.did = [];
  desk.emitter?.emit('display-removed');
  expect(desk.did).toEqual([]);
  desk.areas = [{ x: 0, y: 25, width: 1_280, height: 700 }];
  desk.emitter?.emit('display-metrics-changed');
  expect(desk.did).toEqual(['bounds 560 305 720 420']);
});
