import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meaningVector } from '../../../main/demo/openai/meaning/vector.ts';

function likeness(a: string, b: string, dimensions = 384): number {
  const [one, other] = [meaningVector(a, dimensions), meaningVector(b, dimensions)];
  return one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
}

const TEXTS = [
  'The pump makes a noise since this morning',
  'Our supplier sent the invoice too late',
  'Who can repair the broken valve?',
  'The meeting with the customer is on Monday',
  'Heavy rain has flooded the road',
  'How do I change my password?',
];

describe('the demo’s stand-in for embeddings', () => {
  test.each([
    ['La pompe fait du bruit depuis ce matin', 0],
    ['Le fournisseur a envoyé sa facture en retard', 1],
    ['Qui peut réparer la vanne en panne ?', 2],
    ['Rendez-vous client lundi', 3],
    ['La pluie a inondé la rue', 4],
    ['Comment changer de mot de passe ?', 5],
  ])('%s is nearest to its paraphrase in English', (french, at) => {
    const scores = TEXTS.map((text) => likeness(french, text));
    expect(scores.indexOf(Math.max(...scores))).toBe(at);
    const second = scores.toSorted((a, b) => b - a)[1] ?? 1;
    expect((scores[at] ?? 0) - second).toBeGreaterThan(0.2);
  });

  test('accents and capitals change nothing; another subject is far', () => {
    expect(likeness('DÉBIT élevé', 'debit eleve')).toBeCloseTo(1);
    expect(likeness('La pompe fuit', 'The report is due tomorrow')).toBeLessThan(0.25);
  });

  test('any text has a vector of length one, the same every time', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(384, 1_024, 1_536), (text, dimensions) => {
        const vector = meaningVector(text, dimensions);
        expect(vector).toHaveLength(dimensions);
        expect(Math.hypot(...vector)).toBeCloseTo(1);
        expect(meaningVector(text, dimensions)).toEqual(vector);
      }),
    );
  });
});
