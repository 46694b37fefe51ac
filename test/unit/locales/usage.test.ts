import { beforeAll, expect, test } from 'vitest';
import { requestSchemas } from '../../../main/ipc/schemas.ts';
import { baseKey, catalogues, sections } from './catalogue.ts';
import { type Found, sources, stringsOf, textInJsx, translatedIn } from './source-text.ts';

/**
 * The convention that lets a scan know every use: a key is always written out as one string and never glued together
 * from parts. It stands in a call of `t` or `translate`, or, in a window, in a table of keys. A string of a window that
 * begins with a section of the catalogue and a dot is therefore a key, unless it is the name of a command.
 */
const KEY = /^[a-z][A-Za-z]*(\.[A-Za-z0-9_]+)+$/;
const commands = new Set(Object.keys(requestSchemas));

/** Names that are the same in every language and need no catalogue. */
const NAMES: ReadonlySet<string> = new Set(['Open WebUI', 'Halext Companion']);

let keys: Found[];

beforeAll(() => {
  const windows = sources('renderer').flatMap(stringsOf);
  const tables = windows.filter(({ text }) => looksLikeKey(text) && !commands.has(text));
  keys = [
    ...sources('renderer', 'main')
      .flatMap(translatedIn)
      .filter(({ text }) => text.includes('.')),
    ...tables,
  ];
});

function looksLikeKey(text: string): boolean {
  return KEY.test(text) && sections.has(text.split('.')[0] ?? '');
}

test('every key in the code is in the catalogue', () => {
  const known = new Set([...catalogues.en.keys()].map(baseKey));
  expect(keys.filter(({ text }) => !known.has(text)).map(({ text, where }) => `${text} (${where})`)).toEqual([]);
});

test('every key of the catalogue is in the code', () => {
  const used = new Set(keys.map(({ text }) => text));
  const bases = new Set([...catalogues.en.keys()].map(baseKey));
  expect([...bases].filter((key) => !used.has(key))).toEqual([]);
});

test('no text for people stands outside the catalogues', () => {
  const texts = sources('renderer')
    .filter((file) => file.endsWith('.tsx'))
    .flatMap(textInJsx);
  expect(texts.filter(({ text }) => !NAMES.has(text)).map(({ text, where }) => `${text} (${where})`)).toEqual([]);
});
