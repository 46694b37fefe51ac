import type { QuestionTimes } from '../../../preload/contract.ts';

/** The parts of a question's time, in the order in which they follow one another. */
export const PARTS = ['opening', 'sending', 'waiting', 'receiving', 'drawing'] as const;
export type Part = (typeof PARTS)[number];

/** Units of a bar as long as the longest question. */
export const BAR = { width: 320, height: 8 } as const;
/** What took no measurable time is seen all the same. */
const LEAST = 1;

export interface Piece {
  readonly part: Part;
  readonly ms: number;
  readonly x: number;
  readonly width: number;
}

/** The pieces of one bar, end to end; all bars of a list have the scale of the `longest` of them, milliseconds. */
export function piecesOf(question: QuestionTimes, longest: number): Piece[] {
  const known = PARTS.flatMap((part) => {
    const ms = question[part];
    return ms === null ? [] : [{ part, ms }];
  });
  const room = BAR.width - known.length * LEAST;
  let x = 0;
  return known.map(({ part, ms }) => {
    const width = LEAST + (longest > 0 ? (ms / longest) * room : 0);
    const piece = { part, ms, x, width };
    x += width;
    return piece;
  });
}
