import type { AnswerDesk, OpenSource } from '../../../main/answers/desk.ts';
import { NO_PARAMETERS } from '../../../main/answers/parameters.ts';
import type { AnswerEnd, AnswerRequest, AnswerSink, Usage } from '../../../main/answers/source.ts';
import { conversationProcedures, createConversations } from '../../../main/conversations/index.ts';
import type { QuestionStep } from '../../../main/conversations/steps.ts';
import { type AppError, appError, fail, ok, type Result } from '../../../main/errors.ts';
import { createLocal, type Local, type LocalStore, localProcedures } from '../../../main/local/index.ts';
import { type Routed, routeCommands } from '../../../main/local/routing.ts';
import type { AnswerTarget, Conversation, Message, MessagePage, TopicName, Topics } from '../../../preload/contract.ts';
import { openDatabase, settle, TestClock, value } from '../conversations/harness.ts';

/** One question as it reached a source; the test answers it. */
export interface Put {
  readonly sourceId: string;
  readonly request: AnswerRequest;
  readonly signal: AbortSignal;
  readonly sink: AnswerSink;
  /** The source has ended it already. */
  readonly over: () => boolean;
  say(text: string): void;
  think(text: string): void;
  complete(more?: { usage?: Usage; finish?: 'stop' | 'length' }): Promise<void>;
  breakOff(): Promise<void>;
  refuse(error?: AppError): Promise<void>;
}

export interface FakeSource {
  readonly id: string;
  name: string;
  nearby: boolean;
  address: string;
  model: string | null;
  system: string | null;
  prices: OpenSource['prices'];
  contextTokens: number | null;
  /** It is not there any more, or its key cannot be read. */
  closed: AppError | null;
}

export const refused: AppError = appError('refused', 'nobody listens there');

/** Sources that answer when the test says so. */
export class FakeDesk implements AnswerDesk {
  readonly sources = new Map<string, FakeSource>();
  readonly puts: Put[] = [];

  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  add(id: string, more: Partial<Omit<FakeSource, 'id'>> = {}): AnswerTarget {
    this.sources.set(id, {
      id,
      name: `The ${id}`,
      nearby: false,
      address: `https://${id}.example/v1`,
      model: `${id}-model`,
      system: null,
      prices: null,
      contextTokens: null,
      closed: null,
      ...more,
    });
    return { sourceId: id, model: null };
  }

  source(id: string): FakeSource {
    const source = this.sources.get(id);
    if (!source) throw new Error(`no source ${id}`);
    return source;
  }

  /** The newest question that reached somebody. */
  last(): Put {
    const put = this.puts.at(-1);
    if (!put) throw new Error('nobody was asked');
    return put;
  }

  open = async (id: string): Promise<Result<OpenSource>> => {
    const found = this.sources.get(id);
    if (!found) return fail(appError('notFound', 'no such source', { reason: 'source' }));
    if (found.closed) return fail(found.closed);
    const { name, nearby, model, system, prices, address } = { ...found };
    const unused = () => Promise.reject(new Error('not asked here'));
    return ok({
      name,
      nearby,
      model,
      system,
      prices,
      demo: false,
      parameters: NO_PARAMETERS,
      source: {
        identity: { id, kind: 'fake', name, address },
        capabilities: {
          stream: true,
          stop: true,
          systemPrompt: true,
          parameters: [],
          models: false,
          needsModel: false,
          embeddings: false,
          keeps: 'us',
        },
        models: unused,
        embed: unused,
        test: unused,
        send: (request, sink, signal) => this.put(id, request, sink, signal),
      },
    });
  };

  contextTokens = (id: string): number | null => this.sources.get(id)?.contextTokens ?? null;

  private put(sourceId: string, request: AnswerRequest, sink: AnswerSink, signal: AbortSignal) {
    const asked = this.now();
    const done = Promise.withResolvers<Result<AnswerEnd>>();
    let over = false;
    let spoken = false;
    const end = async (result: Result<AnswerEnd>) => {
      over = true;
      done.resolve(result);
      await settle();
    };
    const facts = { usage: null, model: null, finish: null, attempts: 1 };
    const times = { asked, sent: asked, firstByte: asked, firstText: asked, end: asked };
    const speak = (tell: () => void) => {
      spoken = true;
      if (!signal.aborted && !over) tell();
    };
    signal.addEventListener('abort', () => void end(ok({ ...facts, times, kind: 'stopped' })));
    this.puts.push({
      sourceId,
      request,
      signal,
      sink,
      over: () => over,
      say: (text) => speak(() => sink.text(text)),
      think: (text) => speak(() => sink.reasoning(text)),
      complete: ({ usage = null, finish = 'stop' }: { usage?: Usage | null; finish?: 'stop' | 'length' } = {}) =>
        end(ok({ ...facts, times, usage, finish, kind: 'complete' })),
      breakOff: () =>
        end(
          spoken
            ? ok({ ...facts, times, kind: 'incomplete', why: 'brokenStream', error: appError('offline', 'gone') })
            : fail(appError('offline', 'gone')),
        ),
      refuse: (error = refused) => end(fail(error)),
    });
    return done.promise;
  }
}

