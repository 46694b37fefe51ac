import type {
  Account,
  Commands,
  Conversation,
  Message,
  ModelList,
  Settings,
  SyncState,
} from '../../preload/contract.ts';
import type { Clock, NewId, Random } from '../clock.ts';
import type { Emit } from '../emit.ts';
import { ok, type Result } from '../errors.ts';
import type { HalextApi } from '../halext/api.ts';
import { defaultAnswerTiming } from './answers.ts';
import { checkContent, titleFrom } from './content.ts';
import { type Context, describe, readConversation, withAccount } from './context.ts';
import { type ConversationCommands, createConversationCommands } from './conversation-commands.ts';
import { createLane } from './lane.ts';
import { defaultLookTiming } from './looks.ts';
import { createMessageCommands, type MessageCommands } from './message-commands.ts';
import type { Store } from './procedures.ts';
import { completeStatus, createPublisher, type Publisher } from './publish.ts';
import { createRunning, type Running, type Timing } from './running.ts';
import { type Attention, defaultSyncTiming, type Nudge } from './schedule.ts';
import type { Arrival } from './sql/arrive.ts';
import type { StoredMessage } from './sql/message-rows.ts';
import type { QuestionStep } from './steps.ts';

export { conversationProcedures, type Store } from './procedures.ts';
export type { Timing } from './running.ts';
export type { Attention, Nudge } from './schedule.ts';
export type { QuestionStep } from './steps.ts';

type Reply<C extends keyof Commands> = Promise<Result<Commands[C]['reply']>>;

export interface ConversationsDeps {
  store: Store;
  clock: Clock;
  random: Random;
  newId: NewId;
  /** Where events of the topics `conversations`, `messages`, `sync` and `models` go. */
  emit: Emit;
  /**
   * An answer to a question of ours, or a message of another person, has arrived: whoever notifies decides whether
   * anybody is looking. At most one for each look at a conversation, the newest.
   */
  onAnswer: (conversation: Conversation, message: Message) => void;
  /** Completes a row of a conversation kept here with what only memory knows of its answer under way. */
  live?: (message: StoredMessage) => StoredMessage;
  /** A question of ours goes its way. */
  onStep?: (step: QuestionStep) => void;
  /** A fault of the program or of the database; the work is tried again with the next occasion. */
  onFault: (cause: unknown) => void;
  timing?: Timing;
  /** What goes over the connection costs; left out, it does not. */
  metered?: () => boolean;
}

/** What a quick question needs from the settings and the person's language. */
export interface QuickOptions {
  quick: Settings['quick'];
  /** Title of today's conversation in the person's language, the date in it. */
  dailyTitle: string;
}

/** Conversations and messages of the open account: what the windows ask for, and the engines behind it. */
export interface Conversations {
  /** Opens an account (closing another): its rows are shown and its engines start. */
  start(account: Account, api: HalextApi): Promise<void>;
  /** Closes the account. What was being sent is looked for at the next start. */
  stop(): Promise<void>;
  /** How closely the person is looking; `suspended` while the computer sleeps. Kept across accounts. */
  attention(level: Attention): void;
  /** A reason to synchronise now; `session`: the token has been renewed. */
  nudge(reason: Nudge): void;
  conversations: ConversationCommands;
  messages: MessageCommands;
  /** Tells the windows of every conversation, of the account's and of those kept here. */
  publish: Publisher;
  syncState(): Promise<SyncState>;
  syncNow(): Promise<Result<null>>;
  searchPeople(request: { text: string }): Reply<'people.search'>;
  /** The list as kept, or as the server gives it now (`refresh`; the asking has side effects there, Q19). */
  listModels(request: { refresh: boolean }): Reply<'models.list'>;
  quickTarget(options: QuickOptions): Promise<Result<Conversation | null>>;
  /** Sends a quick question, creating its conversation when there is none yet. */
  quickAsk(
    request: { content: string; conversationId: number | null; modelId: string | null },
    options: QuickOptions,
  ): Promise<Result<Message>>;
  /** How many questions are on their way, or wait for their answer. */
  asking(): number;
  /** Resolves when everything that changed so far has been told to the windows. */
  settled(): Promise<void>;
}

export const defaultTiming: Timing = {
  sync: defaultSyncTiming,
  outbox: defaultLookTiming,
  answers: defaultAnswerTiming,
};

