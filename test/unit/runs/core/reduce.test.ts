import { describe, expect, test } from 'vitest';
import { appError } from '../../../../main/errors.ts';
import type { RunEnd, RunEvent } from '../../../../main/runs/events.ts';
import { reduce } from '../../../../main/runs/reduce.ts';
import { isFinal, type Run } from '../../../../main/runs/run.ts';
import type { RunState } from '../../../../preload/contract.ts';
import { accepted, append, asked, follow, lost, message, moments, newRun, step, succeeded, tool } from './make.ts';

const offline = appError('offline', 'no network');

const events: Record<string, RunEvent> = {
  accepted,
  news: { kind: 'news' },
  silent: { kind: 'silent' },
  unreachable: { kind: 'contact', contact: { error: offline } },
  keyRefused: { kind: 'contact', contact: 'keyRefused' },
  reachable: { kind: 'contact', contact: 'ok' },
  asked,
  askedNothing: { kind: 'asked', interrupts: [] },
  answered: { kind: 'answered' },
  seen: { kind: 'seen' },
  attached: { kind: 'attached', conversationId: 7 },
  memory: { kind: 'memory', memory: { thread: 1 } },
  item: { kind: 'item', item: message('late', 'text') },
  append: append('open', 'more'),
  removed: { kind: 'removed', itemIds: ['open'] },
  sharedState: { kind: 'sharedState', sharedState: { json: '1', cut: false, changed: [], inSync: true } },
  usage: { kind: 'usage', usage: [] },
  result: { kind: 'result', result: 'done', media: [] },
};

const ends: RunEnd[] = [
  { kind: 'succeeded' },
  { kind: 'apologised', apology: 'routing' },
  { kind: 'failed', message: 'no', code: null, error: null },
  { kind: 'cancelled' },
  { kind: 'revoked' },
  { kind: 'lost', reason: 'restart' },
];

const underWay: Record<'submitting' | 'running' | 'silent' | 'waiting', Run> = {
  submitting: newRun({ items: [message('open')] }),
  running: follow(newRun({ items: [message('open')] }), accepted),
  silent: follow(newRun({ items: [message('open')] }), accepted, { kind: 'silent' }),
  waiting: follow(newRun({ items: [message('open')] }), accepted, asked),
};

type Kind = RunState['kind'];

/** Where each event leads from each state that is not final. What is not named stays where it is. */
const table: Record<keyof typeof underWay, Partial<Record<string, Kind>>> = {
  submitting: { accepted: 'running', asked: 'waiting' },
  running: { silent: 'silent', asked: 'waiting' },
  silent: {
    ...{ accepted: 'running', news: 'running', item: 'running', append: 'running', removed: 'running' },
    ...{ sharedState: 'running', usage: 'running', result: 'running', asked: 'waiting' },
  },
  waiting: { answered: 'running' },
};

describe('how a run stands', () => {
  for (const [from, run] of Object.entries(underWay)) {
    for (const [name, event] of Object.entries(events)) {
      const to = table[from as keyof typeof table][name] ?? from;
      test(`${from} + ${name} = ${to}`, () => {
        const next = reduce(run, event, 9_000);
        expect(next.state.kind).toBe(to);
        // Asking anew replaces what was asked; every other change of state has a new time, and staying has the old one.
        const moved = to !== from || (from === 'waiting' && name === 'asked');
        expect(next.state.since).toBe(moved ? 9_000 : run.state.since);
      });
    }
    test.each(ends)(`${from} ends as $kind`, (end) => {
      const next = reduce(run, { kind: 'ended', end }, 9_000);
      expect(next).toMatchObject({ state: { ...end, since: 9_000 }, endedAt: 9_000, unseen: true, interrupts: [] });
      expect(next.contact).toEqual({ kind: 'ok' });
      expect(moments(next).at(-1)).toBe('ended');
    });
  }

  test.each(ends)('nothing changes a run that has ended as $kind, but that it is seen and where it belongs', (end) => {
    const run = follow(underWay.running, { kind: 'ended', end });
    for (const event of Object.values(events)) {
      const next = reduce(run, event, 99_000);
      if (event.kind === 'seen') expect(next).toEqual({ ...run, unseen: false });
      else if (event.kind === 'attached') expect(next).toEqual({ ...run, conversationId: 7 });
      else expect(next).toBe(run);
    }
    for (const other of ends) expect(reduce(run, { kind: 'ended', end: other }, 99_000)).toBe(run);
  });

  test('a clock that goes back does not take the times of a run with it', () => {
    const run = follow(newRun(), accepted);
    const ended = reduce(run, succeeded, 5);
    expect(ended.endedAt).toBe(run.state.since);
    expect(ended.lastNewsAt).toBe(run.lastNewsAt);
  });
});