export interface LocalHarness {
  readonly clock: TestClock;
  readonly desk: FakeDesk;
  readonly store: LocalStore;
  readonly db: ReturnType<typeof openDatabase>;
  local: Local;
  routed: Routed;
  conversations: ReturnType<typeof createConversations>;
  cacheOn: boolean;
  /** The database procedure that fails as on a full disk. */
  failing: string | null;
  readonly crossings: Set<string>;
  readonly events: { [T in TopicName]?: Topics[T][] };
  readonly arrived: { conversation: Conversation; message: Message }[];
  readonly steps: QuestionStep[];
  readonly faults: unknown[];
  /** Ends the program without a goodbye and starts it again on the same database. */
  restart(): Promise<void>;
  create(...chain: AnswerTarget[]): Promise<Conversation>;
  get(id: number): Promise<Conversation>;
  send(conversationId: number, content: string): Promise<Message>;
  page(conversationId: number): Promise<MessagePage>;
  /** What is shown. */
  thread(conversationId: number): Promise<readonly Message[]>;
  /** Everything there is, in the order in which it came. */
  everything(conversationId: number): Promise<readonly Message[]>;
}

const procedures = { ...conversationProcedures, ...localProcedures };

/** The engine of conversations kept here: a database in memory, sources the test plays, a clock. */
export async function createLocalHarness(): Promise<LocalHarness> {
  const clock = new TestClock();
  const desk = new FakeDesk(clock.now);
  const db = openDatabase();
  let generation = 0;

  function storeOf(mine: number): LocalStore {
    return {
      async call(name, args) {
        // A program that has been killed reads and writes no more.
        if (mine !== generation) return new Promise<never>(() => {});
        if (name === harness.failing)
          throw new Error('disk', { cause: appError('storage', 'full', { reason: 'full' }) });
        const procedure = procedures[name] as (on: typeof db, args: unknown) => unknown;
        const answer = procedure(db, structuredClone(args));
        return structuredClone(stepped(answer)) as never;
      },
    };
  }

  function start(): void {
    const mine = generation;
    const store = storeOf(mine);
    const emit = <T extends TopicName>(topic: T, event: Topics[T]) => {
      if (mine !== generation) return;
      const list = harness.events[topic] ?? [];
      (list as unknown[]).push(event);
      Object.assign(harness.events, { [topic]: list });
    };
    const onFault = (cause: unknown) => void harness.faults.push(cause);
    harness.conversations = createConversations({
      store,
      clock,
      random: () => 0.5,
      newId: () => 'id',
      emit,
      onAnswer: () => {},
      live: (message) => harness.local.overlay(message),
      onFault,
    });
    harness.local = createLocal({
      store,
      clock,
      publish: harness.conversations.publish,
      desk,
      glance: (id) => (desk.sources.get(id) ? { ...desk.source(id), demo: false } : null),
      crossings: {
        has: (from, to) => harness.crossings.has(`${from} ${to}`),
        add(from, to) {
          harness.crossings.add(`${from} ${to}`);
          return ok(null);
        },
      },
      cacheOn: () => harness.cacheOn,
      onAnswer: (conversation, message) => void harness.arrived.push({ conversation, message }),
      onStep: (step) => void harness.steps.push(step),
      onFault,
    });
    harness.routed = routeCommands(harness.conversations, harness.local);
  }

  const harness: LocalHarness = {
    clock,
    desk,
    db,
    store: undefined as never,
    local: undefined as never,
    routed: undefined as never,
    conversations: undefined as never,
    cacheOn: false,
    failing: null,
    crossings: new Set(),
    events: {},
    arrived: [],
    steps: [],
    faults: [],
    async restart() {
      generation += 1;
      start();
      await harness.local.start();
    },
    create: async (...chain) => value(await harness.local.keeping.create({ title: '', chain })),
    async get(id) {
      const { conversations } = value(await harness.routed.conversations.list());
      const found = conversations.find((one) => one.id === id);
      if (!found) throw new Error('no such conversation');
      return found;
    },
    async send(conversationId, content) {
      const sent = value(await harness.routed.messages.send({ conversationId, content, modelId: null }));
      await settle();
      return sent;
    },
    page: async (conversationId) =>
      value(await harness.routed.messages.open({ conversationId, around: null, limit: 200 })),
    thread: async (conversationId) => (await harness.page(conversationId)).messages,
    async everything(conversationId) {
      const ids = db
        .prepare('SELECT id FROM message WHERE conversation_id = ? ORDER BY sort_key')
        .all(conversationId)
        .map((row) => Number(row.id));
      const rows = await storeOf(generation).call('messages.get', { ids });
      return rows.map(({ pending: _none, ...row }) => ({
        ...harness.local.overlay({ ...row, pending: null }),
        state: { kind: 'stored' },
      }));
    },
  };
  Object.assign(harness, { store: { call: (name: never, args: never) => storeOf(generation).call(name, args) } });
  start();
  await harness.local.start();
  return harness;
}

function stepped(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || !('next' in answer)) return answer;
  const steps = answer as Generator<unknown, unknown, void>;
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** Questions and answers as `me: …`, `ai: …`. */
export function said(messages: readonly Message[]): string[] {
  return messages.map((message) => `${message.author}: ${message.content}`);
}

/** The facts of an answer. */
export function answerOf(message: Message | undefined) {
  const answer = message?.local?.answer;
  if (!answer) throw new Error('this is no answer');
  return answer;
}
