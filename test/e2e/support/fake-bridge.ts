import type {
  Bridge,
  CommandName,
  Commands,
  Conversation,
  Message,
  ReplyOf,
  RequestOf,
  Result,
  TopicName,
  Topics,
} from '../../../preload/contract.ts';

/** What the page is to find: plain data, handed over before it loads. */
export interface Scenario {
  readonly lang: 'en' | 'fr';
  readonly theme: 'light' | 'dark';
  readonly platform: 'darwin' | 'win32' | 'linux';
  readonly session: Topics['session']['session'];
  readonly sync: Topics['sync'];
  readonly notices: Topics['notices'];
  readonly conversations: readonly Conversation[];
  readonly messages: readonly (readonly [number, readonly Message[]])[];
  readonly people: ReplyOf<'people.search'>;
  /** Commands that fail, and how. */
  readonly failing: { readonly [C in CommandName]?: Extract<Result<never>, { ok: false }>['error'] };
  readonly openWebui: ReplyOf<'openwebui.open'>;
  /** Commands whose reply takes a while. */
  readonly slow: readonly CommandName[];
}

declare global {
  interface Window {
    readonly companion: Bridge;
    /** What the page asked for, for the tests. */
    fake: {
      readonly calls: { command: CommandName; request: unknown }[];
      emit<T extends TopicName>(topic: T, event: Topics[T]): void;
      /** An answer arrives in a conversation. */
      answer(conversationId: number, content: string): void;
      /** A message is there, or has become this. */
      store(message: Message): Message;
      /** Streamed text arrives. */
      append(conversationId: number, appended: NonNullable<Topics['messages']['appended']>): void;
    };
  }
}

/**
 * Stands in for main in a page: an in-memory workspace behind `window.companion`. It runs in the page, so it carries
 * everything it needs inside it.
 */
