import { readFileSync } from 'node:fs';
import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { createTranslator } from '../../../main/i18n.ts';
import { menuTemplate } from '../../../main/shell/menu-template.ts';
import { actionOf, type KeyAction, type KeyPress, meaningOn } from '../../../renderer/app/keys.ts';
import { keyGroups } from '../../../renderer/keymap/keys.ts';
import { type QuickKey, quickKey } from '../../../renderer/quick/keys.ts';
import { formatAccelerator } from '../../../renderer/ui/accelerator.ts';

const words = (language: 'en' | 'fr') => createTranslator(language) as unknown as TFunction;
const groups = keyGroups(words('en'), 'Alt+Space');
const mapped = groups.flatMap(({ id, keys }) => keys.map((each) => ({ group: id, ...each })));

/** Every member of the union, as it is written in the source: a new one cannot be forgotten here. */
function everyAction(): readonly string[] {
  const source = readFileSync(new URL('../../../renderer/app/keys.ts', import.meta.url), 'utf8');
  const union = /export type KeyAction =([^;]+);/.exec(source)?.[1] ?? '';
  return [...union.matchAll(/'(\w+)'/g)].map(([, name]) => name ?? '');
}

function press(accelerator: string, platform: string): KeyPress {
  const parts = accelerator.split('+');
  const key = parts.pop() ?? '';
  const named: Readonly<Record<string, string>> = { Esc: 'Escape' };
  return {
    key: named[key] ?? (parts.includes('Shift') ? key : key.length === 1 ? key.toLowerCase() : key),
    code: /^\d$/.test(key) ? `Digit${key}` : '',
    ctrlKey: parts.includes('Mod') && platform !== 'darwin',
    metaKey: parts.includes('Mod') && platform === 'darwin',
    altKey: parts.includes('Alt'),
    shiftKey: parts.includes('Shift'),
  };
}

test('every action of the window is on the map', () => {
  expect(everyAction().length).toBeGreaterThan(20);
  const shown = mapped.flatMap(({ action }) => action ?? []);
  expect([...shown].sort()).toEqual([...everyAction()].sort());
});

test.each(['darwin', 'linux'])('the keys on the map do on %s what it says of them', (platform) => {
  for (const { action, accelerators } of mapped) {
    if (action === undefined) continue;
    for (const each of accelerators) {
      const done = actionOf(press(each, platform), platform);
      const meanings: (KeyAction | null)[] =
        done === null ? [] : [done, meaningOn('runs', done), meaningOn('compare', done)];
      expect(meanings, each).toContain(action);
    }
  }
});

test('every key of the quick window is on the map', () => {
  const quick = mapped.filter(({ group }) => group === 'quick').flatMap(({ accelerators }) => accelerators);
  const kinds = new Set(quick.map((each) => quickKey(press(each, 'linux'), 'linux')?.kind));
  const every: Record<QuickKey['kind'], true> = {
    hide: true,
    model: true,
    pin: true,
    new: true,
    main: true,
    stop: true,
    clipboard: true,
    copy: true,
    agent: true,
    compare: true,
    refuse: true,
    goOn: true,
  };
  expect([...kinds].sort()).toEqual(Object.keys(every).sort());
});

test('it is drawn for the platform, in the language', () => {
  const drawn = (platform: 'darwin' | 'win32', language: 'en' | 'fr') =>
    formatAccelerator('Mod+Shift+F', platform, words(language));
  expect(drawn('darwin', 'en')).toBe('⇧⌘F');
  expect(drawn('win32', 'fr')).toBe('Ctrl+Maj+F');
  expect(keyGroups(words('fr'), '').find(({ id }) => id === 'anywhere')?.keys).toEqual([]);
});

test.each(['darwin', 'win32', 'linux'] as const)('every key of the menu on %s is on the map', (platform) => {
  const nothing = () => {};
  const template = menuTemplate(platform, (key) => key, {
    settings: nothing,
    newConversation: nothing,
    newTask: nothing,
    runs: nothing,
    search: nothing,
    openWebui: nothing,
    quit: nothing,
    zoom: nothing,
  });
  const keys = template
    .flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))
    .filter(({ visible }) => visible !== false)
    .flatMap(({ accelerator }) => accelerator?.replace(/^(CommandOrControl|Command)/, 'Mod') ?? []);
  expect(keys.length).toBeGreaterThan(8);
  const shown = mapped.flatMap(({ accelerators }) => accelerators);
  expect(keys.filter((each) => !shown.includes(each))).toEqual([]);
});
