import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { createTranslator } from '../../../main/i18n.ts';
import { sections } from '../../../renderer/settings/catalog.ts';
import { settingOf } from '../../../renderer/settings/transfer/names.ts';
import { changeLabel, changeValues } from '../../../renderer/settings/transfer/words.ts';

const t = createTranslator('en') as unknown as TFunction;

test('each setting stands in one section only, and the proxies stand with the network', () => {
  const ids = sections(t).flatMap(({ settings }) => settings.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  const network = sections(t).find(({ id }) => id === 'network');
  expect(network?.settings.map(({ id }) => id)).toEqual([
    'proxy',
    'proxyFor',
    'metered',
    'proxyPasswords',
    'certificates',
  ]);
});

test('a change is told by the names of the page; what the page has no name for, as the file calls it', () => {
  const change = { name: 'notifications.services', machine: false, values: { before: true, after: false } };
  expect(changeLabel(change, t)).toEqual({ label: 'Services', of: 'Notifications' });
  expect(changeValues(change, t)).toBe('On → Off');
  expect(changeValues({ ...change, name: 'runs.keepDays', values: { before: 90, after: null } }, t)).toBe(
    '90 days → Always',
  );
  expect(changeValues({ ...change, name: 'theme', values: { before: 'system', after: 'dark' } }, t)).toBe(
    'As the system → Dark',
  );
  expect(changeLabel({ ...change, name: 'answers.compare' }, t)).toEqual({ label: 'answers.compare', of: '' });
  expect(settingOf('constructor')).toBeNull();
  expect(settingOf('quick.constructor')).toBeNull();
});
