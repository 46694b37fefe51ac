import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerState, LocalAnswer, Message } from '../../../preload/contract.ts';
import {
  answeringNow,
  applyMessages,
  joinPage,
  lastQueued,
  questionBefore,
  readMark,
  type Stretch,
  threadRows,
  unsettledNow,
} from '../../../renderer/chat/thread-state.ts';

const PENDING = 2 ** 52;

function message(order: number, more: Partial<Message> = {}): Message {
  return {
    id: order,
    remoteId: order < PENDING ? order : null,
    conversationId: 1,
    order,
    author: 'me',
    authorName: null,
    modelUsed: null,
    modelAsked: null,
    content: `message ${order}`,
    createdAt: 1_000 * order,
    state: { kind: 'stored' },
    answer: 'none',
    local: null,
    ...more,
  };
}

function stretch(orders: number[], more: Partial<Stretch> = {}): Stretch {
  return {
    conversationId: 1,
    messages: orders.map((order) => message(order)),
    hasOlder: false,
    hasNewer: false,
    revision: 5,
    ...more,
  };
}

function orders(result: Stretch | 'gap'): number[] {
  if (result === 'gap') throw new Error('a gap was reported');
  return result.messages.map((each) => each.order);
}

const change = (revision: number, upserts: Message[], removed: number[] = [], conversationId = 1) => ({
  conversationId,
  revision,
  upserts,
  removed,
});

describe('changes of a thread', () => {
  it('puts a new message in its place and takes away what was removed', () => {
    expect(orders(applyMessages(stretch([1, 2, 9]), change(6, [message(4)], [2])))).toEqual([1, 4, 9]);
  });

  it('moves a message of ours when it gets its server id', () => {
    const before: Stretch = { ...stretch([1, 5]), messages: [message(1), message(5), message(PENDING, { id: 77 })] };
    const after = applyMessages(before, change(6, [message(3, { id: 77 })]));
    expect(orders(after)).toEqual([1, 3, 5]);
  });

  it('leaves out messages beyond an end that is not loaded', () => {
    const middle = stretch([10, 20], { hasOlder: true, hasNewer: true });
    expect(orders(applyMessages(middle, change(6, [message(5), message(15), message(25)])))).toEqual([10, 15, 20]);
  });

  it('ignores other conversations and changes it already contains', () => {
    const before = stretch([1]);
    expect(applyMessages(before, change(6, [message(2)], [], 2))).toBe(before);
    expect(applyMessages(before, change(5, [message(2)]))).toBe(before);
  });

  it('says so when a change was missed', () => {
    expect(applyMessages(stretch([1]), change(7, [message(2)]))).toBe('gap');
  });

  it('stays in order and without doubles whatever comes', () => {
    const changes = fc.array(fc.record({ add: fc.array(fc.nat(30), { maxLength: 5 }), drop: fc.array(fc.nat(30)) }));
    fc.assert(
      fc.property(changes, (list) => {
        let now: Stretch = stretch([3, 8, 20]);
        for (const each of list) {
          const next = applyMessages(
            now,
            change(
              now.revision + 1,
              each.add.map((order) => message(order)),
              each.drop,
            ),
          );
          if (next === 'gap') throw new Error('gap');
          now = next;
        }
        const ids = now.messages.map((each) => each.id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).toEqual([...ids].sort((a, b) => a - b));
      }),
    );
  });
});

describe('pages', () => {
  const page = (list: number[], hasOlder: boolean, hasNewer: boolean) => ({
    ...stretch(list, { hasOlder, hasNewer, revision: 9 }),
  });

  it('joins older messages above, and keeps the newer state of what is already there', () => {
    const now = {
      ...stretch([10, 11], { hasOlder: true }),
      messages: [message(10, { content: 'newer' }), message(11)],
    };
    const joined = joinPage(now, page([8, 9, 10], false, true), 'older');
    expect(orders(joined)).toEqual([8, 9, 10, 11]);
    expect(joined.messages[2]?.content).toBe('newer');
    expect(joined).toMatchObject({ hasOlder: false, hasNewer: false, revision: 5 });
  });

  it('joins newer messages below', () => {
    const joined = joinPage(stretch([10], { hasOlder: true, hasNewer: true }), page([11, 12], true, false), 'newer');
    expect(orders(joined)).toEqual([10, 11, 12]);
    expect(joined).toMatchObject({ hasOlder: true, hasNewer: false });
  });
});

