import { expect, test } from 'vitest';
import type { RunDetail, RunItem, RunState } from '../../../preload/contract.ts';
import { answerOfRun, isRunOver, runRows } from '../../../renderer/quick/run-rows.ts';
import { NOW, runSummary } from '../tray/run.ts';

type Tool = Extract<RunItem, { kind: 'tool' }>;
const base = { owner: null, at: 0, endedAt: null };

function step(id: string, at: number, endedAt: number | null): RunItem {
  return { ...base, kind: 'step', id, name: `step ${id}`, at, endedAt };
}
function tool(id: string, name: string, at: number, more: Partial<Tool> = {}): RunItem {
  const over = { endedAt: at + 10, status: 'done' as const, args: '', result: null, media: [] };
  return { ...base, ...over, kind: 'tool', id, name, at, ...more };
}
function moment(what: Extract<RunItem, { kind: 'moment' }>['what']): RunItem {
  return { ...base, kind: 'moment', id: what, what };
}
function said(id: string, text: string, role: 'assistant' | 'user' = 'assistant'): RunItem {
  return { ...base, kind: 'message', id, role, name: null, text, media: [], broken: false };
}
function detail(state: RunState, items: readonly RunItem[], result: string | null): RunDetail {
  return { run: runSummary(1, { state }), items, result } as unknown as RunDetail;
}

const brief = (items: readonly RunItem[], over = false) =>
  runRows(items, over).map(({ sign, name, tools, ms }) => [
    sign,
    typeof name === 'object' && name !== null ? name.moment : name,
    tools.map((each) => `${each.name}×${each.count}`).join(' '),
    ms,
  ]);

test('a step with what was used in it, calls of one tool counted', () => {
  const items = [step('a', 0, 100), tool('1', 'read', 10), tool('2', 'read', 30), tool('3', 'send', 50)];
  expect(brief([...items, step('b', 100, null)])).toEqual([
    ['ok', 'step a', 'read×2 send×1', 100],
    ['working', 'step b', '', null],
  ]);
});

test('tools outside of any step have lines, the same one in a row only one', () => {
  const items = [
    tool('1', 'read', 0),
    tool('2', 'read', 20),
    tool('3', 'read', 40, { status: 'failed' }),
    tool('4', 'read', 60, { status: 'executing', endedAt: null }),
  ];
  expect(brief(items)).toEqual([
    ['ok', null, 'read×2', 20],
    ['problem', null, 'read×1', 10],
    ['working', null, 'read×1', null],
  ]);
});

test('when the run is over, nothing turns any more', () => {
  const items = [step('a', 0, null), tool('1', 'read', 10, { status: 'streaming', endedAt: null })];
  expect(brief(items, true).map(([sign]) => sign)).toEqual(['none']);
  expect(brief(items).map(([sign]) => sign)).toEqual(['working']);
});

test('moments of the run are lines, except those the foot and the card tell', () => {
  const items = (['accepted', 'silent', 'heardAgain', 'unreachable', 'asked', 'answered', 'ended'] as const).map(
    moment,
  );
  expect(brief(items)).toEqual([
    ['ok', 'accepted', '', null],
    ['silent', 'silent', '', null],
    ['ok', 'heardAgain', '', null],
    ['offline', 'unreachable', '', null],
  ]);
});

test('messages and thoughts are no steps', () => {
  const thought: RunItem = { ...base, kind: 'reasoning', id: 'r', text: 'hm' };
  expect(brief([said('m', 'Hello'), thought])).toEqual([]);
});

const since = NOW;
test.each<[string, RunDetail, string]>([
  ['nothing yet', detail({ kind: 'running', since }, [], null), ''],
  ['what it says now', detail({ kind: 'running', since }, [said('1', 'One'), said('2', 'Tw')], 'One'), 'Tw'],
  ['not what the person said', detail({ kind: 'running', since }, [said('1', 'Hi', 'user')], null), ''],
  ['the result when it is over', detail({ kind: 'succeeded', since }, [said('1', 'One')], 'All'), 'All'],
  ['what had come when it broke', detail({ kind: 'lost', since, reason: 'connection' }, [said('1', 'On')], null), 'On'],
])('the answer is %s', (_name, run, text) => {
  expect(answerOfRun(run)).toBe(text);
});

test('a run that waits, or is silent, is not over', () => {
  const over = (kind: RunState['kind']) => isRunOver(detail({ kind, since } as RunState, [], null));
  expect((['submitting', 'running', 'silent', 'waiting'] as const).map(over)).toEqual([false, false, false, false]);
  expect((['succeeded', 'failed', 'cancelled', 'revoked', 'lost'] as const).every(over)).toBe(true);
});
