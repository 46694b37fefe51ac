import { expect, test } from 'vitest';
import type { Trouble } from '../../../main/health/troubles.ts';
import { createTranslator } from '../../../main/i18n.ts';
import { decisionCount } from '../../../main/tray/health.ts';
import { type TrayItem, type TrayState, type TrayTime, trayModel } from '../../../main/tray/model.ts';
import type { Account, AppError, Conversation, HotkeyState, RunSummary } from '../../../preload/contract.ts';
import { NOW, runSummary, waitingRun } from './run.ts';

const t = createTranslator('en');
const time: TrayTime = { now: NOW, ofDay: (at) => new Date(at).toISOString().slice(11, 16) };
const account: Account = {
  id: 1,
  server: 'https://halext.example.org/api',
  userId: 4,
  username: 'camille',
  displayName: 'Camille Roy',
  demo: false,
};
const signedIn = { kind: 'signedIn', account, keep: true, expiresAt: 0 } as const;
const hotkey: HotkeyState = { kind: 'registered', accelerator: 'Alt+Space' };

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
    lastAt: id * 1000,
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

type Shown = Parameters<typeof trayModel>[0];

function state(more: Partial<Shown> = {}): Shown {
  return {
    session: signedIn,
    sync: { kind: 'idle', lastAt: 1 },
    conversations: [],
    asking: 0,
    runs: [],
    troubles: { offlineSince: null, services: [] },
    hotkey,
    metered: false,
    ...more,
  };
}

function offline(kind: AppError['kind'], status?: number): TrayState['sync'] {
  const error: AppError = { kind, message: '', retryable: true, ...(status === undefined ? {} : { status }) };
  return { kind: 'offline', since: 0, error, nextAt: null, queued: 0 };
}

function labels(items: readonly TrayItem[]): string[] {
  return items.map((item) => (item.kind === 'separator' ? '-' : item.label));
}

test('all well: one line, the ways in, recent conversations newest first, settings and quit', () => {
  const model = trayModel(state({ conversations: [conversation(1), conversation(2, { unread: 3 })] }), t, time);
  expect(model.icon).toBe('ok');
  expect(model.tooltip).toBe('Halext Companion: All well, connected to halext.example.org');
  expect(labels(model.items)).toEqual([
    'All well, connected to halext.example.org',
    '-',
    'Ask…',
    'New task…',
    'Open Halext Companion',
    'Open Open WebUI',
    '-',
    'Recent chats',
    'Conversation 2 (3)',
    'Conversation 1',
    '-',
    'On a metered connection',
    'Settings…',
    'Quit Halext Companion',
  ]);
});

test.each([true, false])('whether the connection is metered is a line with a mark: %s', (metered) => {
  const lines = trayModel(state({ metered }), t, time).items.filter((item) => item.kind === 'switch');
  expect(lines).toEqual([{ kind: 'switch', setting: 'metered', label: 'On a metered connection', on: metered }]);
});

test('the icon shows the first of waiting, problem, offline, working, ok', () => {
  const everything = state({
    conversations: [conversation(1, { deciding: 1, queued: 1 })],
    sync: offline('tls'),
    asking: 1,
  });
  const decided = { ...everything, conversations: [] };
  const certified = { ...decided, sync: offline('offline') };
  const online = { ...certified, sync: { kind: 'idle', lastAt: 1 } as const };
  const idle = { ...online, asking: 0 };
  const icons = [everything, decided, certified, online, idle].map((each) => trayModel(each, t, time).icon);
  expect(icons).toEqual(['waiting', 'problem', 'offline', 'working', 'ok']);
});

test.each([
  ['offline', undefined, 'offline', 'No network'],
  ['dns', undefined, 'offline', 'halext.example.org cannot be reached'],
  ['timeout', undefined, 'offline', 'halext.example.org cannot be reached'],
  ['tls', undefined, 'problem', 'halext.example.org: certificate refused'],
  ['http', 502, 'problem', 'halext.example.org answers with an error (502)'],
  ['protocol', undefined, 'problem', 'halext.example.org answers in a way we do not understand'],
] as const)('a failed synchronisation of kind %s names its cause', (kind, status, icon, line) => {
  const model = trayModel(state({ sync: offline(kind, status) }), t, time);
  expect([model.icon, labels(model.items)[0]]).toEqual([icon, line]);
});

