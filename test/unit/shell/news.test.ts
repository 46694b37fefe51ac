import { describe, expect, test } from 'vitest';
import type { Trouble } from '../../../main/health/troubles.ts';
import { createTranslator } from '../../../main/i18n.ts';
import type { Asked } from '../../../main/runs/simple.ts';
import { createNews, type NewsDeps } from '../../../main/shell/news.ts';
import type { News as Told } from '../../../main/shell/notifications.ts';
import type { Conversation, LostReason, Message, RunState, Settings } from '../../../preload/contract.ts';
import { endedRun, NOW, runSummary, waitingRun } from '../tray/run.ts';

const MAIN = 1;
const QUICK = 2;
const ALL_ON: Settings['notifications'] = { answers: true, decisions: true, runs: true, waiting: true, services: true };

function desk(
  more: { on?: Partial<Settings['notifications']>; focused?: number; quiet?: Settings['quietHours'] } = {},
) {
  const told: Told[] = [];
  const taken: string[] = [];
  const opened: unknown[] = [];
  const answered: [Asked, string][] = [];
  const notifications = { ...ALL_ON, ...more.on };
  const viewer = (id: number) => ({ webContents: { id }, isFocused: () => more.focused === id });
  const deps: NewsDeps = {
    windows: [viewer(MAIN), viewer(QUICK)],
    notifier: { tell: (one) => told.push(one), seen: (about) => taken.push(about) },
    settings: { get: () => ({ notifications, quietHours: more.quiet ?? null }) as Settings },
    translate: () => createTranslator('en'),
    now: () => NOW,
    cardIsLookedAt: () => more.focused === MAIN,
    open: (subject) => opened.push(subject),
    openHealth: () => opened.push('health'),
    answer: (asked, decision) => answered.push([asked, decision]),
  };
  return { news: createNews(deps), told, taken, opened, answered };
}

const since = NOW;
const lost = (reason: LostReason): RunState => ({ kind: 'lost', since, reason });

test.each<[RunState, string | null]>([
  [{ kind: 'succeeded', since }, 'Finished. Five tenders compared'],
  [{ kind: 'apologised', since, apology: 'routing' }, 'Answered with an error message. Five tenders compared'],
  [{ kind: 'failed', since, message: '', code: null, error: null }, 'Failed. Five tenders compared'],
  [{ kind: 'revoked', since }, 'Revoked by an operator. Five tenders compared'],
  [lost('submit'), 'The answer to the submit was lost: it may have started. Five tenders compared'],
  [lost('connection'), 'The connection broke. What had arrived is kept. Five tenders compared'],
  [lost('noNews'), 'No news for a day: it is not known how it ended. Five tenders compared'],
  [{ kind: 'cancelled', since }, null],
  [lost('sourceGone'), null],
])('%o is told as: %s', (state, body) => {
  const { news, told } = desk();
  news.runEnded(endedRun(5, state, 'Five tenders compared'));
  expect(told.map((one) => one.body)).toEqual(body === null ? [] : [body]);
});

test('a click opens exactly that run; the title is plain', () => {
  const { news, told, opened } = desk();
  news.runEnded({ ...endedRun(5, { kind: 'succeeded', since }), title: 'Tenders\u202E\n lot 2' });
  expect(told[0]).toMatchObject({ about: 'run 5', title: 'Tenders lot 2', body: 'Finished.' });
  told[0]?.open();
  expect(opened).toEqual([{ kind: 'run', id: 5 }]);
});

test('a run that waits: its question, and both answers when they need one press', () => {
  const { news, told, answered } = desk();
  news.runWaiting(waitingRun(7));
  expect(told[0]).toMatchObject({ about: 'run 7', body: 'Send this mail to 3 people?' });
  expect(told[0]?.choices?.map(({ label }) => label)).toEqual(['Approve', 'Refuse']);
  told[0]?.choices?.[1]?.choose();
  expect(answered).toEqual([
    [{ runId: 7, since: NOW - 60_000, title: 'Send this mail to 3 people?', count: 1 }, 'refuse'],
  ]);
});

test('a question with a form has no buttons, one without words a sentence of ours', () => {
  const { news, told } = desk();
  news.runWaiting(waitingRun(7, { simple: false, title: ' ' }));
  expect(told[0]).toMatchObject({ body: 'Waits for your answer.', choices: [] });
});

test('each kind can be switched off', () => {
  const off = desk({ on: { runs: false, waiting: false } });
  off.news.runEnded(endedRun(1, { kind: 'succeeded', since }));
  off.news.runWaiting(waitingRun(2));
  off.news.wereAway({ ended: 1, waiting: 1, runId: 1 });
  expect(off.told).toEqual([]);
});

test('nothing is told of the run a focused window shows, in front', () => {
  const { news, told } = desk({ focused: MAIN });
  news.pageShown(MAIN, 'runs');
  news.runShown(MAIN, 5);
  news.runEnded(endedRun(5, { kind: 'succeeded', since }));
  expect(told).toEqual([]);
  news.runEnded(endedRun(6, { kind: 'succeeded', since }));
  news.pageShown(MAIN, 'chat');
  news.runEnded(endedRun(5, { kind: 'succeeded', since }));
  news.pageShown(MAIN, 'runs');
  news.runClosed(MAIN, 5);
  news.runEnded(endedRun(5, { kind: 'succeeded', since }));
  expect(told.map((one) => one.about)).toEqual(['run 6', 'run 5', 'run 5']);
});

