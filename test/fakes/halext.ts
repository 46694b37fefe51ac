import { type AppError, appError, fail, ok, type Result } from '../../main/errors.ts';
import type {
  HalextApi,
  NewRemoteConversation,
  PostMessage,
  RemoteConversation,
  RemoteMessage,
} from '../../main/halext/api.ts';

/** What goes wrong with one request that changes something. */
export type Fault =
  /** The network is away before anything leaves. */
  | 'offline'
  /** The connection breaks before the server has stored anything. */
  | 'dropBefore'
  /** The connection breaks; the request was held up on the way and is stored 45 s later. */
  | 'storedLate'
  /** The server stores everything, the reply is lost. */
  | 'dropAfter'
  /** The server stores the question and fails to answer. */
  | 'aiFails'
  /** The proxy gives up; the server goes on and its answer comes `lateAnswerMs` later. */
  | 'gatewayTimeout'
  /** The same, seen as our own timeout. */
  | 'timeout';

interface FakeConversation {
  id: number;
  title: string;
  mode: string;
  withAi: boolean;
  modelId: string | null;
  ownerId: number;
  createdAt: number;
  updatedAt: number;
  members: number[];
  messages: RemoteMessage[];
}

export interface FakeUser {
  id: number;
  username: string;
  fullName: string | null;
}

export const ALICE: FakeUser = { id: 1, username: 'alice', fullName: 'Alice A' };
export const BOB: FakeUser = { id: 2, username: 'bob', fullName: null };

/**
 * A model of the server as the contract describes it: messages numbered across all conversations, the oldest 200 only,
 * ids used again after a deletion, replace-all PUT, no idempotence. It answers at once; faults are asked for.
 */
export class FakeHalext {
  readonly conversations = new Map<number, FakeConversation>();
  readonly users: FakeUser[] = [ALICE, BOB];
  /** Every request, by name, in order. */
  readonly requests: string[] = [];
  network: 'up' | 'down' = 'up';
  /** When set, every read fails with it. */
  readError: AppError | null = null;
  sessionEnded = false;
  deleteFails = false;
  /** Conversations whose row in the list the client cannot read. */
  unreadable = new Set<number>();
  /** Asked for each POST of a message or conversation. */
  fault: (content: string) => Fault | null = () => null;
  /** When set, POSTs of messages wait until it resolves, after the question is stored. */
  thinking: Promise<void> | null = null;
  /** Whether models answer after the reply was lost (`gatewayTimeout`, `timeout`). */
  lateAnswers: (() => void)[] = [];
  answer: (content: string) => { content: string; modelUsed: string } = (content) => ({
    content: `answer to ${content.slice(0, 40)}`,
    modelUsed: 'ollama:llama3.1',
  });
  /** Runs what the server does by itself later. */
  later: (ms: number, fn: () => void) => void = () => {};
  inFlight = 0;
  mostInFlight = 0;

  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  addConversation(input: Partial<FakeConversation> = {}): FakeConversation {
    const at = this.second();
    const conversation: FakeConversation = {
      id: Math.max(0, ...this.conversations.keys()) + 1,
      title: 'Holidays',
      mode: 'solo',
      withAi: true,
      modelId: 'ollama:llama3.1',
      ownerId: ALICE.id,
      createdAt: at,
      updatedAt: at,
      members: [ALICE.id],
      messages: [],
      ...input,
    };
    this.conversations.set(conversation.id, conversation);
    return conversation;
  }

  /** Stores a message; `authorId` null: the model. */
  addMessage(conversationId: number, authorId: number | null, content: string, modelUsed?: string): RemoteMessage {
    const conversation = this.get(conversationId);
    const all = [...this.conversations.values()].flatMap((one) => one.messages);
    const message: RemoteMessage = {
      id: Math.max(0, ...all.map((one) => one.id)) + 1,
      conversationId,
      authorId,
      ai: authorId === null,
      modelUsed: authorId === null ? (modelUsed ?? 'ollama:llama3.1') : null,
      content,
      createdAt: this.second(),
    };
    conversation.messages.push(message);
    conversation.updatedAt = this.second();
    return message;
  }

  /** The models whose replies were lost have answered by now. */
  answerLate(): void {
    for (const answer of this.lateAnswers.splice(0)) answer();
  }

  texts(conversationId: number): string[] {
    return this.get(conversationId).messages.map((message) => message.content);
  }

  count(request: string): number {
    return this.requests.filter((one) => one === request).length;
  }

  get(id: number): FakeConversation {
    const conversation = this.conversations.get(id);
    if (!conversation) throw new Error(`no conversation ${id}`);
    return conversation;
  }

  api(user: FakeUser = ALICE): HalextApi {
    const unused = () => Promise.reject(new Error('not part of this model'));
    return {
      version: unused,
      health: unused,
      me: unused,
      chat: unused,
      openWebuiStatus: unused,
      openWebuiSso: unused,
      openWebuiProvision: unused,
      searchUsers: (text) =>
        this.read('search', () => ok(this.users.filter((one) => one.id !== user.id && one.username.includes(text)))),
      listConversations: () =>
        this.read('list', () =>
          ok({
            conversations: [...this.conversations.values()]
              .filter((one) => one.members.includes(user.id))
              .toSorted((a, b) => b.updatedAt - a.updatedAt)
              .map((one) => this.toRemote(one))
              .filter((one) => !this.unreadable.has(one.id)),
            complete: this.unreadable.size === 0,
          }),
        ),
      getConversation: (id) => this.read('get', () => this.visible(user, id, (one) => this.toRemote(one))),
      listMessages: (id) => this.read('messages', () => this.visible(user, id, (one) => one.messages.slice(0, 200))),
      listModels: () =>
        this.read('models', () =>
          ok({
            models: [
              { id: 'ollama:llama3.1', name: 'Llama', provider: 'ollama', description: null, contextWindow: null },
            ],
            defaultModelId: 'ollama:llama3.1',
          }),
        ),
      replaceConversation: (id, input) =>
        this.read('put', () =>
          this.visible(user, id, (one) => {
            Object.assign(one, { ...input, modelId: input.defaultModelId, updatedAt: this.second() });
            return this.toRemote(one);
          }),
        ),
      deleteConversation: (id) =>
        this.read('delete', () => {
          if (this.deleteFails) return fail(appError('http', 'server fault', { status: 500, retryable: true }));
          return this.visible(user, id, () => {
            this.conversations.delete(id);
            return null;
          });
        }),
      createConversation: (input) => this.create(user, input),
      postMessage: (id, input) => this.post(user, id, input),
    };
  }

