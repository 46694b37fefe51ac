import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AnswerState, AppError, LocalMessage, Message } from '../../../preload/contract.ts';
import { exchangeOf, isUnderWay, lastQuestion, phaseOf, withClipboard } from '../../../renderer/quick/exchange.ts';

function message(id: number, author: Message['author'], more: Partial<Message> = {}): Message {
  return {
    id,
    remoteId: id,
    conversationId: 1,
    order: id,
    author,
    authorName: null,
    modelUsed: author === 'ai' ? 'ollama:llama3' : null,
    modelAsked: null,
    content: `text ${id}`,
    createdAt: id * 1000,
    state: { kind: 'stored' },
    answer: 'none',
    local: null,
    ...more,
  };
}

test('the answer is the first of the AI after the question, other people in between do not matter', () => {
  const messages = [message(1, 'ai'), message(2, 'me'), message(3, 'other'), message(4, 'ai'), message(5, 'ai')];
  expect(exchangeOf(messages, 2)?.answer?.id).toBe(4);
});

test('an answer to the next question is not the answer to this one', () => {
  const messages = [message(2, 'me'), message(3, 'me'), message(4, 'ai')];
  expect(exchangeOf(messages, 2)?.answer).toBeNull();
});

test('a question that is gone leaves no exchange', () => {
  expect(exchangeOf([message(1, 'me')], 9)).toBeNull();
});

test('going on begins at the last question of ours', () => {
  expect(lastQuestion([message(1, 'me'), message(2, 'me'), message(3, 'ai')])?.id).toBe(2);
  expect(lastQuestion([message(3, 'ai')])).toBeNull();
});

const error: AppError = { kind: 'timeout', message: '', retryable: true };

test.each([
  [message(1, 'me', { state: { kind: 'queued', waitsFor: 'network' } }), 'queued', true],
  [message(1, 'me', { state: { kind: 'sending', since: 1 } }), 'sending', true],
  [message(1, 'me', { state: { kind: 'waiting', since: 1 } }), 'waiting', true],
  [message(1, 'me', { state: { kind: 'checking', since: 1 } }), 'checking', true],
  [message(1, 'me', { state: { kind: 'deciding', since: 1, error } }), 'deciding', false],
  [message(1, 'me', { answer: 'awaited' }), 'awaited', true],
  [message(1, 'me', { answer: 'failed' }), 'failed', false],
  [message(1, 'me', { answer: 'lost' }), 'lost', false],
  [message(1, 'me'), 'sent', false],
] as const)('a question without an answer stands where its state says: %#', (question, kind, underWay) => {
  const phase = phaseOf({ question, answer: null });
  expect([phase.kind, isUnderWay(phase)]).toEqual([kind, underWay]);
});

test('an answer settles it, whatever the question says', () => {
  const question = message(1, 'me', { answer: 'awaited' });
  expect(phaseOf({ question, answer: message(2, 'ai') }).kind).toBe('answered');
});

test('the text of the clipboard cannot end its own block', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('`', 'a', '\n', ' ') }), (clipboard) => {
      const [, fence, inside] = /^Why\?\n\n(`{3,})\n([\s\S]*)\n`+$/.exec(withClipboard('Why?', clipboard)) ?? [];
      expect(fence).toBeDefined();
      expect(inside?.includes(fence ?? '')).toBe(false);
    }),
  );
});

test('without a clipboard the question goes as it was typed', () => {
  expect(withClipboard('Why?', null)).toBe('Why?');
});

const here = (parentId: number | null, state?: AnswerState): LocalMessage => ({
  parentId,
  shown: true,
  siblings: [],
  answer: state ? ({ state, sourceName: 'Workshop' } as LocalMessage['answer']) : null,
});

test('the answer of a question kept here is the one that hangs on it, wherever it stands', () => {
  const other = message(3, 'ai', { local: here(1, { kind: 'stopped' }) });
  const own = message(4, 'ai', { local: here(2, { kind: 'streaming', since: 5 }) });
  const messages = [message(2, 'me', { local: here(null) }), other, own];
  expect(exchangeOf(messages, 2)?.answer?.id).toBe(4);
});

test.each<[AnswerState, string, boolean]>([
  [{ kind: 'asking', since: 5 }, 'asking', true],
  [{ kind: 'streaming', since: 5 }, 'streaming', true],
  [{ kind: 'crossing', to: { sourceId: 'x', model: null }, toName: 'X', host: 'x' }, 'crossing', true],
  [{ kind: 'complete', finish: null }, 'answered', false],
  [{ kind: 'stopped' }, 'broken', false],
  [{ kind: 'incomplete', why: 'noDone', error: null }, 'broken', false],
  [{ kind: 'failed', error: { kind: 'offline', message: '', retryable: true } }, 'broken', false],
])('an answer in state %o', (state, kind, underWay) => {
  const phase = phaseOf({
    question: message(1, 'me', { local: here(null) }),
    answer: message(2, 'ai', { local: here(1, state) }),
  });
  expect([phase.kind, isUnderWay(phase)]).toEqual([kind, underWay]);
});

test('a question kept here whose answer is not there yet is being asked', () => {
  const phase = phaseOf({ question: message(1, 'me', { local: here(null) }), answer: null });
  expect(phase).toMatchObject({ kind: 'asking', since: 1000 });
});