test('a run that is left after another one was opened does not take that one out of sight', () => {
  const { news, told } = desk({ focused: MAIN });
  news.pageShown(MAIN, 'runs');
  news.runShown(MAIN, 5);
  news.runShown(MAIN, 6);
  news.runClosed(MAIN, 5);
  news.runEnded(endedRun(6, { kind: 'succeeded', since }));
  expect(told).toEqual([]);
});

test('a run another window shows, not focused, is told', () => {
  const { news, told } = desk({ focused: MAIN });
  news.pageShown(QUICK, 'runs');
  news.runShown(QUICK, 5);
  news.runEnded(endedRun(5, { kind: 'succeeded', since }));
  expect(told).toHaveLength(1);
});

test('answers side by side are looked at while their page is in front, and told when it is not', () => {
  const { news, told } = desk({ focused: MAIN });
  const answered = (id: number) => news.arrived({ id, title: 'Pump' } as Conversation, { content: '' } as Message);
  news.pageShown(MAIN, 'compare');
  news.comparisonShown(MAIN, 3);
  answered(3);
  answered(4);
  news.pageShown(MAIN, 'chat');
  answered(3);
  expect(told.map((one) => one.about)).toEqual(['conversation 4', 'conversation 3']);
});

test('a conversation behind the settings is not looked at: its answer is told', () => {
  const { news, told, taken } = desk({ focused: MAIN });
  const conversation = { id: 3, title: 'Pump' } as Conversation;
  const message = { content: 'Forty-two.' } as Message;
  news.shown(MAIN, 3);
  news.arrived(conversation, message);
  expect(told).toEqual([]);
  news.pageShown(MAIN, 'settings');
  news.arrived(conversation, message);
  expect(told.map((one) => one.about)).toEqual(['conversation 3']);
  taken.length = 0;
  news.pageShown(MAIN, 'chat');
  expect(taken).toEqual(['conversation 3']);
});

test('looking at a run, answering it and its end take its question away', () => {
  const { news, taken } = desk();
  news.pageShown(MAIN, 'runs');
  news.runShown(MAIN, 7);
  news.runAnswered(8);
  news.runEnded(endedRun(9, { kind: 'cancelled', since }));
  expect(taken).toEqual(['run 7', 'run 8', 'run 9']);
});

test('what happened during an absence is one word about all of it, unless its card is in front', () => {
  const { news, told, opened } = desk({ focused: QUICK });
  news.wereAway({ ended: 3, waiting: 1, runId: 2 });
  expect(told[0]).toMatchObject({
    about: 'away',
    title: 'While you were away',
    body: '3 runs ended. 1 run waits for you.',
  });
  told[0]?.open();
  expect(opened).toEqual([{ kind: 'run', id: 2 }]);

  const front = desk({ focused: MAIN });
  front.news.wereAway({ ended: 3, waiting: 1, runId: 2 });
  expect(front.told).toEqual([]);
});

test('a run without a title is called untitled', () => {
  const { news, told } = desk();
  news.runEnded(runSummary(1, { title: '\u0000', state: { kind: 'succeeded', since } }));
  expect(told[0]?.title).toBe('Untitled');
});

describe('services', () => {
  const gateway: Trouble = {
    id: 'g1',
    kind: 'gateway',
    name: 'Gateway',
    since: NOW,
    link: 'access',
    error: { kind: 'auth', message: '', retryable: false },
  };

  test('down and up are told, in place of each other; a click opens the health page', () => {
    const { news, told, taken, opened } = desk();
    news.serviceDown(gateway);
    expect(told[0]).toMatchObject({ title: 'A service does not work any more', body: 'Gateway: key refused' });
    told[0]?.open();
    expect(opened).toEqual(['health']);
    news.serviceUp(gateway);
    expect(told[1]).toMatchObject({ about: told[0]?.about, title: 'Works again', body: 'Gateway' });
    expect(taken).toContain(told[0]?.about);
  });

  test('nothing is told to who looks at the health page, or does not want it', () => {
    const looking = desk({ focused: MAIN });
    looking.news.pageShown(MAIN, 'health');
    looking.news.serviceDown(gateway);
    expect(looking.told).toEqual([]);
    looking.news.pageShown(MAIN, 'chat');
    looking.news.serviceDown(gateway);
    expect(looking.told).toHaveLength(1);
    const off = desk({ on: { services: false } });
    off.news.serviceDown(gateway);
    expect(off.told).toEqual([]);
  });

  test('what was told is taken back when it is over, also where nobody is told of it', () => {
    const { news, told, taken } = desk({ focused: MAIN });
    news.serviceDown(gateway);
    news.pageShown(MAIN, 'health');
    taken.length = 0;
    news.serviceUp(gateway);
    expect([told.length, taken]).toEqual([1, [told[0]?.about]]);
  });
});

test('in quiet hours nothing calls, and what was shown before is still taken away', () => {
  const minute = new Date(NOW).getHours() * 60 + new Date(NOW).getMinutes();
  const quiet = { from: minute, to: (minute + 1) % 1_440 };
  const { news, told, taken } = desk({ quiet });
  news.runEnded(endedRun(5, { kind: 'succeeded', since }));
  news.serviceUp({ id: 'halext-1', name: 'Halext' });
  expect(told).toEqual([]);
  news.runAnswered(5);
  expect(taken).toContain('run 5');
});