export function installFakeBridge(scenario: Scenario): void {
  const listeners = new Map<TopicName, Set<(event: never) => void>>();
  const conversations = new Map(scenario.conversations.map((each) => [each.id, each]));
  const messages = new Map(scenario.messages.map(([id, list]) => [id, [...list]]));
  const drafts = new Map(scenario.conversations.map((each) => [each.id, each.draft ?? '']));
  const calls: { command: CommandName; request: unknown }[] = [];
  let listRevision = 1;
  let messageRevision = 1;
  let serial = 9_000;
  let settings = {
    theme: scenario.theme,
    language: scenario.lang,
    fontScale: 1,
    zoom: 1,
    reducedMotion: 'system' as const,
    hotkey: 'Alt+Space',
    openAtLogin: false,
    closeToTray: true,
    quick: { target: 'lastUsed' as const, conversationId: null, modelId: null, withAi: true, source: null },
    answers: { chain: [], cache: false, compare: [] },
    meaning: null,
    notifications: { answers: true, decisions: true, runs: true, waiting: true, services: true },
    runs: { keepDays: 90, sourceId: null },
    quietHours: null,
    openWebuiProvisioning: null as 'accepted' | 'declined' | null,
    network: { proxy: { kind: 'system' as const }, proxyFor: [], metered: false },
    updates: { check: 'weekly' as const },
    seen: { firstSteps: true, version: null },
  };
  const hotkey = { kind: 'registered' as const, accelerator: 'Alt+Space' };
  const models = {
    models: ['ollama:llama3.1:8b', 'ollama:qwen3:14b', 'openai:gpt-4o-mini', 'client:studio:mistral-small'].map(
      (id) => ({ id, name: id, provider: id.split(':')[0] ?? '', description: null, contextWindow: 131_072 }),
    ),
    defaultId: 'ollama:llama3.1:8b',
    fetchedAt: Date.now() - 300_000,
  };

  function emit<T extends TopicName>(topic: T, event: Topics[T]): void {
    for (const listener of listeners.get(topic) ?? []) (listener as (event: Topics[T]) => void)(event);
  }
  function conversation(id: number): Conversation {
    const found = conversations.get(id);
    if (!found) throw new Error(`no conversation ${id}`);
    return found;
  }
  function change(id: number, more: Partial<Conversation>): Conversation {
    const next = { ...conversation(id), ...more };
    conversations.set(id, next);
    emit('conversations', { revision: ++listRevision, upserts: [next], removed: [] });
    return next;
  }
  function store(message: Message): Message {
    const list = messages.get(message.conversationId) ?? [];
    const kept = [...list.filter((each) => each.id !== message.id), message];
    messages.set(
      message.conversationId,
      kept.sort((a, b) => a.order - b.order),
    );
    emit('messages', {
      conversationId: message.conversationId,
      revision: ++messageRevision,
      upserts: [message],
      removed: [],
    });
    return message;
  }
  function find(id: number): Message {
    const found = [...messages.values()].flat().find((each) => each.id === id);
    if (!found) throw new Error(`no message ${id}`);
    return found;
  }
  function remove(id: number): Message {
    const message = find(id);
    const { conversationId } = message;
    messages.set(
      conversationId,
      (messages.get(conversationId) ?? []).filter((each) => each.id !== id),
    );
    emit('messages', { conversationId, revision: ++messageRevision, upserts: [], removed: [id] });
    return message;
  }
  function write(conversationId: number, author: Message['author'], content: string, more: Partial<Message>): Message {
    const id = ++serial;
    return store({
      id,
      remoteId: id,
      conversationId,
      order: id,
      author,
      authorName: null,
      modelUsed: null,
      modelAsked: null,
      content,
      createdAt: Date.now(),
      state: { kind: 'stored' },
      answer: 'none',
      local: null,
      ...more,
    });
  }
  function append(conversationId: number, appended: NonNullable<Topics['messages']['appended']>): void {
    const list = messages.get(conversationId) ?? [];
    const grown = (each: Message) => each.content + (appended.find(({ id }) => id === each.id)?.text ?? '');
    messages.set(
      conversationId,
      list.map((each) => ({ ...each, content: grown(each) })),
    );
    emit('messages', { conversationId, revision: ++messageRevision, upserts: [], removed: [], appended });
  }
  function answer(conversationId: number, content: string): void {
    write(conversationId, 'ai', content, { modelUsed: 'ollama:llama3.1:8b' });
  }
  function page(conversationId: number, from: number, to: number) {
    const list = messages.get(conversationId) ?? [];
    const start = Math.max(0, from);
    return {
      conversationId,
      messages: list.slice(start, to),
      hasOlder: start > 0,
      hasNewer: to < list.length,
      revision: messageRevision,
    };
  }

  type Handlers = { [C in CommandName]?: (request: RequestOf<C>) => ReplyOf<C> };
  const handlers: Handlers = {
    'app.info': () => ({
      version: '0.1.0',
      platform: scenario.platform,
      shell: 'double',
      language: scenario.lang,
      versions: { electron: '', chrome: '', node: '' },
    }),
    'app.ready': () => null,
    'session.get': () => ({ session: scenario.session, keychain: { kind: 'ok' }, accounts: [] }),
    'settings.get': () => ({ settings, hotkey }),
    'settings.set': (patch) => {
      settings = { ...settings, ...patch } as typeof settings;
      emit('settings', { settings, hotkey });
      return { settings, hotkey };
    },
    'notices.list': () => scenario.notices,
    'sync.get': () => scenario.sync,
    'conversations.list': () => ({ conversations: [...conversations.values()], revision: listRevision }),
    'conversations.draft': ({ id }) => ({ text: drafts.get(id) ?? '' }),
    'conversations.saveDraft': ({ id, text }) => {
      drafts.set(id, text);
      change(id, { draft: text === '' ? null : text });
      return null;
    },
    'conversations.read': ({ id }) => {
      if (conversation(id).unread > 0) change(id, { unread: 0 });
      return null;
    },
    'conversations.update': ({ id, ...more }) => change(id, more),
    'conversations.hide': ({ id, hidden }) => {
      change(id, { hidden });
      return null;
    },
    'conversations.delete': ({ id }) => {
      conversations.delete(id);
      emit('conversations', { revision: ++listRevision, upserts: [], removed: [id] });
      return null;
    },
    'conversations.create': ({ title, withAi, modelId, people }) => {
      const id = ++serial;
      const chosen = scenario.people.filter((each) => each.me || people.includes(each.username));
      conversations.set(id, {
        ...conversation(5),
        id,
        remoteId: id,
        title,
        withAi,
        modelId: modelId ?? models.defaultId,
        people: chosen,
        last: null,
        lastAt: Date.now(),
      });
      return change(id, {});
    },
    'messages.open': ({ conversationId, around, limit }) => {
      const list = messages.get(conversationId) ?? [];
      if (around === null) return page(conversationId, list.length - limit, list.length);
      const at = list.findIndex((each) => each.id === around);
      return page(conversationId, at - Math.floor(limit / 2), Math.min(list.length, at + Math.floor(limit / 2)));
    },
    'messages.older': ({ conversationId, before, limit }) => {
      const list = messages.get(conversationId) ?? [];
      const found = list.findIndex((each) => each.order >= before);
      const at = found < 0 ? list.length : found;
      return page(conversationId, at - limit, at);
    },
    'messages.newer': ({ conversationId, after, limit }) => {
      const list = messages.get(conversationId) ?? [];
      const at = list.findIndex((each) => each.order > after);
      return page(conversationId, at, Math.min(list.length, at + limit));
    },
    'messages.send': ({ conversationId, content }) =>
      write(conversationId, 'me', content, {
        remoteId: null,
        order: 2 ** 52 + serial,
        state: { kind: 'queued', waitsFor: 'turn' },
      }),
    'messages.takeBack': ({ id }) => ({ text: remove(id).content }),
    'messages.discard': ({ id }) => {
      remove(id);
      return null;
    },
    'messages.sendAgain': ({ id }) => {
      store({ ...find(id), state: { kind: 'sending', since: Date.now() } });
      return null;
    },
    'messages.stopWaiting': ({ id }) => {
      store({ ...find(id), state: { kind: 'stored' }, answer: 'awaited' });
      return null;
    },
    'search.query': ({ text, conversationId, next }) => {
      const lists = conversationId === null ? [...messages.values()] : [messages.get(conversationId) ?? []];
      const found = lists.flat().filter((each) => each.content.toLowerCase().includes(text.toLowerCase()));
      const start = next ?? 0;
      const hits = found
        .reverse()
        .slice(start, start + 30)
        .map((each) => {
          const at = each.content.toLowerCase().indexOf(text.toLowerCase());
          return {
            messageId: each.id,
            conversationId: each.conversationId,
            conversationTitle: conversation(each.conversationId).title,
            author: each.author,
            authorName: each.authorName,
            createdAt: each.createdAt,
            excerpt: [
              { text: each.content.slice(Math.max(0, at - 30), at), hit: false },
              { text: each.content.slice(at, at + text.length), hit: true },
              { text: each.content.slice(at + text.length, at + 120), hit: false },
            ],
            why: 'words' as const,
          };
        });
      const titles = [...conversations.values()]
        .filter((each) => next === null && each.title.toLowerCase().includes(text.toLowerCase()))
        .map((each) => ({ conversationId: each.id, title: each.title }));
      return { query: text, hits, titles, next: start + 30 < found.length ? start + 30 : null, pendingIndex: 1240 };
    },
    'people.search': ({ text }) =>
      scenario.people.filter((each) => `${each.name} ${each.username}`.toLowerCase().includes(text.toLowerCase())),
    'models.list': () => models,
    'sources.list': () => [],
    'runs.list': () => ({ runs: [], next: null, revision: 1 }),
    'health.get': () => ({
      services: [],
      network: { broken: false, since: 0, error: null },
      clockAheadMs: 0,
      everyMs: 60_000,
    }),
    'exchange.get': () => ({ kind: 'idle' }),
    'hotkey.report': () => ({
      state: hotkey,
      proof: { kind: 'none' },
      desktop: 'other',
      session: null,
      findings: [],
      bindings: [],
    }),
    'hotkey.record': () => null,
    'notifications.report': () => ({ state: 'unknown', doNotDisturb: 'unknown', buttons: false }),
    'updates.get': () => ({
      state: { kind: 'idle', checkedAt: null },
      obstacle: null,
      page: 'https://releases.example.org',
    }),
    'app.licences': () => [],
    'network.get': () => ({ trusted: [], asking: [], passwords: [] }),
    'openwebui.open': () => scenario.openWebui,
    'openwebui.provision': () => ({ kind: 'exists' }),
    'quick.clipboard': () => ({ text: 'DN150, PN16, 340 m' }),
  };

  const bridge: Bridge = {
    async call(command, request) {
      calls.push({ command, request });
      if (scenario.slow.includes(command)) await new Promise((later) => setTimeout(later, 150));
      const error = scenario.failing[command];
      if (error) return { ok: false, error };
      const handler = handlers[command] as
        | ((request: Commands[typeof command]['request']) => ReplyOf<typeof command>)
        | undefined;
      return { ok: true, value: handler ? handler(request) : (null as ReplyOf<typeof command>) };
    },
    on(topic, listener) {
      const set = listeners.get(topic) ?? new Set();
      listeners.set(topic, set);
      set.add(listener as (event: never) => void);
      return () => set.delete(listener as (event: never) => void);
    },
  };
  Object.assign(window, { companion: bridge, fake: { calls, emit, answer, store, append } });
}
