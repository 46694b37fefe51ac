import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { QuestionTimes } from '../../../preload/contract.ts';
import { BAR, PARTS, piecesOf } from '../../../renderer/settings/sections/diagnostics-bars.ts';

const ms = fc.option(fc.nat(200_000));
const questions = fc.array(
  fc.record({ opening: ms, sending: ms, waiting: ms, receiving: ms, drawing: ms }).map((parts): QuestionTimes => {
    const total = Object.values(parts).reduce<number>((sum, part) => sum + (part ?? 0), 0);
    return { askedAt: 0, from: 'main', outcome: 'answered', ...parts, total };
  }),
  { minLength: 1 },
);

test('the pieces of a bar follow one another, are seen, and stay within it', () => {
  fc.assert(
    fc.property(questions, (all) => {
      const longest = Math.max(...all.map(({ total }) => total));
      for (const question of all) {
        const pieces = piecesOf(question, longest);
        expect(pieces.map(({ part }) => part)).toEqual(PARTS.filter((part) => question[part] !== null));
        let end = 0;
        for (const { x, width } of pieces) {
          expect(x).toBeCloseTo(end);
          expect(width).toBeGreaterThanOrEqual(1);
          end = x + width;
        }
        expect(end).toBeLessThanOrEqual(BAR.width + 1e-6);
      }
    }),
  );
});

test('the longest question fills its bar, one half as long about half of it', () => {
  const question = (waiting: number): QuestionTimes => ({
    askedAt: 0,
    from: 'main',
    outcome: 'answered',
    opening: null,
    sending: 0,
    waiting,
    receiving: null,
    drawing: null,
    total: waiting,
  });
  const width = (waiting: number) => piecesOf(question(waiting), 4_000).reduce((sum, piece) => sum + piece.width, 0);
  expect(width(4_000)).toBeCloseTo(BAR.width);
  expect(width(2_000)).toBeCloseTo(BAR.width / 2, -1);
});
