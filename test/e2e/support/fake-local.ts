import type { Page } from 'playwright/test';
import type {
  AnswerState,
  Bridge,
  CommandName,
  Conversation,
  LocalAnswer,
  Message,
  ReplyOf,
  RequestOf,
  Result,
  SessionState,
  Settings,
  Source,
} from '../../../preload/contract.ts';
import type { Scenario } from './fake-bridge.ts';
import { withFakeBridge } from './pages.ts';

/** What conversations kept here need besides a workspace; their rows are part of the scenario. */
export interface LocalExtras {
  readonly sources: readonly Source[];
  readonly quickSource: Settings['quick']['source'];
}

declare global {
  interface Window {
    localFake: {
      /** The answer made last goes on: text, reasoning, or another state. */
      grow(text: string, reasoning?: string): void;
      end(state: AnswerState, more?: Partial<LocalAnswer>): void;
      /** The sources are others from now on. */
      sources(sources: readonly Source[]): void;
      session(session: SessionState): void;
    };
  }
}

/** Adds what answers for sources of one's own. It runs in the page, so it carries everything inside it. */
function installLocal(extras: LocalExtras): void {
  const base = (window as unknown as { companion: Bridge }).companion;
  let sources = extras.sources;
  let serial = 60_000;
  let last: Message | null = null;
  /** As the windows were told; the bridge below has the same. */
  const messages = new Map<number, Message>();
  const conversations = new Map<number, Conversation>();

  const tell = (message: Message): Message => {
    messages.set(message.id, message);
    return window.fake.store(message);
  };
  const found = (id: number): Message => {
    const message = messages.get(id);
    if (!message) throw new Error(`no message ${id}`);
    return message;
  };
  function row(conversationId: number, parentId: number | null, answer: LocalAnswer | null, content: string): Message {
    const id = ++serial;
    const siblings = [...messages.values()].filter(
      (each) => each.conversationId === conversationId && each.local?.parentId === parentId,
    );
    const ids = [...siblings.map((each) => each.id), id];
    for (const each of siblings) {
      if (each.local) tell({ ...each, local: { ...each.local, siblings: ids, shown: false } });
    }
    return tell({
      id,
      remoteId: null,
      conversationId,
      order: id,
      author: answer ? 'ai' : 'me',
      authorName: null,
      modelUsed: null,
      modelAsked: null,
      content,
      createdAt: Date.now(),
      state: { kind: 'stored' },
      answer: 'none',
      local: { parentId, shown: true, siblings: ids, answer },
    });
  }
  function answer(question: Message, target: LocalAnswer['target'] | null): Message {
    const chain = conversations.get(question.conversationId)?.local?.chain ?? [];
    const asked = target ?? chain[0] ?? { sourceId: 'workshop', model: null };
    last = row(
      question.conversationId,
      question.id,
      {
        state: { kind: 'asking', since: Date.now() },
        target: asked,
        sourceName: sources.find((each) => each.id === asked.sourceId)?.name ?? 'Workshop',
        demo: false,
        reasoning: '',
        tried: [],
        leftOut: 0,
        cached: false,
        tokens: { input: null, output: null },
        firstMs: null,
        totalMs: null,
        cost: null,
      },
      '',
    );
    return last;
  }
  function ask(conversationId: number, content: string, target: LocalAnswer['target'] | null): Message {
    const leaf = [...messages.values()].findLast(
      (each) => each.conversationId === conversationId && each.local?.shown === true,
    );
    const question = row(conversationId, leaf?.id ?? null, null, content);
    answer(question, target);
    return question;
  }
  function settle(message: Message, state: AnswerState, more: Partial<LocalAnswer> = {}): Message {
    const { local } = message;
    if (!local?.answer) throw new Error('no answer');
    return tell({ ...message, local: { ...local, answer: { ...local.answer, state, ...more } } });
  }
  async function change(id: number, more: Partial<Conversation>): Promise<Result<Conversation>> {
    const changed = await base.call('conversations.update', { id, ...(more as object) });
    if (changed.ok) conversations.set(id, changed.value);
    return changed;
  }

  async function create(title: string, chain: RequestOf<'local.create'>['chain']): Promise<Result<Conversation>> {
    const made = await base.call('conversations.create', { title, withAi: true, modelId: null, people: [] });
    if (!made.ok) return made;
    return change(made.value.id, { title, remoteId: null, local: { chain, comparison: false, answering: 0 } });
  }

  window.localFake = {
    grow(text, reasoning = '') {
      if (!last) throw new Error('nothing was asked');
      const before = found(last.id);
      const { local } = before;
      if (local?.answer?.state.kind === 'asking') settle(before, { kind: 'streaming', since: Date.now() });
      const now = found(last.id);
      if (!now.local?.answer) return;
      const grown = { ...now.local.answer, reasoning: now.local.answer.reasoning + reasoning };
      messages.set(now.id, { ...now, content: now.content + text, local: { ...now.local, answer: grown } });
      window.fake.append(now.conversationId, [{ id: now.id, text, reasoning }]);
    },
    end(state, more) {
      if (last) settle(found(last.id), state, more);
    },
    sources(next) {
      sources = next;
      window.fake.emit('sources', sources);
    },
    session(session) {
      window.fake.emit('session', { session, keychain: { kind: 'ok' }, accounts: [] });
    },
  };

  const ok = <T>(value: T): Result<T> => ({ ok: true, value });
  type Handlers = { [C in CommandName]?: (request: RequestOf<C>) => Result<ReplyOf<C>> | Promise<Result<ReplyOf<C>>> };
  const handlers: Handlers = {
    'sources.list': () => ok(sources),
    'sources.models': ({ id }) =>
      ok({
        models: id === 'mistral' ? ['mistral-small-latest', 'mistral-large-latest'] : ['llama3.1:8b', 'qwen3:14b'],
        details: [],
        fetchedAt: Date.now(),
        emptyNow: false,
      }),
    'local.create': ({ title, chain }) => create(title, chain),
    'local.setChain': ({ id, chain }) => change(id, { local: { chain, comparison: false, answering: 0 } }),
    'local.stop': ({ messageId }) => {
      settle(found(messageId), { kind: 'stopped' });
      return ok(null);
    },
    'local.regenerate': ({ messageId, target }) => ok(answer(found(found(messageId).local?.parentId ?? -1), target)),
    'local.edit': ({ messageId, content }) => {
      const { conversationId, local } = found(messageId);
      const next = row(conversationId, local?.parentId ?? null, null, content);
      for (const each of messages.values()) {
        if (each.local?.parentId === messageId) tell({ ...each, local: { ...each.local, shown: false } });
      }
      answer(next, null);
      return ok(next);
    },
    'local.choose': ({ messageId }) => {
      for (const id of found(messageId).local?.siblings ?? []) {
        const each = found(id);
        if (each.local) tell({ ...each, local: { ...each.local, shown: id === messageId } });
      }
      return ok(null);
    },
    'local.cross': ({ messageId, allow }) => {
      const message = found(messageId);
      const error = { kind: 'refused', message: 'ECONNREFUSED', retryable: true } as const;
      last = settle(message, allow ? { kind: 'asking', since: Date.now() } : { kind: 'failed', error });
      return ok(null);
    },
    'quick.target': () =>
      ok({
        conversation: null,
        settings: { target: 'lastUsed', conversationId: null, modelId: null, withAi: true, source: extras.quickSource },
      }),
    'quick.ask': async ({ content, conversationId, source }) => {
      if (conversationId !== null) return ok(ask(conversationId, content, source));
      const made = await create(content, source ? [source] : []);
      return made.ok ? ok(ask(made.value.id, content, source)) : made;
    },
    'quick.hide': () => ok(null),
    'session.goLocal': () =>
      ok({
        kind: 'local',
        account: { id: 0, server: 'local:', userId: 0, username: '', displayName: '', demo: false },
      }),
  };
  const bridge: Bridge = {
    async call(command, request) {
      const handler = handlers[command] as
        | ((value: typeof request) => Promise<Result<ReplyOf<typeof command>>>)
        | undefined;
      if (command === 'messages.send') {
        const { conversationId, content } = request as RequestOf<'messages.send'>;
        if (conversations.has(conversationId)) {
          window.fake.calls.push({ command, request });
          return ok(ask(conversationId, content, null)) as Result<ReplyOf<typeof command>>;
        }
      }
      const known = await base.call(command, request);
      if (!known.ok) return known;
      if (command === 'conversations.list') {
        for (const each of (known.value as ReplyOf<'conversations.list'>).conversations) {
          if (each.local) conversations.set(each.id, each);
        }
      }
      if (command === 'messages.open') {
        for (const each of (known.value as ReplyOf<'messages.open'>).messages) {
          if (!messages.has(each.id)) messages.set(each.id, each);
        }
      }
      if (command === 'settings.get' && extras.quickSource) {
        const { settings, hotkey } = known.value as ReplyOf<'settings.get'>;
        const quick = { ...settings.quick, source: extras.quickSource };
        return ok({ settings: { ...settings, quick }, hotkey }) as Result<ReplyOf<typeof command>>;
      }
      return handler ? handler(request) : known;
    },
    on: (topic, listener) => base.on(topic, listener),
  };
  Object.assign(window, { companion: bridge });
}

/** Puts the workspace, and what answers for sources of one's own, behind `window.companion` before the page loads. */
export async function withLocal(page: Page, scenario: Scenario, extras: LocalExtras): Promise<void> {
  await withFakeBridge(page, scenario);
  await page.addInitScript(installLocal, extras);
}