describe('what is read from a thread', () => {
  it('separates local days', () => {
    const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime();
    const days = [
      message(1, { createdAt: at(1, 23) }),
      message(2, { createdAt: at(2, 0) }),
      message(3, { createdAt: at(2, 9) }),
    ];
    expect(threadRows(days).map((row) => row.kind)).toEqual(['day', 'message', 'day', 'message', 'message', 'end']);
  });

  it('takes the last of our messages before an answer as its question', () => {
    const list = [message(1), message(2, { author: 'other' }), message(3), message(4, { author: 'ai' }), message(5)];
    expect(questionBefore(list, message(4, { author: 'ai' }))?.id).toBe(3);
  });

  it('marks as read only what the server has numbered', () => {
    expect(readMark([message(4), message(9), message(PENDING + 1)])).toBe(9);
    expect(readMark([])).toBe(0);
  });

  it('takes back the last message that has not left', () => {
    const queued = { kind: 'queued', waitsFor: 'network' } as const;
    const list = [
      message(1, { state: queued }),
      message(2, { state: queued }),
      message(3, { state: { kind: 'sending', since: 0 } }),
    ];
    expect(lastQueued(list)?.id).toBe(2);
  });
});

describe('a conversation kept here', () => {
  const streaming = (
    order: number,
    state: AnswerState = { kind: 'streaming', since: 0 },
    more: Partial<Message> = {},
  ) =>
    message(order, {
      author: 'ai',
      content: 'So',
      remoteId: null,
      local: {
        parentId: order - 1,
        shown: true,
        siblings: [order],
        answer: { state, reasoning: 'h' } as LocalAnswer,
      },
      ...more,
    });
  const hidden = (order: number) => {
    const { local, ...rest } = streaming(order);
    return { ...rest, local: local && { ...local, shown: false } };
  };
  const grown = (revision: number, id: number, text: string, reasoning = '') => ({
    conversationId: 1,
    revision,
    upserts: [],
    removed: [],
    appended: [{ id, text, reasoning }],
  });
  const applied = (before: Stretch, ...changes: Parameters<typeof applyMessages>[1][]): Stretch =>
    changes.reduce((now, each) => {
      const next = applyMessages(now, each);
      if (next === 'gap') throw new Error('a gap was reported');
      return next;
    }, before);

  it('puts streamed text to the end of its message, after the upserts, and leaves the others as they are', () => {
    const before = stretch([1]);
    const after = applied(
      before,
      { ...grown(6, 2, ' be'), upserts: [streaming(2)] },
      grown(7, 2, ' it', 'm'),
      grown(8, 99, 'lost'),
    );
    expect(after.messages[1]).toMatchObject({ content: 'So be it', local: { answer: { reasoning: 'hm' } } });
    expect(after.messages[0]).toBe(before.messages[0]);
    expect(applyMessages(after, grown(10, 2, '!'))).toBe('gap');
  });

  it('does not put text twice to a message that came with a later page', () => {
    const page = { conversationId: 1, messages: [streaming(3)], hasOlder: true, hasNewer: false, revision: 7 };
    const joined = joinPage(stretch([1, 2], { hasNewer: true }), page, 'newer');
    const after = applied(joined, { ...grown(6, 3, 'old'), upserts: [streaming(3, undefined, { content: '' })] });
    expect(after.messages.at(-1)?.content).toBe('So');
    expect(applied(after, grown(7, 3, 'old'), grown(8, 3, ' new')).messages.at(-1)?.content).toBe('So new');
  });

  it('shows one branch: what becomes hidden goes, what is shown comes', () => {
    const before = stretch([1], { messages: [message(1), streaming(2)] });
    const after = applied(before, change(6, [hidden(2), streaming(3)]));
    expect(orders(after)).toEqual([1, 3]);
    const page = { conversationId: 1, messages: [hidden(0)], hasOlder: false, hasNewer: false, revision: 6 };
    expect(orders(joinPage(after, page, 'older'))).toEqual([1, 3]);
  });

  it('takes the parent of an answer as its question, and reads up to what has no number of a server', () => {
    const messages = [message(1), message(2), streaming(3, undefined, {})];
    const regenerated = streaming(4);
    expect(
      questionBefore(messages, { ...regenerated, local: { ...streaming(2).local, parentId: 1 } as never })?.id,
    ).toBe(1);
    expect(readMark(messages)).toBe(3);
  });

  it('knows what is under way, and what waits for a word', () => {
    const crossing = streaming(2, { kind: 'crossing', to: { sourceId: 'x', model: null }, toName: 'X', host: 'x' });
    expect(answeringNow([streaming(1), message(2)])?.id).toBe(1);
    expect(answeringNow([crossing])).toBeNull();
    expect(unsettledNow([crossing])?.id).toBe(2);
    expect(unsettledNow([streaming(1, { kind: 'stopped' })])).toBeNull();
  });
});
