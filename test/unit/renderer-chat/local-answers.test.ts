import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { AnswerTarget, AppError, LocalAnswer } from '../../../preload/contract.ts';
import { beginEdit, changeEdit, endEdit, leaveEdit, useEdits } from '../../../renderer/chat/local/edits.ts';
import { nextSpoken } from '../../../renderer/chat/local/spoken.ts';
import { answerFacts, answerSentence, money, triedSentences } from '../../../renderer/sources/answer-words.ts';
import { defaultChain, LONGEST_CHAIN, moved, withAdded, withFirst } from '../../../renderer/sources/chain.ts';
import { HALEXT } from '../../../renderer/sources/target-words.ts';
import { t } from './words.ts';

const a: AnswerTarget = { sourceId: 'a', model: null };
const b: AnswerTarget = { sourceId: 'b', model: 'm' };
const c: AnswerTarget = { sourceId: 'c', model: null };

function answer(more: Partial<LocalAnswer> = {}): LocalAnswer {
  return {
    state: { kind: 'complete', finish: 'stop' },
    target: a,
    sourceName: 'A',
    demo: false,
    reasoning: '',
    tried: [],
    leftOut: 0,
    cached: false,
    tokens: { input: null, output: null },
    firstMs: null,
    totalMs: null,
    cost: null,
    ...more,
  };
}

describe('the chain', () => {
  test('another first takes the place of the first and is not asked twice', () => {
    expect(withFirst([a, b, c], c)).toEqual([c, b]);
    expect(withFirst([], a)).toEqual([a]);
  });

  test('grows to four, each once', () => {
    expect(withAdded([a], a)).toEqual([a]);
    const full = ['1', '2', '3', '4'].map((sourceId) => ({ sourceId, model: null }));
    expect(full).toHaveLength(LONGEST_CHAIN);
    expect(withAdded(full, a)).toBe(full);
  });

  test('one moves by a place and never off an end', () => {
    expect(moved([a, b, c], 0, 1)).toEqual([b, a, c]);
    expect(moved([a, b, c], 2, -1)).toEqual([a, c, b]);
    expect(moved([a, b], 0, -1)).toEqual([a, b]);
    expect(moved([a, b], 1, 1)).toEqual([a, b]);
  });

  test('a new conversation leaves out sources that were removed; with none left it takes the first there is', () => {
    const gateway = {
      id: 'g',
      kind: 'gateway',
      name: 'G',
      address: '',
      demo: false,
      hasKey: false,
      model: null,
    } as const;
    const source = { ...gateway, id: 'a', kind: 'openai-compatible' } as never;
    const halext = { sourceId: HALEXT, model: null };
    expect(defaultChain([b, a, halext], [gateway, source])).toEqual([a, halext]);
    expect(defaultChain([b], [gateway, source])).toEqual([a]);
    expect(defaultChain([b], [gateway])).toEqual([]);
  });
});

describe('the words of an answer', () => {
  const error = (kind: AppError['kind'], reason?: string): AppError => ({
    kind,
    message: 'technical',
    retryable: false,
    ...(reason === undefined ? {} : { reason }),
  });

  test('a cause means what it means at a source, not at a Halext server', () => {
    expect(answerSentence(t, error('auth', 'keyRefused'))).toBe('targets.keyRefused');
    expect(answerSentence(t, error('auth', 'apiKeysNotAllowed'))).toBe('targets.apiKeysNotAllowed');
    expect(answerSentence(t, error('auth', 'signedOut'))).toBe('errors.signedOut');
    expect(answerSentence(t, error('offline'))).toBe('targets.offline');
    expect(answerSentence(t, error('refused'))).toContain('errors.refused');
    expect(answerSentence(t, error('http', 'constructor'))).toBe(answerSentence(t, error('http')));
  });

  test('each one who was asked before is named with its reason, in order', () => {
    const tried = [
      { target: a, sourceName: 'One', error: error('refused') },
      { target: b, sourceName: 'Two', error: error('http', 'quota') },
    ];
    const sentences = triedSentences(t, { tried });
    expect(sentences[0]).toContain('One');
    expect(sentences[1]).toContain('Two');
    expect(sentences[1]).toContain('targets.quota');
  });

  test('only what is known is told, and of one from memory nothing else', () => {
    expect(answerFacts(t, 'en', answer())).toEqual([]);
    const all = answer({
      firstMs: 420,
      totalMs: 65_000,
      tokens: { input: 1200, output: 1 },
      cost: { amount: 0.25, currency: 'EUR' },
    });
    const facts = answerFacts(t, 'en', all);
    expect(facts).toHaveLength(5);
    expect(facts[0]).toContain('0.4');
    expect(facts[1]).toContain('chat.minutes');
    expect(facts[2]).toContain('1,200');
    expect(facts[4]).toBe('€0.25');
    expect(answerFacts(t, 'en', { ...all, cached: true })).toEqual(['targets.fromMemory']);
  });

  test('a fraction of a cent is not nothing', () => {
    expect(money({ amount: 0.000123, currency: 'USD' }, 'en')).toMatch(/0\.00012$/);
    expect(money({ amount: 0, currency: 'EUR' }, 'en')).toBe('€0.00');
  });
});

describe('a question put in other words', () => {
  beforeEach(() => useEdits.setState({ edits: {} }));

  test('what was typed comes back after Esc, and is gone once it was sent', () => {
    beginEdit(1, 'as asked');
    changeEdit(1, 'in other words');
    leaveEdit(1);
    expect(useEdits.getState().edits[1]?.open).toBe(false);
    beginEdit(1, 'as asked');
    expect(useEdits.getState().edits[1]).toEqual({ text: 'in other words', open: true });
    endEdit(1);
    beginEdit(1, 'as asked');
    expect(useEdits.getState().edits[1]?.text).toBe('as asked');
  });
});

describe('what is read out', () => {
  test('whole sentences while it grows, the rest at the end', () => {
    expect(nextSpoken('One sentence. And half a', 0, false)).toEqual({ words: 'One sentence.', to: 14 });
    expect(nextSpoken('One sentence. And half a', 14, false)).toBeNull();
    expect(nextSpoken('One sentence. And half a', 14, true)).toEqual({ words: 'And half a', to: 24 });
    expect(nextSpoken('One', 3, true)).toBeNull();
  });

  test('however it comes, every word is read once and in order, in bearable pieces', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,12}[.!?]?$/), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 400 }), (all, step) => {
        const text = all.join(' ');
        const spoken: string[] = [];
        let from = 0;
        for (let there = step; ; there += step) {
          const whole = there >= text.length;
          const next = nextSpoken(text.slice(0, there), from, whole);
          if (next) {
            expect(next.words.length).toBeLessThanOrEqual(300);
            expect(next.to).toBeGreaterThan(from);
            spoken.push(next.words);
            from = next.to;
          } else if (whole) break;
        }
        expect(spoken.join(' ')).toBe(text);
      }),
    );
  });
});
