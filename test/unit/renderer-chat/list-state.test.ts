import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../../preload/contract.ts';
import { applyListChange, listFrom, markOf, rowsOf } from '../../../renderer/chat/list-state.ts';

const NOW = new Date(2026, 10, 20, 15, 42).getTime();
const DAY = 86_400_000;

function conversation(id: number, more: Partial<Conversation> = {}): Conversation {
  return {
    id,
    remoteId: id,
    title: `Conversation ${id}`,
    withAi: true,
    modelId: null,
    owner: true,
    people: [],
    last: null,
    lastAt: NOW,
    unread: 0,
    hidden: false,
    presence: 'here',
    gap: false,
    draft: null,
    queued: 0,
    deciding: 0,
    local: null,
    ...more,
  };
}

describe('changes of the list', () => {
  const list = listFrom({ conversations: [conversation(1), conversation(2)], revision: 7 });

  it('takes the next change: what is new, what changed, what went', () => {
    const next = applyListChange(list, {
      revision: 8,
      upserts: [conversation(2, { title: 'Renamed' }), conversation(3)],
      removed: [1],
    });
    expect(next).not.toBe('gap');
    if (next === 'gap') return;
    expect([...next.conversations.values()].map((each) => each.title)).toEqual(['Renamed', 'Conversation 3']);
    expect(next.revision).toBe(8);
  });

  it('leaves out a change the list already contains', () => {
    expect(applyListChange(list, { revision: 7, upserts: [], removed: [1] })).toBe(list);
  });

  it('says so when a change was missed', () => {
    expect(applyListChange(list, { revision: 9, upserts: [], removed: [] })).toBe('gap');
  });
});

describe('rows of the list', () => {
  const names = (conversations: Conversation[], showHidden = false) =>
    rowsOf(conversations, NOW, showHidden).map((row) => (row.kind === 'label' ? row.group : row.conversation.id));

  it('groups by local day: today from midnight, this week the six days before, then earlier', () => {
    const midnight = new Date(NOW).setHours(0, 0, 0, 0);
    expect(
      names([
        conversation(1, { lastAt: midnight - 7 * DAY }),
        conversation(2, { lastAt: midnight }),
        conversation(3, { lastAt: midnight - 1 }),
        conversation(4, { lastAt: NOW }),
        conversation(5, { lastAt: midnight - 6 * DAY }),
      ]),
    ).toEqual(['today', 4, 2, 'week', 3, 5, 'earlier', 1]);
  });

  it('leaves hidden ones out until they are asked for', () => {
    const two = [conversation(1), conversation(2, { hidden: true, lastAt: NOW - 1 })];
    expect(names(two)).toEqual(['today', 1]);
    expect(names(two, true)).toEqual(['today', 1, 2]);
  });

  it('keeps the order of equal times, so that rows do not jump', () => {
    expect(names([conversation(1), conversation(3), conversation(2)])).toEqual(['today', 3, 2, 1]);
  });
});

describe('the one mark of a row', () => {
  it('is decide, then unread, then draft, then gone', () => {
    const all = { deciding: 1, unread: 2, draft: 'd', presence: 'gone' } as const;
    expect(markOf(conversation(1, all))).toBe('decide');
    expect(markOf(conversation(1, { ...all, deciding: 0 }))).toBe('unread');
    expect(markOf(conversation(1, { ...all, deciding: 0, unread: 0 }))).toBe('draft');
    expect(markOf(conversation(1, { presence: 'gone' }))).toBe('gone');
    expect(markOf(conversation(1))).toBeNull();
  });
});
