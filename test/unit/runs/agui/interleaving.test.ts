import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RunItem } from '../../../../preload/contract.ts';
import { call, inRun, play, result, type Sent, text } from './play.ts';

/** What one participant says, in its own order. */
const strand = fc.oneof(
  fc
    .array(fc.string({ minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 })
    .map((deltas) => (id: string) => text(id, ...deltas)),
  fc
    .array(fc.string({ maxLength: 5 }), { maxLength: 4 })
    .map((deltas) => (id: string) => call(id, `tool-${id}`, ...deltas)),
  fc.string({ maxLength: 5 }).map((found) => (id: string) => [...call(id, 'search', '{}'), result(id, found)]),
  fc.constant((id: string): Sent[] => ['STARTED', 'FINISHED'].map((end) => ({ type: `STEP_${end}`, stepName: id }))),
  fc.string({ minLength: 1, maxLength: 5 }).map((thought) => (id: string): Sent[] => [
    { type: 'REASONING_START', messageId: id },
    { type: 'REASONING_MESSAGE_START', messageId: `${id}-1`, role: 'reasoning' },
    { type: 'REASONING_MESSAGE_CONTENT', messageId: `${id}-1`, delta: thought },
    { type: 'REASONING_MESSAGE_END', messageId: `${id}-1` },
    { type: 'REASONING_END', messageId: id },
  ]),
);

const strands = fc
  .array(strand, { minLength: 1, maxLength: 5 })
  .map((makers) => makers.map((make, i) => make(`id${i}`)));

/** Some order that keeps each strand's own. */
function interleave(all: readonly (readonly Sent[])[], picks: readonly number[]): Sent[] {
  const left = all.map((each) => [...each]);
  const merged: Sent[] = [];
  for (let turn = 0; left.some((each) => each.length > 0); turn++) {
    const open = left.filter((each) => each.length > 0);
    const next = open[(picks[turn % picks.length] ?? 0) % open.length]?.shift();
    if (next) merged.push(next);
  }
  return merged;
}

/** What does not depend on when something was said: items by id, without their times. Steps are told apart by name. */
function content(items: readonly RunItem[]): Map<string, unknown> {
  return new Map(
    items.map((item) => {
      const { id, at: _at, endedAt, ...rest } = item;
      return [item.kind === 'step' ? `step ${item.name}` : id, { ...rest, over: endedAt !== null }];
    }),
  );
}

test('however participants interleave, each has said the same, and nothing is a fault', () => {
  fc.assert(
    fc.property(strands, fc.array(fc.nat(20), { minLength: 1, maxLength: 40 }), (all, picks) => {
      const sequential = play(inRun(...all.flat()));
      const mixed = play(inRun(...interleave(all, picks)));
      expect(mixed.faults).toEqual([]);
      expect(content(mixed.items)).toEqual(content(sequential.items));
      const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
      expect([...mixed.messages].sort(byId)).toEqual([...sequential.messages].sort(byId));
    }),
    { numRuns: 300 },
  );
});

test('however rarely the book is told, a window shows the same', () => {
  fc.assert(
    fc.property(
      strands,
      fc.array(fc.nat(20), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 2, max: 50 }),
      (all, picks, every) => {
        const snapshot = { type: 'MESSAGES_SNAPSHOT', messages: play(inRun(...all.flat())).messages };
        const events = inRun(...interleave(all, picks), snapshot);
        const often = play(events);
        const rarely = play(events, { every });
        expect(rarely.items).toEqual(often.items);
        expect(rarely.told.length).toBeLessThanOrEqual(often.told.length);
      },
    ),
    { numRuns: 200 },
  );
});
