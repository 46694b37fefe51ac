import type { AnswerState, LocalAnswer } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import type { Appended, Publisher } from '../conversations/publish.ts';
import type { StoredMessage } from '../conversations/sql/message-rows.ts';
import type { LocalStore } from './procedures.ts';

/** The windows hear of new text at most this often, the disk at most that often, in milliseconds. */
const TELL_MS = 33;
const STORE_MS = 500;
/** A disk that refused is tried again after this long, in milliseconds. */
const RETRY_MS = 5_000;

/** An answer under way: what has come of it, in memory first. */
export interface LiveAnswer {
  readonly id: number;
  readonly conversationId: number;
  readonly questionId: number;
  /** Ends the asking. */
  readonly ending: AbortController;
  readonly signal: AbortSignal;
  facts(): LocalAnswer;
  text(): string;
  /** Nobody has seen anything of it yet. */
  isEmpty(): boolean;
  /** The facts are others now; the windows hear of it at once. */
  change(facts: Partial<LocalAnswer>): void;
  models(models: { asked?: string | null; used?: string | null }): void;
  append(piece: { text?: string; reasoning?: string }): void;
  /** It has ended, or waits for the person; resolves when this is stored and told, or the program ends. */
  settle(state: AnswerState, facts?: Partial<LocalAnswer>): Promise<void>;
}

export interface LiveAnswers {
  begin(answer: { id: number; conversationId: number; questionId: number; facts: LocalAnswer }): LiveAnswer;
  get(id: number): LiveAnswer | null;
  /** Completes a stored row with what only memory knows, as far as the windows have been told. */
  overlay(message: StoredMessage): StoredMessage;
  all(): readonly LiveAnswer[];
  closed(): boolean;
  /** Stores what has come of all; nothing is stored or told after that. */
  close(): Promise<void>;
}

export interface LiveDeps {
  readonly store: LocalStore;
  readonly publish: Publisher;
  readonly clock: Clock;
  readonly onFault: (cause: unknown) => void;
}

interface Entry {
  readonly answer: LiveAnswer;
  overlay(message: StoredMessage): StoredMessage;
  flush(): Promise<void>;
}

export function createLiveAnswers(deps: LiveDeps): LiveAnswers {
  const entries = new Map<number, Entry>();
  let closed = false;

  return {
    begin(given) {
      const entry = createEntry(deps, given, {
        closed: () => closed,
        forget: () => entries.delete(given.id),
      });
      entries.set(given.id, entry);
      return entry.answer;
    },
    get: (id) => entries.get(id)?.answer ?? null,
    overlay: (message) => entries.get(message.id)?.overlay(message) ?? message,
    all: () => [...entries.values()].map((entry) => entry.answer),
    closed: () => closed,
    async close() {
      const last = [...entries.values()].map((entry) => entry.flush());
      closed = true;
      for (const { answer } of entries.values()) answer.ending.abort();
      await Promise.all(last);
    },
  };
}

function createEntry(
  { store, publish, clock, onFault }: LiveDeps,
  given: { id: number; conversationId: number; questionId: number; facts: LocalAnswer },
  registry: { closed: () => boolean; forget: () => void },
): Entry {
  const { id, conversationId } = given;
  const ending = new AbortController();
  const done = Promise.withResolvers<void>();
  let { facts } = given;
  let models: { asked: string | null; used: string | null } = { asked: given.facts.target.model, used: null };
  let text = '';
  let reasoning = '';
  /** How much of both the windows know. */
  let told = { text: 0, reasoning: 0 };
  let toldAt = 0;
  let telling = false;
  let cancelStore: (() => void) | null = null;
  /** It has its last state. */
  let settled = false;
  /** The stored row says all. */
  let forgotten = false;

  const complete = (): LocalAnswer => ({ ...facts, reasoning });

  function tellSoon(): void {
    if (telling) return;
    telling = true;
    clock.after(Math.max(0, toldAt + TELL_MS - clock.now()), () => {
      telling = false;
      toldAt = clock.now();
      if (!registry.closed()) publish.appended(conversationId, take);
    });
  }

  function take(): Appended {
    if (forgotten) return [];
    const piece = { id, text: text.slice(told.text), reasoning: reasoning.slice(told.reasoning) };
    told = { text: text.length, reasoning: reasoning.length };
    return piece.text === '' && piece.reasoning === '' ? [] : [piece];
  }

  function storeSoon(ms = STORE_MS): void {
    cancelStore ??= clock.after(ms, () => {
      cancelStore = null;
      void save();
    });
  }

  async function save(): Promise<void> {
    cancelStore?.();
    cancelStore = null;
    if (registry.closed()) return;
    const last = settled;
    try {
      await write(last);
    } catch (cause) {
      onFault(cause);
      tell();
      return storeSoon(RETRY_MS);
    }
    if (last) await finish();
  }

  function write(last: boolean): Promise<boolean> {
    return store.call('local.save', {
      id,
      text: text.toWellFormed(),
      modelUsed: models.used,
      modelAsked: models.asked,
      answer: complete(),
      underWay: !last || facts.state.kind === 'crossing',
    });
  }

  /** What is stored is all there is to know; who reads a page now must not find it shortened to what was told. */
  async function finish(): Promise<void> {
    await publish.inTurn(async () => {
      forgotten = true;
      registry.forget();
    });
    tell();
    done.resolve();
  }

  function tell(): void {
    publish.messages(conversationId, [id]);
    publish.conversations([conversationId]);
  }

  const answer: LiveAnswer = {
    id,
    conversationId,
    questionId: given.questionId,
    ending,
    signal: ending.signal,
    facts: complete,
    text: () => text,
    isEmpty: () => text === '' && reasoning === '',
    change(changes) {
      facts = { ...facts, ...changes };
      if (registry.closed()) return;
      publish.messages(conversationId, [id]);
      storeSoon();
    },
    models(named) {
      models = { ...models, ...named };
    },
    append(piece) {
      text += piece.text ?? '';
      reasoning += piece.reasoning ?? '';
      tellSoon();
      storeSoon();
    },
    settle(state, changes = {}) {
      facts = { ...facts, ...changes, state };
      settled = true;
      void save();
      return done.promise;
    },
  };

  return {
    answer,
    overlay: (message) => ({
      ...message,
      content: text.slice(0, told.text),
      modelUsed: models.used,
      modelAsked: models.asked,
      local: message.local && {
        ...message.local,
        answer: { ...facts, reasoning: reasoning.slice(0, told.reasoning) },
      },
    }),
    async flush() {
      cancelStore?.();
      await write(settled).catch(onFault);
      done.resolve();
    },
  };
}
