import { describe, expect, test } from 'vitest';
import { createResponder } from '../../../main/demo/responder/index.ts';
import { languageOf } from '../../../main/demo/responder/language.ts';
import { partsWanted } from '../../../main/demo/responder/subject.ts';

const answer = createResponder(1);

describe('the built-in responder', () => {
  test.each([
    ['fr', 'Comment calculer la perte de charge ?'],
    ['fr', 'Écris une fonction Python'],
    ['fr', 'pourquoi ça vibre'],
    ['fr', 'Résume l’offre'],
    ['en', 'How do I compute the head loss?'],
    ['en', 'Write a Python function'],
    ['en', 'P-204'],
    ['en', ''],
  ] as const)('takes for %s: %s', (language, question) => {
    expect(languageOf(question)).toBe(language);
  });

  test('answers in the language of the question', () => {
    expect(answer('Comment vérifier la pompe P-204 ?')).toMatch(
      /Vous demandez : « Comment vérifier la pompe P-204 \? »/,
    );
    expect(answer('How do I check pump P-204?')).toMatch(/You ask: “How do I check pump P-204\?”/);
  });

  test.each([
    ['Write a SQL query for the meters', '```sql\n'],
    ['Écris un script bash', '```bash\n'],
    ['A TypeScript function, please', '```typescript\n'],
    ['Compare the two pumps', '| :-- |'],
    ['Donne un tableau des écarts', '--: |'],
    ['What is the formula for head loss?', '$$h_f ='],
    ['Draft a mail to the supplier', '\n> '],
    ['List the steps', /\n(1\. |- \[)/],
  ])('puts into the answer what is asked for: %s', (question, sign) => {
    expect(answer(question)).toEqual(
      typeof sign === 'string' ? expect.stringContaining(sign) : expect.stringMatching(sign),
    );
  });

  test('calculates with the figures of the question, in its own number format', () => {
    const french = answer('Quelle est la moyenne de 3,5, 4 et 12 pour P-204 ?');
    expect(french).toContain('somme **19,5**, moyenne **6,5**');
    expect(french).toContain('\\frac{3{,}5 + 4 + 12}{3} = 6{,}5');
    expect(answer('mean of 2, -3 and 2.5')).toContain('sum **1.5**, mean **0.5**');
  });

  test('keeps the hard spaces of French, outside of code', () => {
    const subjects = [
      'la pompe',
      'un script bash',
      'un tableau des écarts',
      'une formule',
      'un courriel',
      'les étapes',
    ];
    const prose = subjects
      .flatMap((subject) => Array.from({ length: 8 }, (_, n) => answer(`Décris ${subject} numéro ${n}`)))
      .map((text) => text.replace(/```[\s\S]*?```/g, ''));
    expect(prose.join('\n')).toMatch(/\u00a0:/);
    expect(prose.flatMap((text) => text.match(/.* [;!?»].*|.*« .*|.*[\p{L}*] : .*/gu) ?? [])).toEqual([]);
  });

  test('says the same to the same question, and something else with another seed', () => {
    const questions = Array.from({ length: 12 }, (_, n) => `How do I check station ${n}?`);
    const said = (seed: number) => questions.map(createResponder(seed));
    expect(said(1)).toEqual(said(1));
    expect(said(1)).not.toEqual(said(2));
    expect(new Set(said(1).map((text) => text.slice(0, 20))).size).toBeGreaterThan(1);
  });

  test('says often, and to every greeting, that it is no model', () => {
    const honest = Array.from({ length: 30 }, (_, n) => answer(`How is station ${n}?`)).filter((text) =>
      text.includes('I am the demo responder'),
    );
    expect(honest.length).toBeGreaterThan(12);
    expect(honest.length).toBeLessThan(30);
    for (const greeting of ['Bonjour', 'Merci beaucoup !', 'hello', 'ok', '']) {
      expect(partsWanted(greeting)).toEqual([]);
      expect(answer(greeting)).toMatch(/demo responder|répondeur de démonstration/);
    }
  });

  test('quotes the question as one line of plain words', () => {
    const hostile = 'Why?\n\n# <img src=x onerror=alert(1)> ![x](https://tracker.example/p.png) `code` $x$ | a';
    const [opening = ''] = answer(hostile).split('\n\n');
    expect(opening).toContain('Why?');
    expect(opening).not.toMatch(/[#<>`$|[\]\n]/);
    expect(answer('How? '.repeat(2_000)).length).toBeLessThan(4_000);
  });

  test('gives a long answer when everything is asked for', () => {
    const long = answer('Explain everything about P-204');
    for (const sign of ['```', '$$', '| ', '\n1. ']) expect(long.includes(sign) || long.includes('- [ ]')).toBe(true);
    expect(long.length).toBeGreaterThan(900);
  });
});
