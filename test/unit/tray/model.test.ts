import { expect, test } from 'vitest';
import { createTranslator } from '../../../main/i18n.ts';
import { type TrayItem, type TrayState, trayModel } from '../../../main/tray/model.ts';
import type { Account, AppError, Conversation, HotkeyState } from '../../../preload/contract.ts';

const t = createTranslator('en');
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
    ...more,
  };
}

function state(more: Partial<TrayState & { hotkey: HotkeyState }> = {}): TrayState & { hotkey: HotkeyState } {
  return { session: signedIn, sync: { kind: 'idle', lastAt: 1 }, conversations: [], asking: 0, hotkey, ...more };
}

function offline(kind: AppError['kind'], status?: number): TrayState['sync'] {
  const error: AppError = { kind, message: '', retryable: true, ...(status === undefined ? {} : { status }) };
  return { kind: 'offline', since: 0, error, nextAt: null, queued: 0 };
}

function labels(items: readonly TrayItem[]): string[] {
  return items.map((item) => (item.kind === 'separator' ? '-' : item.label));
}

test('all well: one line, the ways in, recent conversations newest first, settings and quit', () => {
  const model = trayModel(state({ conversations: [conversation(1), conversation(2, { unread: 3 })] }), t);
  expect(model.icon).toBe('ok');
  expect(model.tooltip).toBe('Halext Companion: All well, connected to halext.example.org');
  expect(labels(model.items)).toEqual([
    'All well, connected to halext.example.org',
    '-',
    'Ask…',
    'Open Halext Companion',
    'Open Open WebUI',
    '-',
    'Recent chats',
    'Conversation 2 (3)',
    'Conversation 1',
    '-',
    'Settings…',
    'Quit Halext Companion',
  ]);
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
  const icons = [everything, decided, certified, online, idle].map((each) => trayModel(each, t).icon);
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
  const model = trayModel(state({ sync: offline(kind, status) }), t);
  expect([model.icon, labels(model.items)[0]]).toEqual([icon, line]);
});

test('messages that wait to be sent are counted under the health line', () => {
  const model = trayModel(
    state({
      sync: offline('offline'),
      conversations: [conversation(1, { queued: 2 }), conversation(2, { queued: 1 })],
    }),
    t,
  );
  expect(labels(model.items).slice(0, 2)).toEqual(['No network', '3 messages wait to be sent']);
});

test('signed out: sign in comes first, nothing of a conversation is offered', () => {
  const model = trayModel(state({ session: { kind: 'signedOut' }, conversations: [conversation(1)] }), t);
  expect(labels(model.items)).toEqual([
    'Not signed in',
    '-',
    'Sign in…',
    'Open Halext Companion',
    '-',
    'Settings…',
    'Quit Halext Companion',
  ]);
});

test('an ended session waits for the person and keeps the conversations within reach', () => {
  const model = trayModel(
    state({ session: { kind: 'expired', account, reason: 'ended' }, conversations: [conversation(1)] }),
    t,
  );
  expect(model.icon).toBe('waiting');
  expect(labels(model.items)).toContain('Sign in again…');
  expect(labels(model.items)).toContain('Conversation 1');
});

test('the demo is marked in the tooltip and in the menu', () => {
  const model = trayModel(state({ session: { ...signedIn, account: { ...account, demo: true } } }), t);
  expect(model.tooltip).toMatch(/^Halext Companion \(demo\): /);
  expect(labels(model.items)).toContain('Demo workspace: nothing here is real');
});

test('Ask shows the hotkey only while it is really taken', () => {
  const accelerator = (key: HotkeyState) =>
    trayModel(state({ hotkey: key }), t).items.find((item) => item.kind === 'action' && item.action === 'ask');
  expect(accelerator(hotkey)).toMatchObject({ accelerator: 'Alt+Space' });
  expect(accelerator({ kind: 'failed', accelerator: 'Alt+Space', reason: 'taken' })).not.toHaveProperty('accelerator');
});

test('a hostile title becomes one short harmless line', () => {
  const title = `A & B\n\u202Efdp.exe\u0000 ${'long '.repeat(40)}`;
  const model = trayModel(state({ conversations: [conversation(1, { title }), conversation(2, { title: ' ' })] }), t);
  const [untitled, hostile] = labels(model.items).slice(-5, -3);
  expect(untitled).toBe('Untitled');
  expect(hostile).toMatch(/^A && B fdp\.exe long .*…$/);
  expect(hostile?.length).toBeLessThan(55);
});

test('hidden conversations and those gone from the server are not offered', () => {
  const conversations = [conversation(1, { hidden: true }), conversation(2, { presence: 'gone' }), conversation(3)];
  const offered = trayModel(state({ conversations }), t).items.filter((item) => item.kind === 'conversation');
  expect(offered.map((item) => item.conversationId)).toEqual([3]);
});
