import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../main/clock.ts';
import { createConversationStore } from '../../../main/conversation-store.ts';
import { type Conversations, createConversations, type Timing } from '../../../main/conversations/index.ts';
import { openInlineStore } from '../../../main/database/inline.ts';
import type { Store } from '../../../main/database/store.ts';
import { type DemoWorkspace, startDemoWorkspace } from '../../../main/demo/index.ts';
import type { Result } from '../../../main/errors.ts';
import { createHalextClient } from '../../../main/halext/client.ts';
import { requestToken } from '../../../main/halext/login.ts';
import { createHttpClient } from '../../../main/http/client.ts';
import type { HttpClient } from '../../../main/http/message.ts';
import { Secret } from '../../../main/secret.ts';
import type { Account, Conversation, Message } from '../../../preload/contract.ts';

/** The usual pauses, a hundred times shorter. */
export const quickTiming: Timing = {
  sync: { front: 200, tray: 900, firstRetry: 50, longestRetry: 200, spread: 50, fresh: 0 },
  outbox: { grace: 600, looks: [0, 20, 40, 80, 100] },
  answers: { patience: 1_500, looks: [20, 40, 80, 100] },
};

/** One person's program, without windows, on a real file and over real HTTP. */
export interface Desk {
  app: Conversations;
  store: Store;
  http: HttpClient;
  faults: unknown[];
  /** Answers of the server that were told as news. */
  told: Message[];
  list(): Promise<readonly Conversation[]>;
  thread(conversationId: number): Promise<readonly Message[]>;
  /** Signs in anew after the tokens have ended. */
  renew(): Promise<void>;
  close(): Promise<void>;
}

export async function openDesk(
  origin: { apiBase: string; username: string; password: string },
  file: string,
): Promise<Desk> {
  const opened = value(await openInlineStore(file));
  const http = createHttpClient({ clock: systemClock, userAgent: 'test' });
  const signIn = async () =>
    value(await requestToken(http, origin.apiBase, origin.username, new Secret(origin.password)));
  let token = await signIn();
  const api = createHalextClient({ http, base: origin.apiBase, authorised: (call) => call(token) });
  const me = value(await api.me());
  const store = createConversationStore(opened.store);
  const account: Account = await store.call('accounts.upsert', {
    server: origin.apiBase,
    userId: me.id,
    username: me.username,
    displayName: me.fullName ?? me.username,
    demo: false,
    now: Date.now(),
  });
  const faults: unknown[] = [];
  const told: Message[] = [];
  const app = createConversations({
    store,
    clock: systemClock,
    random: Math.random,
    newId: () => crypto.randomUUID(),
    emit: () => {},
    onAnswer: (_conversation, message) => told.push(message),
    onFault: (cause) => faults.push(cause),
    timing: quickTiming,
  });
  await app.start(account, api);
  return {
    app,
    store: opened.store,
    http,
    faults,
    told,
    list: async () => value(await app.conversations.list()).conversations,
    thread: async (conversationId) =>
      value(await app.messages.open({ conversationId, around: null, limit: 200 })).messages,
    async renew() {
      token = await signIn();
      app.nudge('session');
    },
    async close() {
      await app.stop();
      await http.close();
      await opened.store.close();
    },
  };
}

export interface Office {
  demo: DemoWorkspace;
  origin: { apiBase: string; username: string; password: string };
  file: string;
  /** Texts of the person's own messages on the server, oldest first. */
  ownTexts(): string[];
  close(): Promise<void>;
}

/** An empty demo workspace and a folder for the database. */
export async function openOffice(seed: 'empty' | 'believable' = 'empty'): Promise<Office> {
  const demo = await startDemoWorkspace({ clock: systemClock, random: Math.random, seed, latencyMs: 1 });
  const folder = mkdtempSync(join(tmpdir(), 'companion-'));
  const me = demo.state.users.find((user) => user.username === demo.credentials.username)?.id;
  return {
    demo,
    origin: { apiBase: demo.apiBase, ...demo.credentials },
    file: join(folder, 'companion.db'),
    ownTexts: () => demo.state.messages.filter((row) => row.authorId === me).map((row) => row.content),
    async close() {
      await demo.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.kind}/${result.error.reason}: ${result.error.message}`);
  return result.value;
}