test('messages that wait to be sent are counted under the health line', () => {
  const model = trayModel(
    state({
      sync: offline('offline'),
      conversations: [conversation(1, { queued: 2 }), conversation(2, { queued: 1 })],
    }),
    t,
    time,
  );
  expect(labels(model.items).slice(0, 2)).toEqual(['No network', '3 messages wait to be sent']);
});

test('signed out: sign in comes first, nothing of a conversation is offered', () => {
  const model = trayModel(state({ session: { kind: 'signedOut' }, conversations: [conversation(1)] }), t, time);
  expect(labels(model.items)).toEqual([
    'Not signed in',
    '-',
    'Sign in…',
    'Open Halext Companion',
    '-',
    'On a metered connection',
    'Settings…',
    'Quit Halext Companion',
  ]);
});

test('without a Halext server one asks all the same, and nothing of a server is offered', () => {
  const account = { id: 0, server: 'local:', userId: 0, username: '', displayName: '', demo: false };
  const local = state({
    session: { kind: 'local', account },
    conversations: [conversation(1)],
    sync: offline('offline'),
  });
  const { icon, items } = trayModel(local, t, time);
  expect(icon).toBe('ok');
  expect(labels(items)).toContain('Ask…');
  expect(labels(items)).toContain('Conversation 1');
  expect(labels(items)[0]).toBe('Without a Halext server');
  expect(labels(items)).not.toContain('Open Open WebUI');
});

test('an ended session waits for the person and keeps the conversations within reach', () => {
  const model = trayModel(
    state({ session: { kind: 'expired', account, reason: 'ended' }, conversations: [conversation(1)] }),
    t,
    time,
  );
  expect(model.icon).toBe('waiting');
  expect(labels(model.items)).toContain('Sign in again…');
  expect(labels(model.items)).toContain('Conversation 1');
});

test('the demo is marked in the tooltip and in the menu', () => {
  const model = trayModel(state({ session: { ...signedIn, account: { ...account, demo: true } } }), t, time);
  expect(model.tooltip).toMatch(/^Halext Companion \(demo\): /);
  expect(labels(model.items)).toContain('Demo workspace: nothing here is real');
});

test('Ask shows the hotkey only while it is really taken', () => {
  const accelerator = (key: HotkeyState) =>
    trayModel(state({ hotkey: key }), t, time).items.find((item) => item.kind === 'action' && item.action === 'ask');
  expect(accelerator(hotkey)).toMatchObject({ accelerator: 'Alt+Space' });
  expect(accelerator({ kind: 'failed', accelerator: 'Alt+Space', reason: 'taken' })).not.toHaveProperty('accelerator');
});

test('a hostile title becomes one short harmless line', () => {
  const title = `A & B\n\u202Efdp.exe\u0000 ${'long '.repeat(40)}`;
  const model = trayModel(
    state({ conversations: [conversation(1, { title }), conversation(2, { title: ' ' })] }),
    t,
    time,
  );
  const [untitled, hostile] = labels(model.items).slice(-6, -4);
  expect(untitled).toBe('Untitled');
  expect(hostile).toMatch(/^A && B fdp\.exe long .*…$/);
  expect(hostile?.length).toBeLessThan(55);
});

test('hidden conversations and those gone from the server are not offered', () => {
  const conversations = [conversation(1, { hidden: true }), conversation(2, { presence: 'gone' }), conversation(3)];
  const offered = trayModel(state({ conversations }), t, time).items.filter((item) => item.kind === 'conversation');
  expect(offered.map((item) => item.conversationId)).toEqual([3]);
});

/** What the menu says about runs: labels, those of submenus indented. */
function runLines(runs: readonly RunSummary[]): string[] {
  const { items } = trayModel(state({ runs }), t, time);
  const at = items.findIndex((item) => item.kind === 'text' && item.label === 'Runs');
  const end = items.findIndex((item, index) => index > at && item.kind === 'separator');
  return at < 0
    ? []
    : items
        .slice(at + 1, end)
        .flatMap((item) =>
          item.kind === 'submenu' ? [item.label, ...labels(item.items).map((each) => `  ${each}`)] : labels([item]),
        );
}

