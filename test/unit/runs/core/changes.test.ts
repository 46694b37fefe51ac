import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createChanges, type Delta } from '../../../../main/runs/changes.ts';
import type { RunEvent } from '../../../../main/runs/events.ts';
import { reduce } from '../../../../main/runs/reduce.ts';
import type { RunItem } from '../../../../preload/contract.ts';
import { accepted, append, message, newRun, step, tool } from './make.ts';

const id = fc.constantFrom('a', 'b', 'c');
const event = fc.oneof<fc.MaybeWeightedArbitrary<RunEvent>[]>(
  id.chain((name) => fc.constantFrom<RunEvent>({ kind: 'item', item: message(name, 'new') })),
  id.map((name) => ({ kind: 'item', item: tool(name) })),
  { weight: 4, arbitrary: fc.tuple(id, fc.string()).map(([name, text]) => append(name, text)) },
  fc.tuple(id, fc.string()).map(([name, text]) => append(name, text, 'args')),
  fc.array(id, { maxLength: 2 }).map((itemIds) => ({ kind: 'removed', itemIds })),
  fc.constant<RunEvent>({ kind: 'silent' }),
);

/** What a window does with it. */
function applied(items: readonly RunItem[], delta: Delta): RunItem[] {
  const now = items.filter((item) => !delta.removed.includes(item.id));
  for (const item of delta.items) {
    const index = now.findIndex((known) => known.id === item.id);
    if (index < 0) now.push(item);
    else now[index] = item;
  }
  for (const { itemId, field, from, text } of delta.appended) {
    const index = now.findIndex((known) => known.id === itemId);
    const item = now[index] as RunItem & Record<'text' | 'args', string>;
    expect(item[field]).toHaveLength(from);
    now[index] = { ...item, [field]: item[field] + text };
  }
  return now;
}

test('what was gathered makes the items now out of the items then, whenever it is taken', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(event, fc.boolean()), { maxLength: 40 }), (list) => {
      const changes = createChanges();
      let run = reduce(newRun({ items: [message('a', 'first'), tool('b')] }), accepted, 1_001);
      let shown = [...run.items];
      for (const [next, take] of [...list, [{ kind: 'news' } as const, true] as const]) {
        const before = run;
        run = reduce(run, next, 1_002);
        if (run !== before) changes.note(before, run, next);
        if (!take) continue;
        const delta = changes.take(run);
        if (delta) shown = applied(shown, delta);
        expect(shown).toEqual(run.items);
        expect(changes.none()).toBe(true);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('text that only grows is not sent whole', () => {
  const changes = createChanges();
  let run = newRun({ items: [step('s', 'think'), message('m', 'one')] });
  for (const text of [' two', ' three']) {
    const before = run;
    run = reduce(run, append('m', text), 2_000);
    changes.note(before, run, append('m', text));
  }
  expect(changes.take(run)).toMatchObject({
    removed: [],
    items: [],
    appended: [{ itemId: 'm', field: 'text', from: 3, text: ' two three' }],
  });
});