describe('news', () => {
  test.each(['accepted', 'news', 'asked', 'item', 'append', 'removed', 'sharedState', 'usage', 'result'])(
    '%s is news',
    (name) => {
      expect(reduce(underWay.running, events[name] as RunEvent, 9_000).lastNewsAt).toBe(9_000);
    },
  );

  test.each(['silent', 'unreachable', 'keyRefused', 'reachable', 'answered', 'seen', 'attached', 'memory'])(
    '%s is none: what we do or notice tells nothing about the run',
    (name) => {
      const run = name === 'answered' ? underWay.waiting : underWay.running;
      expect(reduce(run, events[name] as RunEvent, 9_000).lastNewsAt).toBe(run.lastNewsAt);
    },
  );

  test.each([
    [{ kind: 'succeeded' }, true],
    [{ kind: 'apologised', apology: 'blank' }, true],
    [{ kind: 'failed', message: 'said so', code: null, error: null }, true],
    [{ kind: 'failed', message: '', code: null, error: offline }, false],
    [{ kind: 'revoked' }, true],
    [{ kind: 'cancelled' }, false],
    [{ kind: 'lost', reason: 'noNews' }, false],
  ] as const)('the end %o is news: %s', (end, news) => {
    const run = underWay.running;
    expect(reduce(run, { kind: 'ended', end }, 9_000).lastNewsAt).toBe(news ? 9_000 : run.lastNewsAt);
  });
});

test('the timeline tells the story of a run', () => {
  const run = follow(
    newRun(),
    accepted,
    { kind: 'silent' },
    { kind: 'contact', contact: { error: offline } },
    { kind: 'contact', contact: { error: appError('dns', 'no such name') } },
    { kind: 'contact', contact: 'keyRefused' },
    { kind: 'contact', contact: 'ok' },
    { kind: 'contact', contact: 'ok' },
    { kind: 'news' },
    asked,
    { kind: 'answered' },
    succeeded,
  );
  expect(moments(run)).toEqual([
    ...['accepted', 'silent', 'unreachable', 'keyRefused', 'reachableAgain', 'heardAgain'],
    ...['asked', 'answered', 'ended'],
  ]);
  expect(new Set(run.items.map(({ id }) => id)).size).toBe(run.items.length);
});

test('the same trouble keeps the time it began, and tells its newest cause', () => {
  const first = follow(newRun(), accepted, { kind: 'contact', contact: { error: offline } });
  const since = first.contact.kind === 'unreachable' ? first.contact.since : 0;
  const later = reduce(first, { kind: 'contact', contact: { error: appError('tls', 'refused') } }, 9_000);
  expect(later.contact).toEqual({ kind: 'unreachable', since, error: appError('tls', 'refused') });
});

test('a run that begins to wait is unseen until somebody looks or answers', () => {
  expect(underWay.waiting.unseen).toBe(true);
  expect(follow(underWay.waiting, { kind: 'seen' }).unseen).toBe(false);
  expect(follow(underWay.waiting, { kind: 'answered' })).toMatchObject({ unseen: false, interrupts: [] });
});

