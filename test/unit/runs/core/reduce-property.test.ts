import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appError } from '../../../../main/errors.ts';
import type { RunEnd, RunEvent } from '../../../../main/runs/events.ts';
import { reduce } from '../../../../main/runs/reduce.ts';
import { isFinal, type Run } from '../../../../main/runs/run.ts';
import { interrupt, message, newRun, step, tool } from './make.ts';

const id = fc.constantFrom('a', 'b', 'c', 'd', 'moment-1');

const end: fc.Arbitrary<RunEnd> = fc.oneof(
  fc.constantFrom<RunEnd>({ kind: 'succeeded' }, { kind: 'cancelled' }, { kind: 'revoked' }),
  fc.constant<RunEnd>({ kind: 'apologised', apology: 'empty' }),
  fc.constant<RunEnd>({ kind: 'failed', message: 'no', code: '7', error: null }),
  fc.constant<RunEnd>({ kind: 'lost', reason: 'connection' }),
);

const item = id.chain((name) =>
  fc.constantFrom(
    message(name, 'text'),
    tool(name),
    step(name, 'think'),
    tool(name, { status: 'done', endedAt: 1_001 }),
  ),
);

const event = fc.oneof<fc.MaybeWeightedArbitrary<RunEvent>[]>(
  { weight: 2, arbitrary: fc.constantFrom<RunEvent>({ kind: 'accepted', remoteId: 'r' }, { kind: 'news' }) },
  fc.constantFrom<RunEvent>({ kind: 'silent' }, { kind: 'answered' }, { kind: 'seen' }),
  fc.constantFrom<RunEvent>(
    { kind: 'contact', contact: 'ok' },
    { kind: 'contact', contact: 'keyRefused' },
    { kind: 'contact', contact: { error: appError('dns', 'no such name') } },
  ),
  fc.array(id, { maxLength: 2 }).map((ids) => ({ kind: 'asked', interrupts: ids.map((name) => interrupt(name)) })),
  end.map((how) => ({ kind: 'ended', end: how })),
  fc.integer({ min: 1, max: 3 }).map((conversationId) => ({ kind: 'attached', conversationId })),
  fc.string().map((memory) => ({ kind: 'memory', memory })),
  { weight: 4, arbitrary: item.map((made) => ({ kind: 'item', item: made }) as const) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(id, fc.constantFrom('text' as const, 'args' as const), fc.string())
      .map(([itemId, field, text]) => ({ kind: 'append', itemId, field, text }) as const),
  },
  fc.array(id, { maxLength: 2 }).map((itemIds) => ({ kind: 'removed', itemIds })),
  fc.string().map((result) => ({ kind: 'result', result, media: [] })),
);

/** Mostly a little later, sometimes the clock is set back. */
const steps = fc.array(fc.tuple(event, fc.integer({ min: -500, max: 1_000 })), { maxLength: 60 });

function textOf(run: Run): string {
  return run.items.map((each) => ('text' in each ? each.text : '') + ('args' in each ? each.args : '')).join('');
}

test('whatever comes in whatever order, a run stays sound', () => {
  fc.assert(
    fc.property(steps, (list) => {
      let run = newRun();
      let at = 1_000;
      for (const [next, ms] of list) {
        at += ms;
        const before = run;
        run = reduce(run, next, at);
        checkStep(before, run, next);
        checkRun(run);
      }
    }),
    { numRuns: 1_000 },
  );
});

function checkStep(before: Run, now: Run, event: RunEvent): void {
  if (isFinal(before.state)) {
    expect(now).toEqual({ ...before, unseen: now.unseen, conversationId: now.conversationId });
    if (event.kind !== 'seen') expect(now.unseen).toBe(before.unseen);
    if (event.kind !== 'attached') expect(now.conversationId).toBe(before.conversationId);
  }
  expect(now.lastNewsAt).toBeGreaterThanOrEqual(before.lastNewsAt);
  expect(now.state.since).toBeGreaterThanOrEqual(before.state.since);
  const kept = new Set(now.items.map((each) => each.id));
  const gone = before.items.filter((each) => !kept.has(each.id)).map((each) => each.id);
  expect(gone.filter((name) => event.kind !== 'removed' || !event.itemIds.includes(name))).toEqual([]);
  if (event.kind === 'append') {
    const grown = textOf(now).length - textOf(before).length;
    const there = before.items.some((each) => each.id === event.itemId);
    expect(there ? [0, event.text.length] : [0]).toContain(grown);
  }
}

function checkRun(run: Run): void {
  expect(run.endedAt !== null).toBe(isFinal(run.state));
  expect(run.state.kind === 'waiting').toBe(run.interrupts.length > 0);
  expect(new Set(run.items.map((each) => each.id)).size).toBe(run.items.length);
  if (isFinal(run.state)) expect(run.items.filter((each) => each.endedAt === null)).toEqual([]);
}
