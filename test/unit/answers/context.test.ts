import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutToContext, estimateTokens, type History } from '../../../main/answers/context.ts';
import type { Turn } from '../../../preload/contract.ts';

const user = (text: string): Turn => ({ role: 'user', text });
const assistant = (text: string): Turn => ({ role: 'assistant', text });
const history = (turns: readonly Turn[], more: Partial<History> = {}): History => ({
  turns,
  system: null,
  contextTokens: 1_000,
  answerTokens: 100,
  ...more,
});
/** Costs 100 tokens as a message. */
const long = 'x'.repeat(96 * 3);

describe('cutting a history to the context of a model', () => {
  test('what fits stays whole, a greeting of the assistant at its head too', () => {
    const turns = [assistant('Hello'), user('Hi'), assistant('What can I do?'), user('Nothing')];
    expect(cutToContext(history(turns))).toMatchObject({ turns, leftOut: 0, fits: true });
  });

  test('leaves out from the front as few turns as it must, and begins with the person', () => {
    const turns = Array.from({ length: 11 }, (_, at) => (at % 2 === 0 ? user(long) : assistant(long)));
    // 900 tokens are left for nine messages; those would begin with turn 2, which is the person's.
    expect(cutToContext(history(turns))).toMatchObject({ leftOut: 2, tokens: 900, fits: true });
    // With a system prompt of 100 only eight fit, and the first of those is the assistant's.
    expect(cutToContext(history(turns, { system: long }))).toMatchObject({ leftOut: 4, tokens: 800, fits: true });
  });

  test('the question stays even when it is too long by itself, and that is said', () => {
    const turns = [user('before'), assistant('yes'), user('x'.repeat(30_000))];
    expect(cutToContext(history(turns))).toMatchObject({ turns: [turns[2]], leftOut: 2, fits: false });
  });

  test('an answer may not ask for more than half of the context', () => {
    expect(cutToContext(history([user(long)], { contextTokens: 300, answerTokens: 4_000 })).fits).toBe(true);
  });

  test('an unknown context cuts nothing', () => {
    const turns = [user('x'.repeat(1_000_000)), assistant('a'), user('b')];
    expect(cutToContext(history(turns, { contextTokens: null }))).toMatchObject({ turns, leftOut: 0, fits: true });
  });

  test('no history at all', () => {
    expect(cutToContext(history([]))).toEqual({ turns: [], leftOut: 0, tokens: 0, fits: true });
  });

  test('for every history', () => {
    const turn = fc.record({
      role: fc.constantFrom<Turn['role']>('user', 'assistant'),
      text: fc.string({ maxLength: 400 }),
    });
    const any = fc.record({
      turns: fc.array(turn, { maxLength: 30 }),
      system: fc.option(fc.string({ maxLength: 200 })),
      contextTokens: fc.option(fc.integer({ min: 1, max: 3_000 })),
      answerTokens: fc.option(fc.integer({ min: 1, max: 3_000 })),
    });
    fc.assert(
      fc.property(any, (given) => {
        const cut = cutToContext(given);
        // The end of the history, and all of it is accounted for.
        expect(cut.turns).toEqual(given.turns.slice(cut.leftOut));
        const last = given.turns.findLastIndex(({ role }) => role === 'user');
        if (last >= 0) expect(cut.leftOut).toBeLessThanOrEqual(last);
        if (cut.leftOut > 0) expect(cut.turns[0]?.role).toBe('user');
        if (given.contextTokens !== null && cut.fits) expect(cut.tokens).toBeLessThan(given.contextTokens);
        // Nothing is left out that would have fitted.
        const before = given.turns.slice(0, cut.leftOut).findLastIndex(({ role }) => role === 'user');
        if (before > 0) {
          const more = { ...given, turns: given.turns.slice(before) };
          expect(cutToContext(more).leftOut).toBeGreaterThan(0);
        }
      }),
    );
  });
});

test.each([
  ['', 0],
  ['abc', 1],
  ['été', 2],
  ['水', 1],
  ['𝄞', 2],
])('the estimate of %j is %i', (text, tokens) => {
  expect(estimateTokens(text)).toBe(tokens);
});
