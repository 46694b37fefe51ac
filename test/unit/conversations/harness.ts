import { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../../main/clock.ts';
import { type Conversations, createConversations } from '../../../main/conversations/index.ts';
import { conversationProcedures, type Store } from '../../../main/conversations/procedures.ts';
import { migrations } from '../../../main/database/schema.ts';
import { appError, type Result } from '../../../main/errors.ts';
import type { Account, Conversation, Message, TopicName, Topics } from '../../../preload/contract.ts';
import { ALICE, FakeHalext } from '../../fakes/halext.ts';

/** A clock that moves when told to. */
export class TestClock implements Clock {
  private time = Date.UTC(2026, 10, 21, 9);
  private timers: { at: number; fn: () => void }[] = [];

  now = (): number => this.time;

  after = (ms: number, fn: () => void): (() => void) => {
    const timer = { at: this.time + ms, fn };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  };

  /** Lets time pass, running what falls due, in order, with everything it causes. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    for (;;) {
      const next = this.timers.filter((timer) => timer.at <= end).toSorted((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.timers = this.timers.filter((timer) => timer !== next);
      this.time = Math.max(this.time, next.at);
      next.fn();
      await settle();
    }
    this.time = end;
  }
}

/** Everything here runs in microtasks: one turn of the event loop later it has happened. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export function openDatabase(): DatabaseSync {
  const db = new DatabaseSync(':memory:');
  for (const { sql } of migrations) db.exec(sql);
  return db;
}

/** The database in the same thread; long procedures give way between steps, as in the worker. */
export function inProcessStore(db: DatabaseSync): Store {
  return {
    async call(name, args) {
      const procedure = conversationProcedures[name] as (db: DatabaseSync, args: unknown) => unknown;
      const answer = procedure(db, structuredClone(args));
      return structuredClone(await runSteps(answer)) as never;
    },
  };
}

async function runSteps(answer: unknown): Promise<unknown> {
  if (typeof answer !== 'object' || answer === null || !('next' in answer)) return answer;
  const steps = answer as Generator<unknown, unknown, void>;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await null;
  }
}

export interface Harness {
  clock: TestClock;
  server: FakeHalext;
  db: DatabaseSync;
  store: Store;
  app: Conversations;
  account: Account;
  events: { [T in TopicName]?: Topics[T][] };
  answers: { conversation: Conversation; message: Message }[];
  faults: unknown[];
  /** When set, the program dies at the database call after `in` more, before or after it is `written`. */
  crash: { in: number; written: boolean } | null;
  alive: boolean;
  /** The database procedure that fails as on a full disk. */
  failing: string | null;
  /** Ends the program without a goodbye and starts it again on the same database. */
  restart(): Promise<void>;
  only(): Promise<Conversation>;
  thread(conversationId: number): Promise<Message[]>;
}

export interface HarnessOptions {
  /** Called before the program starts for the first time. */
  prepare?: (server: FakeHalext) => void;
  random?: () => number;
  metered?: () => boolean;
  start?: boolean;
}

/** A whole program without windows: engines, database in memory, the model of the server, a clock. */
export async function createHarness(options: HarnessOptions = {}): Promise<Harness> {
  const clock = new TestClock();
  const server = new FakeHalext(clock.now);
  server.later = clock.after;
  options.prepare?.(server);
  const db = openDatabase();
  const store = inProcessStore(db);
  const account = await store.call('accounts.upsert', {
    server: 'https://halext.example.org/api',
    userId: ALICE.id,
    username: ALICE.username,
    displayName: 'Alice A',
    demo: false,
    now: clock.now(),
  });
  let id = 0;
  const make = (): Conversations =>
    createConversations({
      store: killable(),
      clock,
      random: options.random ?? (() => 0.5),
      newId: () => `client-${++id}`,
      emit: (topic, event) => {
        const list = harness.events[topic] ?? [];
        (list as unknown[]).push(event);
        Object.assign(harness.events, { [topic]: list });
      },
      onAnswer: (conversation, message) => harness.answers.push({ conversation, message }),
      onFault: (cause) => harness.faults.push(cause),
      ...(options.metered ? { metered: options.metered } : {}),
    });

  /** A program that has been killed no longer reads or writes: what it was doing never ends. */
  let generation = 0;
  function killable(): Store {
    const mine = generation;
    return {
      async call(name, args) {
        if (mine !== generation) return never();
        if (name === harness.failing) throw new Error('disk', { cause: diskFull });
        const { crash } = harness;
        if (!crash) return store.call(name, args);
        crash.in -= 1;
        if (crash.in >= 0) return store.call(name, args);
        generation += 1;
        harness.crash = null;
        harness.alive = false;
        if (crash.written) await store.call(name, args);
        return never();
      },
    };
  }

  const harness: Harness = {
    clock,
    server,
    db,
    store,
    account,
    app: undefined as never,
    events: {},
    answers: [],
    faults: [],
    crash: null,
    failing: null,
    alive: true,
    async restart() {
      generation += 1;
      harness.crash = null;
      harness.alive = true;
      // The dead program's requests and timers go on in this process, but can change nothing.
      harness.app = make();
      await harness.app.start(account, server.api());
      await settle();
    },
    async only() {
      const { conversations } = value(await harness.app.conversations.list());
      const [first] = conversations;
      if (!first || conversations.length !== 1) throw new Error(`${conversations.length} conversations`);
      return first;
    },
    async thread(conversationId) {
      const page = value(await harness.app.messages.open({ conversationId, around: null, limit: 200 }));
      return [...page.messages];
    },
  };
  harness.app = make();
  if (options.start !== false) await harness.app.start(account, server.api());
  await settle();
  return harness;
}

const diskFull = appError('storage', 'database or disk is full (13)', { reason: 'full' });

function never(): Promise<never> {
  return new Promise(() => {});
}

/** The value of a result that must be good. */
export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.kind}/${result.error.reason}: ${result.error.message}`);
  return result.value;
}

/** The error of a result that must have failed. */
export function error<T>(result: Result<T>) {
  if (result.ok) throw new Error('expected an error');
  return result.error;
}
