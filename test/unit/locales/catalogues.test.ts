import { expect, test } from 'vitest';
import { baseKey, type Catalogue, catalogues, placeholders, pluralForm } from './catalogue.ts';

const { en, fr } = catalogues;

/** The sentences of a catalogue that break a rule, with their keys. */
function breaking(catalogue: Catalogue, rule: RegExp): string[] {
  return [...catalogue].filter(([, sentence]) => rule.test(sentence)).map(([key, sentence]) => `${key}: ${sentence}`);
}

test('both languages have the same keys', () => {
  const bases = (catalogue: Catalogue) => [...new Set([...catalogue.keys()].map(baseKey))].sort();
  expect(bases(fr)).toEqual(bases(en));
});

test('no sentence is empty or framed by spaces', () => {
  expect(breaking(en, /^\s*$|^\s|\s$/)).toEqual([]);
  expect(breaking(fr, /^\s*$|^\s|\s$/)).toEqual([]);
});

test.each(['en', 'fr'] as const)(
  'a plural in %s has every form its everyday numbers need, and no plain twin',
  (lang) => {
    const catalogue = catalogues[lang];
    const needed = [...new Set([0, 1, 2, 5, 21, 100].map((n) => new Intl.PluralRules(lang).select(n)))];
    const plurals = new Set([...catalogue.keys()].filter((key) => pluralForm(key) !== null).map(baseKey));
    const missing = [...plurals].flatMap((key) =>
      needed.filter((form) => !catalogue.has(`${key}_${form}`)).map((form) => `${key}_${form}`),
    );
    expect(missing).toEqual([]);
    expect([...plurals].filter((key) => catalogue.has(key))).toEqual([]);
  },
);

test('both languages take the same values; only the singular may leave its number out', () => {
  const of = (catalogue: Catalogue, base: string) => {
    const forms = [...catalogue].filter(([key]) => baseKey(key) === base && pluralForm(key) !== 'one');
    return [...new Set(forms.flatMap(([, sentence]) => placeholders(sentence)))].sort();
  };
  const bases = [...new Set([...en.keys()].map(baseKey))];
  const different = bases.filter((base) => of(en, base).join() !== of(fr, base).join());
  expect(different).toEqual([]);
  const singular = [...en, ...fr].filter(([key]) => pluralForm(key) === 'one');
  const unknown = singular.filter(([key, sentence]) => {
    const known = new Set([...of(en, baseKey(key)), 'count', 'n']);
    return placeholders(sentence).some((name) => !known.has(name));
  });
  expect(unknown.map(([key]) => key)).toEqual([]);
});

test('French keeps a hard space before : ; ? ! » % and after «', () => {
  expect(breaking(fr, / [:;?!»%]/)).toEqual([]);
  expect(breaking(fr, /[^\s:;?!\u00a0\u202f][;?!»]/)).toEqual([]);
  expect(breaking(fr, /[^\u00a0\u202f]:(\s|$)/)).toEqual([]);
  expect(breaking(fr, /«[^\u00a0\u202f]/)).toEqual([]);
});

test('both languages use real apostrophes, quotes and ellipses', () => {
  expect([...breaking(en, /['"]|\.\.\./), ...breaking(fr, /['"]|\.\.\./)]).toEqual([]);
});
