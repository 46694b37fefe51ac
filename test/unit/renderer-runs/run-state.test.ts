import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunChange, RunDetail } from '../../../preload/contract.ts';
import { applyRunEvent } from '../../../renderer/runs/run-state.ts';
import { detail, interrupt, message, run, tool } from './samples.ts';

function apply(before: RunDetail, ...changes: RunChange[]): RunDetail | 'gap' {
  return applyRunEvent(before, { id: 1, revision: before.revision + 1, changes });
}

describe('changes of the open run', () => {
  it('are ignored for another run and when they are known; one that does not follow is a gap', () => {
    const before = detail();
    expect(applyRunEvent(before, { id: 2, revision: 4, changes: [] })).toBe(before);
    expect(applyRunEvent(before, { id: 1, revision: 3, changes: [] })).toBe(before);
    expect(applyRunEvent(before, { id: 1, revision: 5, changes: [] })).toBe('gap');
  });

  it('add an item at the end, and put a new version where the old one stood', () => {
    const added = apply(detail({ items: [message('a', 'x'), message('b', 'y')] }), {
      kind: 'item',
      item: message('a', 'new'),
    });
    const next = added === 'gap' ? added : apply(added, { kind: 'item', item: tool('c', 0) });
    expect(next).toMatchObject({ items: [{ id: 'a', text: 'new' }, { id: 'b' }, { id: 'c' }] });
  });

  it('append to a text or to arguments exactly where it ends, else they are a gap', () => {
    const before = detail({ items: [message('a', 'abc'), tool('t', 0)] });
    const text = { kind: 'append', itemId: 'a', field: 'text', from: 3, text: 'd' } as const;
    expect(apply(before, text)).toMatchObject({ items: [{ text: 'abcd' }, {}] });
    expect(apply(before, { ...text, itemId: 't', field: 'args', from: 0, text: '{' })).toMatchObject({
      items: [{}, { args: '{' }],
    });
    expect(apply(before, { ...text, from: 2 })).toBe('gap');
    expect(apply(before, { ...text, from: 4 })).toBe('gap');
    expect(apply(before, { ...text, itemId: 'unknown' })).toBe('gap');
    expect(apply(before, { ...text, itemId: 't' })).toBe('gap');
  });

  it('take items away and replace what is whole', () => {
    const before = detail({ items: [message('a', ''), message('b', '')], interrupts: [interrupt()] });
    const after = apply(
      before,
      { kind: 'removed', itemIds: ['a', 'unknown'] },
      { kind: 'summary', run: run(1, { title: 'renamed' }) },
      { kind: 'interrupts', interrupts: [] },
      { kind: 'result', result: 'done', media: [] },
      { kind: 'events', events: 7, faults: 1 },
    );
    expect(after).toMatchObject({
      items: [{ id: 'b' }],
      run: { title: 'renamed' },
      interrupts: [],
      result: 'done',
      events: 7,
      faults: 1,
      revision: 4,
    });
  });

  it('however a text is cut, it arrives whole', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 30 }), (pieces) => {
        let now = detail({ items: [message('a', '')] });
        let from = 0;
        for (const text of pieces) {
          const next = apply(now, { kind: 'append', itemId: 'a', field: 'text', from, text });
          if (next === 'gap') throw new Error('gap');
          from += text.length;
          now = next;
        }
        const [item] = now.items;
        expect(item?.kind === 'message' && item.text).toBe(pieces.join(''));
      }),
    );
  });
});
