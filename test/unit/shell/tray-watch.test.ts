import { expect, test } from 'vitest';
import { createNotices } from '../../../main/notices.ts';
import { createTrayWatch } from '../../../main/shell/tray-watch.ts';
import { fakeClock } from './fake-clock.ts';

function bench() {
  const clock = fakeClock();
  const notices = createNotices(() => {});
  const desktop = { hosted: true, hidden: false, toldHidden: 0 };
  const watch = createTrayWatch({
    hasTrayHost: async () => desktop.hosted,
    notices,
    clock,
    isHidden: () => desktop.hidden,
    tellHidden: () => desktop.toldHidden++,
  });
  return { clock, desktop, watch, notices, told: () => notices.list().map(({ kind }) => kind) };
}

test('an icon that could be made and nobody shows is told', async () => {
  const { clock, desktop, watch, told } = bench();
  desktop.hosted = false;
  watch.drawn(true);
  expect(told()).toEqual([]);
  watch.look();
  await clock.pass(0);
  expect(told()).toEqual(['noTray']);
  watch.drawn(true);
  expect(told()).toEqual(['noTray']);
});

test('an extension that starts after the program takes the notice away, dismissed or not', async () => {
  const { clock, desktop, watch, told, notices } = bench();
  desktop.hosted = false;
  watch.look();
  await clock.pass(0);
  desktop.hosted = true;
  await clock.pass(20_000);
  expect(told()).toEqual([]);
  desktop.hosted = false;
  watch.look();
  await clock.pass(0);
  notices.dismiss('tray');
  watch.drawn(true);
  expect(told()).toEqual([]);
});

test('an icon that could not be made is told without asking', () => {
  const { watch, told } = bench();
  watch.drawn(false);
  expect(told()).toEqual(['noTray']);
});

test('closing the window without an icon is told once outside of it; with an icon it is not', async () => {
  const { clock, desktop, watch } = bench();
  desktop.hidden = true;
  watch.hidden();
  expect(desktop.toldHidden).toBe(0);
  desktop.hosted = false;
  watch.look();
  await clock.pass(0);
  watch.hidden();
  watch.hidden();
  expect(desktop.toldHidden).toBe(1);
});

test('started at login out of sight, it says so once the desktop had time to show the icon', async () => {
  const { clock, desktop, watch } = bench();
  desktop.hosted = false;
  desktop.hidden = true;
  watch.look();
  await clock.pass(19_999);
  expect(desktop.toldHidden).toBe(0);
  await clock.pass(1);
  expect(desktop.toldHidden).toBe(1);
});