describe('at the end', () => {
  const content = [
    message('done', 'whole', { endedAt: 1_005 }),
    message('open', 'half'),
    tool('answered', { status: 'done', result: '42', endedAt: 1_004 }),
    tool('running', { status: 'executing' }),
    step('step', 'think'),
    { kind: 'subagent', id: 'sub', at: 1_000, endedAt: null, owner: null, name: 'helper', description: null } as const,
  ].map((item) => (item.kind === 'subagent' ? { ...item, status: 'running' as const, text: null } : item));

  test('everything that was open is closed', () => {
    const run = follow(newRun({ items: content }), accepted, succeeded);
    expect(run.items.every(({ endedAt }) => endedAt !== null)).toBe(true);
    expect(run.items).toMatchObject([
      { endedAt: 1_005, broken: false },
      { endedAt: run.endedAt, broken: false },
      { endedAt: 1_004, status: 'done' },
      { endedAt: run.endedAt, status: 'unanswered' },
      { endedAt: run.endedAt },
      { endedAt: run.endedAt, status: 'done' },
      { what: 'accepted' },
      { what: 'ended' },
    ]);
  });

  test('a lost run breaks where it was last heard of', () => {
    const heard = follow(newRun({ items: content }), accepted);
    const run = reduce(heard, lost, 500_000);
    expect(run.items).toMatchObject([
      { broken: false },
      { broken: true, endedAt: heard.lastNewsAt },
      { status: 'done' },
      { status: 'unanswered' },
      { endedAt: heard.lastNewsAt },
      { status: 'failed' },
      { what: 'accepted' },
      { what: 'ended', at: 500_000 },
    ]);
  });
});

describe('what is in a run', () => {
  test('a new item comes last, a known one is replaced where it stands', () => {
    const run = follow(newRun(), { kind: 'item', item: message('a') }, { kind: 'item', item: tool('b') });
    const next = follow(run, { kind: 'item', item: message('a', 'new') });
    expect(next.items).toMatchObject([{ id: 'a', text: 'new' }, { id: 'b' }]);
    expect(next.items[1]).toBe(run.items[1]);
  });

  test('text is added to the field it is for, and to no other', () => {
    const run = newRun({ items: [message('m', 'one'), tool('t', { args: '{' })] });
    const next = follow(run, append('m', ' two'), append('t', '}', 'args'));
    expect(next.items).toMatchObject([{ text: 'one two' }, { args: '{}' }]);
    for (const event of [append('m', 'x', 'args'), append('t', 'x'), append('nobody', 'x'), append('m', '')]) {
      expect(follow(next, event).items).toBe(next.items);
    }
  });

  test('what is removed is gone, the rest stays the same', () => {
    const run = newRun({ items: [message('a'), message('b'), message('c')] });
    const next = follow(run, { kind: 'removed', itemIds: ['b', 'nobody'] });
    expect(next.items).toEqual([run.items[0], run.items[2]]);
  });

  test('fifty thousand pieces of text share everything they do not touch', () => {
    const others = Array.from({ length: 100 }, (_, n) => step(`step-${n}`, 'think', 1_000));
    let run = follow(newRun({ items: others }), accepted, { kind: 'item', item: message('m') });
    const started = performance.now();
    for (let n = 0; n < 50_000; n += 1) run = reduce(run, append('m', 'word '), 2_000 + n);
    const took = performance.now() - started;
    const last = run.items.at(-1);
    expect(last?.kind === 'message' && last.text.length).toBe(250_000);
    expect(run.items.slice(0, 100).every((item, index) => item === others[index])).toBe(true);
    // Measured: about 100 ms. A copy of the text or of the items with each piece would take a minute.
    expect(took).toBeLessThan(5_000);
    expect(isFinal(run.state)).toBe(false);
  });
});