const at1452 = Date.parse('2026-11-20T14:52:00Z');
const error: AppError = { kind: 'refused', message: '', retryable: true };

test.each([
  ['running', runSummary(1), 'Run 1 · running, 12 min'],
  ['for seconds', runSummary(1, { startedAt: NOW - 40_000 }), 'Run 1 · running, less than a minute'],
  ['for hours', runSummary(1, { startedAt: NOW - 3_900_000 }), 'Run 1 · running, 1 h 05 min'],
  ['on its way', runSummary(1, { state: { kind: 'submitting', since: NOW } }), 'Run 1 · being sent'],
  [
    'without news',
    runSummary(1, { state: { kind: 'silent', since: NOW }, lastNewsAt: at1452 }),
    'Run 1 · no news since 14:52',
  ],
  [
    'of a source that cannot be reached',
    runSummary(1, { contact: { kind: 'unreachable', since: NOW, error }, lastNewsAt: at1452 }),
    'Run 1 · no news since 14:52',
  ],
  ['whose key is refused', runSummary(1, { contact: { kind: 'keyRefused', since: NOW } }), 'Run 1 · key refused'],
  ['without a title', runSummary(1, { title: ' ' }), 'Untitled · running, 12 min'],
])('a run %s has one line with its state and time', (_name, run, line) => {
  expect(runLines([run])).toEqual([line]);
});

test('a run that waits has its question, an answer for one press, and the way to all of it', () => {
  expect(runLines([waitingRun(7)])).toEqual([
    'Run 7 · waits for you, 4 min left',
    '  Send this mail to 3 people?',
    '  Approve',
    '  Refuse',
    '  -',
    '  Open…',
  ]);
  const { items } = trayModel(state({ runs: [waitingRun(7)] }), t, time);
  const submenu = items.find((item) => item.kind === 'submenu');
  const asked = { runId: 7, since: NOW - 60_000, title: 'Send this mail to 3 people?', count: 1 };
  expect(submenu?.items.filter((item) => item.kind === 'answer').map((item) => [item.decision, item.asked])).toEqual([
    ['approve', asked],
    ['refuse', asked],
  ]);
});

test.each([
  ['has a form to fill in', { simple: false }, 'waits for you, 4 min left'],
  ['is too late', { expiresAt: NOW - 1 }, 'waits for you, but its time is over'],
])('a question that %s can only be opened', (_name, asks, detail) => {
  const lines = runLines([waitingRun(7, asks)]);
  expect(lines).toEqual([`Run 7 · ${detail}`, '  Send this mail to 3 people?', '  -', '  Open…']);
});

test('runs that wait come first, the most urgent of them at the top, then the newest; from the seventh on a number', () => {
  const runs = [
    ...Array.from({ length: 6 }, (_, index) => runSummary(index + 1, { startedAt: NOW - 60_000 * (10 - index) })),
    waitingRun(8, { expiresAt: null }),
    waitingRun(9),
  ];
  const lines = runLines(runs).filter((line) => !line.startsWith('  '));
  expect(lines.map((line) => line.split(' · ')[0])).toEqual([
    'Run 9',
    'Run 8',
    'Run 6',
    'Run 5',
    'Run 4',
    'Run 3',
    '2 more…',
  ]);
});

test('what an agent asks and what a run is called cannot look like anything else', () => {
  const run = { ...waitingRun(7, { title: `Pay & go\n\u202E${'x'.repeat(200)}` }), title: 'A & B\u0000' };
  const [line, question] = runLines([run]);
  expect(line).toMatch(/^A && B · /);
  expect(question).toMatch(/^ {2}Pay && go x+…$/);
  expect(question?.length).toBeLessThan(90);
});

