import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../main/settings/schema.ts';
import { changesOf, readSettingsFile, writeSettingsFile } from '../../../main/settings/settings-file.ts';
import type { Settings, Source } from '../../../preload/contract.ts';

const GATEWAY: Source = {
  kind: 'gateway',
  id: 'atelier',
  name: 'Atelier',
  address: 'https://gateway.example.org',
  demo: false,
  hasKey: true,
  model: 'local/small',
};

const OTHERS: Settings = {
  ...DEFAULT_SETTINGS,
  theme: 'dark',
  fontScale: 1.2,
  zoom: 1.5,
  hotkey: 'Control+Shift+H',
  openAtLogin: true,
  quick: { ...DEFAULT_SETTINGS.quick, target: 'chosen', conversationId: 17, withAi: false },
  notifications: { ...DEFAULT_SETTINGS.notifications, services: false },
  meaning: { sourceId: 'atelier', model: null },
  openWebuiProvisioning: 'accepted',
};

function read(text: string, now = DEFAULT_SETTINGS) {
  const file = readSettingsFile(text, now);
  if (!file.ok) throw new Error(file.error.message);
  return file.value;
}

const fileOf = (more: object) => JSON.stringify({ format: 'halext-companion-settings', version: 1, ...more });

test('what is exported comes back, apart from what belongs to one computer or one account', () => {
  const file = read(writeSettingsFile(OTHERS, [GATEWAY]));
  expect(file.anywhere).toEqual({
    theme: 'dark',
    language: 'system',
    fontScale: 1.2,
    reducedMotion: 'system',
    closeToTray: true,
    quick: { ...OTHERS.quick, conversationId: null },
    answers: OTHERS.answers,
    notifications: OTHERS.notifications,
    runs: OTHERS.runs,
    quietHours: null,
  });
  expect(file.machine).toEqual({
    zoom: 1.5,
    hotkey: 'Control+Shift+H',
    openAtLogin: true,
    network: OTHERS.network,
    updates: { check: 'weekly' },
  });
  expect(file.sources).toEqual([GATEWAY]);
  expect(file.notUnderstood).toEqual([]);
  expect(file.newer).toBe(false);
});

test('the demo workspace, the permission to send every message and what was read here stay out of the file', () => {
  const text = writeSettingsFile(OTHERS, [GATEWAY, { ...GATEWAY, id: 'demo-gateway', name: 'Demo', demo: true }]);
  expect(text).not.toContain('demo-gateway');
  expect(text).not.toContain('meaning');
  expect(text).not.toContain('openWebuiProvisioning');
  expect(text).not.toContain('firstSteps');
  expect(text).not.toContain('conversationId');
});

test('what is not understood takes only itself away, and is named', () => {
  const file = read(
    fileOf({
      settings: {
        theme: 'sepia',
        language: 'fr',
        meaning: { sourceId: 'evil', model: null },
        notifications: { answers: false, decisions: 'loud', pigeons: true },
        quick: { conversationId: 3, withAi: false },
        __proto__x: 1,
      },
      machine: { hotkey: 5 },
      sources: [{ kind: 'gateway' }, GATEWAY],
      plugins: ['evil'],
    }),
  );
  expect(file.anywhere).toEqual({
    language: 'fr',
    notifications: { ...DEFAULT_SETTINGS.notifications, answers: false },
    quick: { ...DEFAULT_SETTINGS.quick, withAi: false },
  });
  expect(file.machine).toEqual({});
  expect(file.sources).toEqual([GATEWAY]);
  expect([...file.notUnderstood].sort()).toEqual([
    '__proto__x',
    'hotkey',
    'meaning',
    'notifications.decisions',
    'notifications.pigeons',
    'plugins',
    'quick.conversationId',
    'sources[0]',
    'theme',
  ]);
});

test('a setting that hides among those for every computer is still one of the other computer', () => {
  const file = read(fileOf({ settings: { hotkey: 'Control+Alt+X' } }));
  expect(file.anywhere).toEqual({});
  expect(file.machine).toEqual({ hotkey: 'Control+Alt+X' });
});

test('an export of an earlier version is brought up step by step, one of a later is read as far as it goes', () => {
  const steps = [({ colours, ...rest }: Readonly<Record<string, unknown>>) => ({ ...rest, theme: colours })];
  const text = fileOf({ settings: { colours: 'dark', language: 'fr' } });
  const file = readSettingsFile(text, DEFAULT_SETTINGS, steps);
  expect(file.ok && file.value).toMatchObject({
    anywhere: { theme: 'dark', language: 'fr' },
    notUnderstood: [],
    newer: false,
  });
  const later = read(JSON.stringify({ format: 'halext-companion-settings', version: 99, settings: { theme: 'dark' } }));
  expect(later).toMatchObject({ anywhere: { theme: 'dark' }, newer: true });
});

test.each([
  ['not JSON', '{', 'notJson'],
  ['another JSON', '{"version":1,"settings":{}}', 'otherFile'],
  ['a list', '[]', 'otherFile'],
])('%s is refused', (_, text, reason) => {
  expect(readSettingsFile(text, DEFAULT_SETTINGS)).toMatchObject({ ok: false, error: { kind: 'validation', reason } });
});

test('of the names that were not understood only some are kept, and not all of each', () => {
  const settings = Object.fromEntries(Array.from({ length: 80 }, (_, at) => [`${at}`.padEnd(500, 'x'), at]));
  const { notUnderstood } = read(fileOf({ settings }));
  expect(notUnderstood).toHaveLength(50);
  expect(Math.max(...notUnderstood.map((name) => name.length))).toBe(100);
});

test('changes are told setting by setting, and only what is different', () => {
  const patch = {
    theme: 'dark' as const,
    language: 'system' as const,
    notifications: { ...DEFAULT_SETTINGS.notifications, runs: false },
    answers: { ...DEFAULT_SETTINGS.answers, chain: [{ sourceId: 'atelier', model: null }] },
  };
  expect(changesOf(DEFAULT_SETTINGS, patch, false)).toEqual([
    { name: 'theme', machine: false, values: { before: 'system', after: 'dark' } },
    { name: 'notifications.runs', machine: false, values: { before: true, after: false } },
    { name: 'answers.chain', machine: false, values: null },
  ]);
});
