import type { Page } from 'playwright/test';
import type {
  Account,
  Bridge,
  CommandName,
  Conversation,
  HotkeyState,
  KeychainStatus,
  Message,
  ProbeResult,
  ReplyOf,
  RequestOf,
  Result,
  RunChange,
  RunDetail,
  Source,
} from '../../../preload/contract.ts';
import type { Scenario } from './fake-bridge.ts';
import { withFakeBridge } from './pages.ts';

/** What the quick window, the sign-in screen and the settings need besides a workspace. */
export interface Extras {
  /** What answers at each address; another address is a name nobody has. */
  readonly servers: Readonly<Record<string, Result<ProbeResult>>>;
  /** The password that opens the door. */
  readonly password: string;
  readonly account: Account;
  readonly accounts: readonly Account[];
  readonly keychain: KeychainStatus;
  readonly hotkey: HotkeyState;
  readonly clipboard: string;
  readonly target: Conversation | null;
  readonly sources?: readonly Source[];
  /** The run a task becomes, as it stands when it begins. */
  readonly run?: RunDetail;
}

declare global {
  interface Window {
    /** Lets the question asked last go on: one more state, or the answer. */
    quickFake: {
      progress(change: Partial<Message>): void;
      answered(content: string, more?: Partial<Message>): void;
      /** The run goes on: `revision` says that something was missed. */
      runs(changes: readonly RunChange[], revision?: number): void;
    };
  }
}

/** Adds to the stand-in for main what these pages ask. It runs in the page, so it carries everything inside it. */
function installExtras(extras: Extras): void {
  const base = (window as unknown as { companion: Bridge }).companion;
  let asked: Message | null = null;
  let session: ReplyOf<'session.openDemo'> | null = null;
  let hotkey = extras.hotkey;
  let run = extras.run ?? null;
  const quick = { target: 'lastUsed' as const, conversationId: null, modelId: null, withAi: true, source: null };

  function signedIn(account: Account, keep: boolean): ReplyOf<'session.signIn'> {
    session = { kind: 'signedIn', account, keep, expiresAt: Date.now() + 1_800_000 };
    window.fake.emit('session', { session, keychain: extras.keychain, accounts: extras.accounts });
    return session;
  }
  function ask(request: RequestOf<'quick.ask'>): Message {
    const id = Date.now() + Math.floor(Math.random() * 1000);
    asked = {
      id,
      remoteId: null,
      conversationId: request.conversationId ?? extras.target?.id ?? 5,
      order: 2 ** 52 + 1,
      author: 'me',
      authorName: null,
      modelUsed: null,
      modelAsked: request.modelId,
      content: request.content,
      createdAt: Date.now(),
      state: { kind: 'queued', waitsFor: 'turn' },
      answer: 'none',
      local: null,
    };
    return window.fake.store(asked);
  }

  type Handlers = { [C in CommandName]?: (request: RequestOf<C>) => Result<ReplyOf<C>> | null };
  const refused = { kind: 'auth', reason: 'badCredentials', message: '401', retryable: false } as const;
  const handlers: Handlers = {
    'session.get': () => {
      const state = session ?? window.fakeSession;
      return { ok: true, value: { session: state, keychain: extras.keychain, accounts: extras.accounts } };
    },
    'session.probe': ({ address }) =>
      extras.servers[address] ?? { ok: false, error: { kind: 'dns', message: 'ENOTFOUND', retryable: true } },
    'session.signIn': ({ password, keep }) =>
      password === extras.password
        ? { ok: true, value: signedIn(extras.account, keep) }
        : { ok: false, error: refused },
    'session.signInWithToken': () => ({ ok: false, error: { ...refused, reason: 'badToken' } }),
    'session.openDemo': () => ({ ok: true, value: signedIn({ ...extras.account, demo: true }, false) }),
    'session.signOut': () => {
      session = { kind: 'signedOut' };
      window.fake.emit('session', { session, keychain: extras.keychain, accounts: extras.accounts });
      return { ok: true, value: session };
    },
    'quick.target': () => ({ ok: true, value: { conversation: extras.target, settings: quick } }),
    'quick.ask': (request) => ({ ok: true, value: ask(request) }),
    'quick.clipboard': () => ({ ok: true, value: { text: extras.clipboard } }),
    'sources.list': () => ({ ok: true, value: extras.sources ?? [] }),
    'runs.start': ({ prompt }) => {
      if (!run) return null;
      run = { ...run, prompt };
      return { ok: true, value: run.run };
    },
    'runs.open': () => (run ? { ok: true, value: run } : null),
    'settings.get': () => null,
  };

  const bridge: Bridge = {
    async call(command, request) {
      const handler = handlers[command] as
        | ((value: typeof request) => Result<ReplyOf<typeof command>> | null)
        | undefined;
      const known = await base.call(command, request);
      const reply = known.ok ? (handler?.(request) ?? known) : known;
      if (!reply.ok || (command !== 'settings.get' && command !== 'settings.set')) return reply;
      if (command === 'settings.set') {
        const { hotkey: chosen } = request as RequestOf<'settings.set'>;
        if (chosen !== undefined)
          hotkey = chosen === '' ? { kind: 'off' } : { kind: 'registered', accelerator: chosen };
      }
      return { ok: true, value: { ...(reply.value as ReplyOf<'settings.get'>), hotkey } as ReplyOf<typeof command> };
    },
    on: (topic, listener) => base.on(topic, listener),
  };
  Object.assign(window, {
    companion: bridge,
    quickFake: {
      progress(change: Partial<Message>) {
        if (asked) asked = window.fake.store({ ...asked, ...change });
      },
      runs(changes: readonly RunChange[], revision?: number) {
        if (!run) return;
        run = { ...run, revision: revision ?? run.revision + 1 };
        // What a window that asks again is given: only what the tests look at then.
        for (const change of changes) {
          if (change.kind === 'summary') run = { ...run, run: change.run };
          if (change.kind === 'result') run = { ...run, result: change.result };
          if (change.kind === 'item') run = { ...run, items: [...run.items, change.item] };
          if (change.kind === 'removed') run = { ...run, items: [] };
          if (change.kind === 'interrupts') run = { ...run, interrupts: change.interrupts };
        }
        window.fake.emit('run', { id: run.run.id, revision: run.revision, changes });
      },
      answered(content: string, more: Partial<Message> = {}) {
        if (!asked) return;
        const order = 1_000_000 + (Date.now() % 1_000_000);
        asked = window.fake.store({ ...asked, remoteId: order, order, state: { kind: 'stored' } });
        const modelUsed = asked.modelAsked ?? 'ollama:llama3.1:8b';
        window.fake.store({
          ...asked,
          id: asked.id + 1,
          remoteId: order + 1,
          order: order + 1,
          author: 'ai',
          modelUsed,
          content,
          ...more,
        });
      },
    },
  });
}

declare global {
  interface Window {
    fakeSession: Scenario['session'];
  }
}

/** Puts the workspace and the extras behind `window.companion` before the page loads. */
export async function withQuickBridge(page: Page, scenario: Scenario, extras: Extras): Promise<void> {
  await withFakeBridge(page, scenario);
  await page.addInitScript((session) => {
    window.fakeSession = session;
  }, scenario.session);
  await page.addInitScript(installExtras, extras);
}
