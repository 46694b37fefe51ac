import { expect, test } from 'vitest';
import { createTranslator, pickLanguage } from '../../../main/i18n.ts';

test('sentences come from the catalogue of the language, values put in as they are', () => {
  expect(createTranslator('en')('tray.ok', { host: 'a<b>.example' })).toBe('All well, connected to a<b>.example');
  expect(createTranslator('fr')('tray.ok', { host: 'a.example' })).toBe('Tout va bien, connecté à a.example');
});

test('the plural follows the language: French counts zero as one', () => {
  expect(createTranslator('en')('tray.queued', { count: 0 })).toBe('0 messages wait to be sent');
  expect(createTranslator('fr')('tray.queued', { count: 0 })).toBe('0 message attend d’être envoyé');
  expect(createTranslator('fr')('tray.queued', { count: 2 })).toBe('2 messages attendent d’être envoyés');
});

test('two translators do not disturb each other', () => {
  const english = createTranslator('en');
  createTranslator('fr');
  expect(english('tray.quit')).toBe('Quit Halext Companion');
});

test.each([
  [['fr-CA', 'en-US'], 'system', 'fr'],
  [['de-DE', 'fr'], 'system', 'fr'],
  [['pt_BR', 'en_GB', 'fr'], 'system', 'en'],
  [['ja'], 'system', 'en'],
  [[], 'system', 'en'],
  [['fr'], 'en', 'en'],
] as const)('preferred %j with setting %s gives %s', (preferred, setting, language) => {
  expect(pickLanguage(preferred, setting)).toBe(language);
});