const refused: RunSummary['contact'] = { kind: 'keyRefused', since: NOW };
const silent: RunSummary['state'] = { kind: 'silent', since: NOW };
test.each<[string, Partial<TrayState>, string, string]>([
  ['one runs', { runs: [runSummary(1)] }, 'working', '1 run under way'],
  ['two run', { runs: [runSummary(1), runSummary(2)] }, 'working', '2 runs under way'],
  ['none says anything', { runs: [runSummary(1, { state: silent })] }, 'working', 'No news of 1 run'],
  ['one waits', { runs: [runSummary(1), waitingRun(2)] }, 'waiting', '1 run waits for you'],
  ['a key is refused', { runs: [runSummary(1, { contact: refused })] }, 'problem', 'Harbour gateway: key refused'],
  [
    'a source is away',
    { runs: [runSummary(1, { contact: { kind: 'unreachable', since: NOW, error } })] },
    'offline',
    'Harbour gateway cannot be reached',
  ],
  ['no network', { runs: [runSummary(1)], sync: offline('offline') }, 'offline', 'No network'],
  ['one waits without network', { runs: [waitingRun(1)], sync: offline('offline') }, 'waiting', 'No network'],
  ['signed out', { runs: [runSummary(1)], session: { kind: 'signedOut' } }, 'working', '1 run under way'],
])('icon and health line while %s', (_name, more, icon, line) => {
  const model = trayModel(state(more), t, time);
  expect([model.icon, labels(model.items)[0]]).toEqual([icon, line]);
});

test('a name with & is doubled in the menu and not in the tooltip', () => {
  const model = trayModel(state({ runs: [runSummary(1, { sourceName: 'A & B', contact: refused })] }), t, time);
  expect([labels(model.items)[0], model.tooltip]).toEqual([
    'A && B: key refused',
    'Halext Companion: A & B: key refused',
  ]);
});

test('the badge counts the runs and the messages that wait for a decision', () => {
  const conversations = [conversation(1, { deciding: 2 }), conversation(2, { unread: 5 })];
  expect(decisionCount(state({ conversations, runs: [waitingRun(1), runSummary(2)] }))).toBe(3);
});

const SINCE = Date.parse('2026-11-20T13:52:00Z');
function trouble(link: Trouble['link'], error: Partial<AppError>, kind: Trouble['kind'] = 'gateway'): Trouble {
  return {
    id: 'g',
    kind,
    name: 'Gateway',
    since: SINCE,
    link,
    error: { kind: 'http', message: '', retryable: true, ...error },
  };
}

test.each<[Trouble['link'], Partial<AppError>, string]>([
  ['tcp', { kind: 'refused' }, 'Gateway cannot be reached since 13:52'],
  ['tls', { kind: 'tls' }, 'Gateway: certificate refused since 13:52'],
  ['http', { status: 502 }, 'Gateway answers with an error (502) since 13:52'],
  ['http', { kind: 'timeout' }, 'Gateway does not answer since 13:52'],
  ['service', { kind: 'protocol' }, 'Gateway answers in a way we do not understand since 13:52'],
  ['access', { kind: 'auth' }, 'Gateway: key refused since 13:52'],
  ['access', { kind: 'keychain' }, 'Gateway: its key is not in the keychain since 13:52'],
  ['usable', { status: 500 }, 'Gateway answers, but cannot work since 13:52'],
])('a service broken at %s by %o: %s', (link, error, line) => {
  const troubles = { offlineSince: null, services: [trouble(link, error)] };
  const model = trayModel(state({ troubles }), t, time);
  expect([model.icon, labels(model.items)[0]]).toEqual(['problem', line]);
});

test('a broken service comes after who is waited for, and before a way that mends itself', () => {
  const troubles = { offlineSince: null, services: [trouble('access', { kind: 'auth' })] };
  const health = (more: Partial<TrayState>) => {
    const model = trayModel(state({ troubles, ...more }), t, time);
    return [model.icon, labels(model.items)[0]];
  };
  expect(health({ conversations: [conversation(1, { deciding: 1 })] })[0]).toBe('waiting');
  expect(health({ runs: [waitingRun(1)] })).toEqual(['waiting', 'Gateway: key refused since 13:52']);
  expect(health({ sync: offline('refused') })).toEqual(['problem', 'Gateway: key refused since 13:52']);
});

test('the way to the account is told by the synchronisation, and no network since when', () => {
  const troubles = { offlineSince: null, services: [trouble('tcp', { kind: 'refused' }, 'halext')] };
  const away = trayModel(state({ troubles, sync: offline('refused') }), t, time);
  expect([away.icon, labels(away.items)[0]]).toEqual(['offline', 'halext.example.org cannot be reached']);
  const signedOut = state({ session: { kind: 'signedOut' }, troubles: { offlineSince: SINCE, services: [] } });
  expect(labels(trayModel(signedOut, t, time).items)[0]).toBe('No network since 13:52');
});
