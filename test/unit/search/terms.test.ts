import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullTextSql, migrations } from '../../../main/database/schema.ts';
import { holdsAll, termMatchers } from '../../../main/search/matcher.ts';
import { likePatterns, matchExpression, parseTerms } from '../../../main/search/terms.ts';

function holds(query: string, text: string): boolean {
  return holdsAll(text, termMatchers(parseTerms(query)));
}

describe('what a person types', () => {
  it('asks the index for every word, the last one perhaps unfinished', () => {
    expect(matchExpression(parseTerms('mise en prod'))).toBe('"mise" AND "en" AND "prod" *');
  });

  it('asks for no word that begins with a single letter', () => {
    expect(matchExpression(parseTerms('a'))).toBe('"a"');
    expect(matchExpression(parseTerms('hello w'))).toBe('"hello"');
    expect(matchExpression(parseTerms('vitamin c '))).toBe('"vitamin" AND "c"');
  });

  it('keeps together what is written together', () => {
    expect(matchExpression(parseTerms("l'eau"))).toBe('"l eau" *');
    expect(matchExpression(parseTerms('"mot à mot" fin'))).toBe('"mot à mot" AND "fin" *');
  });

  it('asks for both spellings of œ and æ', () => {
    expect(matchExpression(parseTerms('cœur ouvert'))).toBe('("cœur" OR "coeur") AND "ouvert" *');
    expect(matchExpression(parseTerms('coeur ouvert'))).toBe('("coeur" OR "cœur") AND "ouvert" *');
  });

  it('takes the signs of the query language for what they are', () => {
    expect(matchExpression(parseTerms('x:y* NEAR(a) ^bc'))).toBe('"x y" AND "near a" AND "bc" *');
    expect(parseTerms('  "" " ')).toEqual([]);
    expect(parseTerms('\u0000\u0007')).toEqual([]);
  });

  it('looks for signs and for scripts without spaces as they are', () => {
    expect(parseTerms('東京 tower')).toEqual([
      { kind: 'text', text: '東京' },
      { kind: 'words', words: ['tower'], prefix: true },
    ]);
    expect(parseTerms('🙂')).toEqual([{ kind: 'text', text: '🙂' }]);
    expect(parseTerms('?? !!')).toEqual([{ kind: 'text', text: '?? !!' }]);
  });
});

describe('whether a text holds the words', () => {
  it.each([
    ['ete', "Cet ÉTÉ, j'irai"],
    ['été', 'un ete pluvieux'],
    ['coeur', 'Le CŒUR a ses raisons'],
    ['cœur', 'le coeur'],
    ['deplo', 'Le déploiement est fini'],
    ["l'eau", 'L’eau bout'],
    ['"rouge et noir"', 'Le Rouge et le noir, le rouge ET noir'],
    ['e\u0301cole', 'École'],
    ['école', 'E\u0301cole'],
    ['👍🏽', 'oui 👍🏽'],
    ['ひら', 'これはひらがなです'],
  ])('%j is in %j', (query, text) => expect(holds(query, text)).toBe(true));

  it.each([
    ['eau', 'bureau'],
    ['"rouge noir"', 'rouge et noir'],
    ['chat noir', 'chat blanc'],
    ['c d ', 'c++'],
  ])('%j is not in %j', (query, text) => expect(holds(query, text)).toBe(false));
});

describe('any text at all', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((codes) => String.fromCharCode(...codes)),
    fc
      .array(
        fc.constantFrom(
          '"',
          '*',
          '^',
          ':',
          '(',
          ')',
          'NEAR',
          ' OR ',
          ' AND ',
          'NOT',
          '+',
          '-',
          'œ',
          'é',
          "'",
          ';',
          '\\',
          '%',
          '_',
          '漢',
        ),
        {
          maxLength: 20,
        },
      )
      .map((parts) => parts.join('')),
  );

  it('never breaks the query, the pattern or the expression', () => {
    const db = new DatabaseSync(':memory:', { limits: { likePatternLength: 200 } });
    for (const { sql } of migrations) db.exec(sql);
    db.exec(fullTextSql);
    const match = db.prepare('SELECT count(*) FROM message_fts WHERE message_fts MATCH ?');
    const like = db.prepare("SELECT 'x' LIKE ? ESCAPE '\\'");
    fc.assert(
      fc.property(anything, (text) => {
        const terms = parseTerms(text);
        const query = matchExpression(terms);
        if (query !== null) match.get(query);
        for (const pattern of likePatterns(terms)) like.get(pattern);
        for (const matcher of termMatchers(terms)) matcher.test('any text');
      }),
      { numRuns: 1_500 },
    );
    db.close();
  });

  it('is found by itself, and by the pattern that goes before', () => {
    const db = new DatabaseSync(':memory:');
    const like = db.prepare("SELECT ? LIKE ? ESCAPE '\\' AS yes");
    const words = fc.array(fc.stringMatching(/^[a-zéèêàçùœæï]{2,12}$/), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(words, (list) => {
        const text = list.join(' ');
        const terms = parseTerms(text);
        expect(holdsAll(text, termMatchers(terms))).toBe(true);
        for (const pattern of likePatterns(terms)) expect(like.get(text, pattern)?.yes).toBe(1);
      }),
    );
    db.close();
  });
});
