import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { createTranslator } from '../../../main/i18n.ts';
import { search, sections } from '../../../renderer/settings/catalog.ts';
import { hotkeyLine } from '../../../renderer/settings/hotkey-sentence.ts';

const french = createTranslator('fr') as unknown as TFunction;
const english = createTranslator('en') as unknown as TFunction;

function found(t: TFunction, query: string): string[] {
  return search(sections(t), query).flatMap((section) => section.settings.map((each) => each.id));
}

test('settings are found by any word of theirs, without accents, in any order', () => {
  expect(found(french, 'theme')).toEqual(['theme']);
  expect(found(french, 'TROUSSEAU')).toEqual([]);
  expect(found(french, 'en-tetes')).toEqual(['agents']);
  expect(found(english, 'gateway key')).toEqual(['gateways']);
  expect(found(english, 'keep finished')).toEqual(['keepDays']);
  expect(found(english, 'text size')).toEqual(['fontScale']);
  expect(found(english, 'size text')).toEqual(['fontScale']);
});

test('the name of a section finds all of it', () => {
  expect(found(english, 'appearance')).toEqual(['theme', 'language', 'fontScale', 'zoom', 'motion']);
});

test('a query that is nowhere finds nothing', () => {
  expect(search(sections(english), 'zebra')).toEqual([]);
});

test('each way a hotkey can fail has a sentence of its own that names the keys or the way out', () => {
  const reasons = ['taken', 'invalid', 'noModifier', 'unsupported'] as const;
  const texts = reasons.map((reason) => {
    const state = { kind: 'failed', accelerator: 'Alt+Space', reason } as const;
    return hotkeyLine(english, { state, wanted: 'Alt+Space', silent: false }, (accelerator) => `<${accelerator}>`).text;
  });
  expect(new Set(texts).size).toBe(4);
  expect(texts.slice(0, 3).every((text) => text.includes('<Alt+Space>'))).toBe(true);
  expect(texts[3]).toContain('--toggle');
});

test('a fallback says which keys were wanted and which work', () => {
  const state = { kind: 'registered', accelerator: 'Alt+Shift+Space' } as const;
  const line = hotkeyLine(english, { state, wanted: 'Alt+Space', silent: false }, (accelerator) => accelerator);
  expect(line).toMatchObject({ sign: 'slow' });
  expect(line.text).toContain('Alt+Space.');
  expect(line.text).toContain('Alt+Shift+Space');
});

test('a hotkey whose press never came is not said to work', () => {
  const state = { kind: 'registered', accelerator: 'Alt+Space' } as const;
  const write = (accelerator: string) => accelerator;
  expect(hotkeyLine(english, { state, wanted: 'Alt+Space', silent: false }, write).sign).toBe('ok');
  expect(hotkeyLine(english, { state, wanted: 'Alt+Space', silent: true }, write)).toEqual({
    sign: 'none',
    text: 'Alt+Space is set.',
  });
});