export function createConversations(deps: ConversationsDeps): Conversations {
  const { store, clock, onStep = () => {}, live = (message) => message } = deps;
  let running: Running | null = null;
  let attention: Attention = 'front';
  const asking = createLane();

  const publish = createPublisher({
    store,
    accountId: () => running?.account.id ?? null,
    describe: (message) => describe(running, live(message)),
    emit: deps.emit,
    onFault: deps.onFault,
  });
  const context: Context = {
    store,
    clock,
    newId: deps.newId,
    publish,
    running: () => running,
    onStep,
    onFault: deps.onFault,
  };
  const conversations = createConversationCommands(context);
  const messages = createMessageCommands(context);

  async function stop(): Promise<void> {
    running?.stop();
    running = null;
    await publish.settled();
  }

  async function tellArrival(of: Running, conversationId: number, arrivals: readonly Arrival[]): Promise<void> {
    const newest = arrivals.at(-1);
    if (!newest) return;
    const conversation = await readConversation(context, of, conversationId);
    const [message] = await store.call('messages.get', { ids: [newest.messageId] });
    if (conversation && message && of === running) deps.onAnswer(conversation, describe(running, message));
  }

  async function fetchModels(of: Running): Promise<Result<ModelList>> {
    const listed = await of.api.listModels();
    if (!listed.ok) return listed;
    const list = await store.call('models.set', {
      accountId: of.account.id,
      list: { models: listed.value.models, defaultId: listed.value.defaultModelId },
      now: clock.now(),
    });
    if (of === running) deps.emit('models', list);
    return ok(list);
  }

  async function findTarget(of: Running, { quick, dailyTitle }: QuickOptions): Promise<Conversation | null> {
    const accountId = of.account.id;
    switch (quick.target) {
      case 'daily':
        return store.call('conversations.byTitle', { accountId, title: dailyTitle });
      case 'chosen': {
        const chosen = quick.conversationId === null ? null : await readConversation(context, of, quick.conversationId);
        return chosen?.presence === 'here' ? chosen : null;
      }
      case 'lastUsed': {
        // Never one with other people in it: a quick question must not reach them by accident.
        const list = await store.call('conversations.list', { accountIds: [accountId] });
        return (
          list.find((one) => one.presence === 'here' && !one.hidden && one.withAi && one.people.length <= 1) ?? null
        );
      }
    }
  }

  async function quickConversation(of: Running, content: string, options: QuickOptions): Promise<number> {
    const target = await findTarget(of, options);
    if (target) return target.id;
    const id = await store.call('conversations.createLocal', {
      accountId: of.account.id,
      title: options.quick.target === 'daily' ? options.dailyTitle : titleFrom(content),
      withAi: options.quick.withAi,
      modelId: options.quick.modelId,
      people: [],
      now: clock.now(),
    });
    of.creations.run().catch(deps.onFault);
    return id;
  }

  return {
    async start(account, api) {
      await stop();
      const next: Running = createRunning({
        account,
        api,
        store,
        clock,
        random: deps.random,
        timing: deps.timing ?? defaultTiming,
        metered: deps.metered ?? (() => false),
        publish,
        onStep,
        onArrivals: (conversationId, arrivals) => {
          tellArrival(next, conversationId, arrivals).catch(deps.onFault);
        },
        onFault: deps.onFault,
      });
      running = next;
      await next.start(attention);
    },
    stop,
    attention(level) {
      attention = level;
      running?.sync.attention(level);
    },
    nudge: (reason) => running?.sync.nudge(reason),
    conversations,
    messages,
    publish,
    syncState: () =>
      completeStatus(
        store,
        running?.account.id ?? null,
        running?.sync.state() ?? { kind: 'paused', reason: 'signedOut' },
      ),
    syncNow: () =>
      withAccount(context, async (of) => {
        of.sync.nudge('user');
        return ok(null);
      }),
    searchPeople: ({ text }) =>
      withAccount(context, async (of) => {
        const wanted = text.trim();
        if (wanted === '') return ok([]);
        const found = await of.api.searchUsers(wanted);
        if (!found.ok) return found;
        return ok(found.value.map(({ username, fullName }) => ({ username, name: fullName || username, me: false })));
      }),
    listModels: ({ refresh }) =>
      withAccount(context, async (of) =>
        refresh ? fetchModels(of) : ok(await store.call('models.get', { accountId: of.account.id })),
      ),
    quickTarget: (options) => withAccount(context, async (of) => ok(await findTarget(of, options))),
    quickAsk: (request, options) =>
      withAccount(context, async (of) => {
        const content = checkContent(request.content);
        if (!content.ok) return content;
        // One after the other: two quick questions in a row must not make two conversations of the day.
        const conversationId =
          request.conversationId ?? (await asking(() => quickConversation(of, content.value, options)));
        return messages.send({ conversationId, content: content.value, modelId: request.modelId });
      }),
    asking: () => running?.outbox.inFlight() ?? 0,
    settled: publish.settled,
  };
}
