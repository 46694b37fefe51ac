import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { LoginItemSettings, Settings as LoginSettings } from 'electron';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createSettings } from '../../../main/settings/settings.ts';
import { createLoginItem, keepLoginItem, type LoginItem } from '../../../main/shell/login-item.ts';

vi.mock('electron', () => ({ app: {} }));

describe('Linux', () => {
  let config = '';
  let file = '';
  const itemOf = (program = '/opt/Halext Companion/companion') =>
    createLoginItem({ platform: 'linux', app: noSystemList, config, program });

  beforeEach(() => {
    config = mkdtempSync(join(tmpdir(), 'companion-config-'));
    file = join(config, 'autostart/org.halext.Companion.desktop');
    onTestFinished(() => rmSync(config, { recursive: true }));
  });

  test('a file in the autostart folder starts the program in the tray; without it nothing does', () => {
    const item = itemOf();
    expect(item.isOn()).toBe(false);
    item.set(true);
    expect(item.isOn()).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain('\nExec="/opt/Halext Companion/companion" --hidden\n');
    item.set(false);
    expect(existsSync(file)).toBe(false);
    item.set(false);
  });

  test.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false', 'hidden = TRUE'])(
    'a desktop switched it off: %s',
    (line) => {
      const item = itemOf();
      item.set(true);
      const text = readFileSync(file, 'utf8').replace('X-GNOME-Autostart-enabled=true', line);
      writeFileSync(file, text);
      expect(item.isOn()).toBe(false);
    },
  );

  test('signs that mean something in an Exec line mean themselves', () => {
    itemOf('/home/a$b/50%/`x`/"q"\\c').set(true);
    expect(readFileSync(file, 'utf8')).toContain('Exec="/home/a\\\\$b/50%%/\\\\`x\\\\`/\\\\"q\\\\"\\\\\\\\c" --hidden');
  });

  test('a folder that cannot be made throws', () => {
    writeFileSync(dirname(file), 'a file is in its place');
    expect(() => itemOf().set(true)).toThrow();
  });
});

const noSystemList = {
  getLoginItemSettings(): never {
    throw new Error('there is no such list');
  },
  setLoginItemSettings(): never {
    throw new Error('there is no such list');
  },
};

/** The list of macOS or Windows, which answers this. */
function systemList(answer: Partial<LoginItemSettings>) {
  const asked: unknown[] = [];
  const set: LoginSettings[] = [];
  return {
    asked,
    set,
    app: {
      getLoginItemSettings(options?: unknown) {
        asked.push(options);
        return answer as LoginItemSettings;
      },
      setLoginItemSettings: (settings: LoginSettings) => void set.push(settings),
    },
  };
}

test.each([
  ['enabled', true],
  ['requires-approval', false],
  ['not-registered', false],
  ['not-found', false],
] as const)('macOS: %s', (status, on) => {
  const { app } = systemList({ status, openAtLogin: true });
  expect(createLoginItem({ platform: 'darwin', app, config: '', program: '/x' }).isOn()).toBe(on);
});

test('Windows: the Task Manager has the last word, asked about our own entry', () => {
  const program = 'D:\\Companion.exe';
  const off = systemList({ openAtLogin: true, executableWillLaunchAtLogin: false });
  const item = createLoginItem({ platform: 'win32', app: off.app, config: '', program });
  expect(item.isOn()).toBe(false);
  item.set(true);
  expect(off.asked).toEqual([{ path: program, args: ['--hidden'] }]);
  expect(off.set).toEqual([{ path: program, args: ['--hidden'], openAtLogin: true }]);
});

describe('the setting', () => {
  function kept(on: boolean, isOn: boolean, refuses = false) {
    let stored: unknown = { openAtLogin: on };
    const settings = createSettings({ read: () => stored, write: (value) => (stored = value) });
    const list = { isOn, calls: [] as boolean[] };
    const logged: string[] = [];
    const item: LoginItem = {
      isOn: () => list.isOn,
      set(value) {
        list.calls.push(value);
        if (refuses) throw new Error('EACCES');
      },
    };
    const look = keepLoginItem({ settings, item, log: (event) => logged.push(event) });
    return { settings, list, look, logged };
  }

  test('taken off the list outside, it is off at the next look, and the list is left alone', () => {
    const { settings, list, look } = kept(true, false);
    look();
    expect(settings.get().openAtLogin).toBe(false);
    expect(list.calls).toEqual([]);
    look();
    settings.set({ openAtLogin: true });
    expect(list.calls).toEqual([true]);
  });

  test('still on the list, it gets the place of today; off, the list is not looked at', () => {
    const on = kept(true, true);
    on.look();
    expect(on.settings.get().openAtLogin).toBe(true);
    expect(on.list.calls).toEqual([true]);
    const off = kept(false, true);
    off.look();
    expect(off.list.calls).toEqual([]);
    expect(off.settings.get().openAtLogin).toBe(false);
  });

  test('a change goes to the list once; a list that refuses is logged, and the setting holds', () => {
    const { settings, list, logged } = kept(false, false, true);
    settings.set({ openAtLogin: true });
    settings.set({ theme: 'dark' });
    expect(list.calls).toEqual([true]);
    expect(logged).toEqual(['loginItem.failed']);
    expect(settings.get().openAtLogin).toBe(true);
  });
});
