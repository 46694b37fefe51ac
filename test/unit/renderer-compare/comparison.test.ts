import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Comparison, Message, Topics } from '../../../preload/contract.ts';
import { endsBetween } from '../../../renderer/compare/answer-state.ts';
import { applyChange, withAnswer } from '../../../renderer/compare/comparison.ts';
import { answer, COMPLETE, CONVERSATION, comparison, STREAMING, to } from './samples.ts';

const change = (more: Partial<Topics['messages']> = {}): Topics['messages'] => ({
  conversationId: CONVERSATION,
  revision: 8,
  upserts: [],
  removed: [],
  ...more,
});
const texts = (now: Comparison | 'gap') => (now === 'gap' ? now : now.answers.map(({ content }) => content));

describe('changes of an open comparison', () => {
  const open = comparison([answer(1, {}, { content: 'One' }), answer(2, {}, { content: 'Two' })]);

  it('put streamed text to the end of its own answer, and nothing to the others', () => {
    const next = applyChange(open, change({ appended: [{ id: 2, text: ' more', reasoning: 'hm' }] }));
    expect(texts(next)).toEqual(['One', 'Two more']);
    if (next === 'gap') return;
    expect(next.answers[0]).toBe(open.answers[0]);
    expect(next.answers[1]?.local?.answer?.reasoning).toBe('hm');
    expect(next.revision).toBe(8);
  });

  it('put text to what the same change has just replaced', () => {
    const upserts = [answer(2, {}, { content: 'New' })];
    expect(texts(applyChange(open, change({ upserts, appended: [{ id: 2, text: '!', reasoning: '' }] })))).toEqual([
      'One',
      'New!',
    ]);
  });

  it('take further answers to the same question in their order, and nothing else that is said', () => {
    const further = answer(3, {}, { content: 'Three' });
    const elsewhere: Message = {
      ...answer(4, {}, { content: 'later' }),
      local: { parentId: 2, shown: true, siblings: [4], answer: answer(4).local?.answer ?? null },
    };
    const question = { ...open.question, id: 5, local: { parentId: 2, shown: true, siblings: [5], answer: null } };
    expect(texts(applyChange(open, change({ upserts: [question, elsewhere, further] })))).toEqual([
      'One',
      'Two',
      'Three',
    ]);
    expect(texts(applyChange(open, change({ removed: [1] })))).toEqual(['Two']);
  });

  it('of other conversations, and those it reflects already, are nothing new', () => {
    const upserts = [answer(1, {}, { content: 'old' })];
    expect(applyChange(open, change({ conversationId: 41, upserts }))).toBe(open);
    expect(applyChange(open, change({ revision: 7, upserts }))).toBe(open);
  });

  it('after a gap ask for it again', () => {
    expect(applyChange(open, change({ revision: 9 }))).toBe('gap');
  });

  it('however the text is cut into pieces, all of it arrives once', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(1, 2), fc.string())), (pieces) => {
        const end = pieces.reduce<Comparison>((now, [id, text], at) => {
          const next = applyChange(now, change({ revision: 8 + at, appended: [{ id, text, reasoning: '' }] }));
          return next === 'gap' ? now : next;
        }, open);
        const whole = (id: number) => pieces.flatMap((piece) => (piece[0] === id ? [piece[1]] : [])).join('');
        expect(texts(end)).toEqual([`One${whole(1)}`, `Two${whole(2)}`]);
      }),
    );
  });
});

describe('an answer handed back', () => {
  it('does not replace what the topic has told of it meanwhile', () => {
    const open = comparison([answer(1), answer(3, {}, { content: 'already streaming' })]);
    expect(withAnswer(open, answer(3))).toBe(open);
    expect(withAnswer(open, answer(2)).answers.map(({ id }) => id)).toEqual([1, 2, 3]);
  });
});

describe('the ends to read out', () => {
  const streaming = answer(1, { state: STREAMING });
  it('are those of answers that were under way, and not of what had ended before', () => {
    const failed = answer(2, { state: COMPLETE, target: to('b') });
    const ended = answer(1, { state: { kind: 'stopped' } });
    expect(endsBetween([streaming, failed], [ended, failed]).map(({ id }) => id)).toEqual([1]);
    expect(endsBetween([streaming], [{ ...streaming, content: 'more' }])).toEqual([]);
    expect(endsBetween([], [failed])).toEqual([]);
  });
});