  private async read<T>(name: string, work: () => Result<T>): Promise<Result<T>> {
    this.requests.push(name);
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    await null;
    this.inFlight -= 1;
    return this.refusal() ?? (this.readError ? fail(this.readError) : work());
  }

  private async create(user: FakeUser, input: NewRemoteConversation): Promise<Result<RemoteConversation>> {
    this.requests.push('create');
    await null;
    const refused = this.refusal();
    if (refused) return refused;
    const fault = this.fault(input.title);
    if (fault === 'offline') return offline();
    if (fault === 'dropBefore' || fault === 'storedLate') return dropped();
    const members = [user.id];
    for (const name of input.participantUsernames) {
      const member = this.users.find((one) => one.username === name);
      if (!member) {
        return fail(appError('notFound', `User ${name} not found`, { status: 404, reason: 'unknownUser' }));
      }
      if (!members.includes(member.id)) members.push(member.id);
    }
    const conversation = this.addConversation({
      title: input.title,
      withAi: input.withAi,
      modelId: input.defaultModelId ?? 'ollama:llama3.1',
      ownerId: user.id,
      members,
    });
    return fault === null ? ok(this.toRemote(conversation)) : dropped();
  }

  private async post(user: FakeUser, id: number, input: PostMessage): Promise<Result<RemoteMessage[]>> {
    this.requests.push('post');
    await null;
    const refused = this.refusal();
    if (refused) return refused;
    if (input.signal.aborted) return fail(appError('cancelled', 'cancelled', { reason: 'notSent' }));
    const fault = this.fault(input.content);
    if (fault === 'offline') return offline();
    input.onSent();
    if (fault === 'dropBefore') return dropped();
    const found = this.visible(user, id, (one) => one);
    if (!found.ok) return found;
    if (fault === 'storedLate') {
      this.later(45_000, () => this.addMessage(id, user.id, input.content));
      return dropped();
    }
    const mine = this.addMessage(id, user.id, input.content);
    const reply = () => {
      const { content, modelUsed } = this.answer(input.content);
      return this.addMessage(id, null, content, modelUsed);
    };
    if (!found.value.withAi) return fault === null ? ok([mine]) : dropped();
    switch (fault) {
      case 'aiFails':
        return fail(appError('serverAi', 'send message: status 500', { status: 500 }));
      case 'gatewayTimeout':
        this.lateAnswers.push(reply);
        return fail(appError('http', 'send message: status 504', { status: 504, retryable: true }));
      case 'timeout':
        this.lateAnswers.push(reply);
        return fail(appError('timeout', 'no answer in 180 s', { reason: 'headers' }));
    }
    if (this.thinking && !(await this.untilDone(this.thinking, input.signal))) {
      this.lateAnswers.push(reply);
      return fail(appError('cancelled', 'cancelled'));
    }
    const ai = reply();
    return fault === 'dropAfter' ? dropped() : ok([mine, ai]);
  }

  private untilDone(work: Promise<void>, signal: AbortSignal): Promise<boolean> {
    const { promise: aborted, resolve } = Promise.withResolvers<boolean>();
    signal.addEventListener('abort', () => resolve(false), { once: true });
    return Promise.race([aborted, work.then(() => true)]);
  }

  private refusal(): { ok: false; error: AppError } | null {
    if (this.network === 'down') return offline();
    if (this.sessionEnded) return fail(appError('auth', 'token refused', { status: 401, reason: 'tokenRefused' }));
    return null;
  }

  private visible<T>(user: FakeUser, id: number, work: (conversation: FakeConversation) => T): Result<T> {
    const conversation = this.conversations.get(id);
    return conversation?.members.includes(user.id)
      ? ok(work(conversation))
      : fail(appError('notFound', 'Conversation not found', { status: 404 }));
  }

  private toRemote(conversation: FakeConversation): RemoteConversation {
    return {
      id: conversation.id,
      title: conversation.title,
      mode: conversation.mode,
      withAi: conversation.withAi,
      defaultModelId: conversation.modelId,
      ownerId: conversation.ownerId,
      createdAt: conversation.createdAt,
      updatedAt: conversation.updatedAt,
      participants: this.users.filter((user) => conversation.members.includes(user.id)),
      lastMessage: conversation.messages.at(-1) ?? null,
    };
  }

  /** The server dates to the second. */
  private second(): number {
    return Math.floor(this.now() / 1_000) * 1_000;
  }
}

function offline(): { ok: false; error: AppError } {
  return fail(appError('offline', 'ENETUNREACH'));
}

function dropped(): { ok: false; error: AppError } {
  return fail(appError('http', 'the connection was dropped', { reason: 'dropped', retryable: true }));
}
