import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { expect, test, vi } from 'vitest';
import { watchAttention } from '../../../main/shell/attention.ts';

const power = vi.hoisted(() => ({ emitter: null as EventEmitter | null }));

vi.mock('electron', async () => {
  const events = await import('node:events');
  power.emitter = new events.EventEmitter();
  return { powerMonitor: power.emitter };
});

test('a window in sight, a locked screen, sleep: each is told, and a window seen through a lock is not', () => {
  const state = { visible: false, minimized: false };
  const window = Object.assign(new EventEmitter(), {
    isVisible: () => state.visible,
    isMinimized: () => state.minimized,
  });
  const told: string[] = [];
  watchAttention([window as unknown as BrowserWindow], {
    attention: (level) => told.push(level),
    resumed: () => told.push('resumed'),
  });
  const after = (emitter: EventEmitter | null, event: string) => {
    told.length = 0;
    emitter?.emit(event);
    return [...told];
  };
  expect(told).toEqual(['tray']);
  state.visible = true;
  expect(after(window, 'show')).toEqual(['front']);
  expect(after(power.emitter, 'lock-screen')).toEqual(['tray']);
  expect(after(window, 'restore')).toEqual(['tray']);
  expect(after(power.emitter, 'suspend')).toEqual(['suspended']);
  expect(after(power.emitter, 'resume')).toEqual(['resumed', 'tray']);
  expect(after(power.emitter, 'unlock-screen')).toEqual(['front']);
  state.minimized = true;
  expect(after(window, 'minimize')).toEqual(['tray']);
});
