import { expect, test } from 'vitest';
import { createHotkeyDoctor } from '../../../main/hotkey/doctor.ts';
import type { DesktopFacts } from '../../../main/hotkey/environment.ts';
import { createHotkey } from '../../../main/shell/hotkey.ts';
import type { HotkeyReport } from '../../../preload/contract.ts';
import { fakeClock } from '../shell/fake-clock.ts';

const FACTS: DesktopFacts = { desktop: 'kde', session: 'x11', portal: 'unknown', missingIdentity: null };

function bench(platform: NodeJS.Platform = 'linux') {
  const clock = fakeClock();
  const held = new Map<string, () => void>();
  const taken = new Set<string>();
  const told: HotkeyReport[] = [];
  let opened = 0;
  const registry = {
    register(accelerator: string, callback: () => void) {
      if (taken.has(accelerator)) return false;
      held.set(accelerator, callback);
      return true;
    },
    unregister: (accelerator: string) => void held.delete(accelerator),
  };
  const doctor = createHotkeyDoctor({
    keys: createHotkey(registry, { platform, session: 'x11', fire: () => doctor.pressed() }),
    clock,
    platform,
    facts: async () => FACTS,
    command: ['/opt/halext-companion', '--toggle'],
    defaultKeys: 'Alt+Space',
    open: () => opened++,
    changed: (report) => told.push(report),
  });
  return {
    clock,
    doctor,
    taken,
    told,
    press: (accelerator: string) => held.get(accelerator)?.(),
    held: () => [...held.keys()],
    opened: () => opened,
  };
}

test('the press that is asked for proves and opens nothing; the next one opens', async () => {
  const { doctor, press, opened, told, clock } = bench();
  doctor.take('F9');
  expect(await doctor.prove()).toMatchObject({ proof: { kind: 'asked', until: clock.now() + 30_000 } });
  press('F9');
  expect(opened()).toBe(0);
  await clock.pass(60_000);
  expect(told.at(-1)?.proof.kind).toBe('proved');
  press('F9');
  expect(opened()).toBe(1);
});

test('without a press it is silent after half a minute, and says who usually has the keys', async () => {
  const { doctor, told, clock } = bench();
  doctor.take('Alt+Space');
  await doctor.prove();
  await clock.pass(29_999);
  expect(told.at(-1)?.proof.kind).toBe('asked');
  await clock.pass(1);
  expect(told.at(-1)).toMatchObject({ proof: { kind: 'silent' }, findings: [{ kind: 'taken', by: 'KRunner' }] });
});

test('asking again gives the whole time again, and a late press still proves', async () => {
  const { doctor, press, told, clock, opened } = bench();
  doctor.take('F9');
  await doctor.prove();
  await clock.pass(20_000);
  await doctor.prove();
  await clock.pass(20_000);
  expect(told.at(-1)?.proof.kind).toBe('asked');
  await clock.pass(10_000);
  expect(told.at(-1)?.proof.kind).toBe('silent');
  press('F9');
  await clock.pass(0);
  expect(told.at(-1)?.proof.kind).toBe('proved');
  expect(opened()).toBe(1);
});

test('a press that nobody asked for counts as well, and is told once', async () => {
  const { doctor, press, told, clock } = bench();
  doctor.take('F9');
  await doctor.report();
  press('F9');
  press('F9');
  await clock.pass(0);
  expect(told.map(({ proof }) => proof.kind)).toEqual(['proved']);
});

test('other keys are not proved by the old ones', async () => {
  const { doctor, press, clock } = bench();
  doctor.take('F9');
  press('F9');
  expect((await doctor.report()).proof.kind).toBe('proved');
  doctor.take('F10');
  expect((await doctor.report()).proof.kind).toBe('none');
  await doctor.prove();
  doctor.take('F11');
  await clock.pass(30_000);
  expect((await doctor.report()).proof.kind).toBe('none');
});

test('nothing is waited for where no keys are registered', async () => {
  const { doctor, taken, clock } = bench();
  taken.add('F9');
  doctor.take('F9');
  expect(await doctor.prove()).toMatchObject({ state: { kind: 'failed' }, proof: { kind: 'none' } });
  await clock.pass(30_000);
  expect((await doctor.report()).proof.kind).toBe('none');
});

test('the desktop is not looked at before somebody asks', async () => {
  const { doctor, press, told, clock } = bench();
  doctor.take('F9');
  press('F9');
  await clock.pass(0);
  expect(told).toEqual([]);
});

test('while keys are recorded the hotkey is let go, and comes back', async () => {
  const { doctor, held } = bench();
  doctor.take('F9');
  doctor.record(true);
  expect(held()).toEqual([]);
  doctor.record(false);
  expect(held()).toEqual(['F9']);
});

test('a page that forgets to end the recording has a minute', async () => {
  const { doctor, held, clock } = bench();
  doctor.take('F9');
  doctor.record(true);
  await clock.pass(40_000);
  doctor.record(true);
  await clock.pass(59_999);
  expect(held()).toEqual([]);
  await clock.pass(1);
  expect(held()).toEqual(['F9']);
});

test('choosing keys ends the recording with the new ones, not the old', async () => {
  const { doctor, held, clock } = bench();
  doctor.take('F9');
  doctor.record(true);
  doctor.take('F10');
  doctor.record(false);
  await clock.pass(60_000);
  expect(held()).toEqual(['F10']);
});

test('keys that somebody else took during the recording are told as taken', async () => {
  const { doctor, taken, told, clock } = bench();
  doctor.take('F9');
  await doctor.report();
  doctor.record(true);
  taken.add('F9');
  doctor.record(false);
  await clock.pass(0);
  expect(told.at(-1)?.state).toEqual({ kind: 'failed', accelerator: 'F9', reason: 'taken' });
});

test('a proof that is waited for ends when recording begins', async () => {
  const { doctor, clock } = bench();
  doctor.take('F9');
  await doctor.prove();
  doctor.record(true);
  await clock.pass(30_000);
  expect((await doctor.report()).proof.kind).toBe('none');
});

test('bindings are for the keys that work, else for those that are wanted, and for Linux only', async () => {
  const { doctor, taken } = bench();
  taken.add('Alt+Space');
  doctor.take('Alt+Space');
  const [first, ...others] = (await doctor.report()).bindings;
  expect(first).toMatchObject({ desktop: 'kde', text: expect.stringContaining('X-KDE-Shortcuts=Alt+Shift+Space') });
  expect(new Set(others.map(({ desktop }) => desktop))).toEqual(new Set(['gnome', 'sway', 'hyprland']));
  taken.add('F9');
  doctor.take('F9');
  expect((await doctor.report()).bindings[0]?.text).toContain('X-KDE-Shortcuts=F9');
  doctor.take('');
  expect((await doctor.report()).bindings[0]?.text).toContain('X-KDE-Shortcuts=Alt+Space');
  const mac = bench('darwin').doctor;
  mac.take('F9');
  expect((await mac.report()).bindings).toEqual([]);
});
