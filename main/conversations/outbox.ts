import type { Clock } from '../clock.ts';
import { type AppError, appError, assertNever, type Result } from '../errors.ts';
import type { HalextApi, RemoteMessage } from '../halext/api.ts';
import { createLooks, type LookTiming } from './looks.ts';
import { classifyPostFailure, isSessionError } from './outcome.ts';
import type { Store } from './procedures.ts';
import type { Publisher } from './publish.ts';
import type { Pull } from './pull.ts';
import type { Arrival } from './sql/arrive.ts';
import type { ConversationKey } from './sql/conversation-keys.ts';
import { SERVER_LIMIT } from './sql/merge.ts';
import type { OutboxHead } from './sql/outbox.ts';
import type { QuestionStep } from './steps.ts';
import type { Link } from './sync.ts';

/** Conversations served at once. */
const PARALLEL = 3;

export interface OutboxDeps {
  accountId: number;
  api: HalextApi;
  store: Store;
  pull: Pull;
  publish: Publisher;
  clock: Clock;
  timing: LookTiming;
  link: () => Link;
  /** A request has failed because the server could not be reached. */
  onLost: (error: AppError) => void;
  onSessionRefused: () => void;
  /** The server refused what it should know: the list is out of date. */
  onStale: () => void;
  /** A question is stored without its answer. */
  onAwaited: () => void;
  onStep: (step: QuestionStep) => void;
  onArrivals: (conversationId: number, arrivals: readonly Arrival[]) => void;
  onFault: (cause: unknown) => void;
}

export interface Outbox {
  /** Looks for work: something was queued, the way is free, a conversation was created. */
  wake(): void;
  /** Since when the server has had the whole request of this message; `null` while it has not. */
  waitingSince(messageId: number): number | null;
  /** How many messages are on their way, or wait for their answer. */
  inFlight(): number;
  /** Gives up waiting for the answer. Answers `false` when nothing is waited for. */
  stopWaiting(messageId: number): boolean;
  stop(): void;
}

/** When to look at the newest message of a long conversation while its answer is awaited, in milliseconds. */
const PEEKS = [1_500, 6_000];

type CreatedKey = ConversationKey & { remoteId: number };

interface Flight {
  messageId: number;
  controller: AbortController;
  sentAt: number | null;
}

/**
 * Sends what was written, one message at a time in each conversation and in order. The durable state is in the database:
 * queued → sending → gone from the outbox (the server has it), or → checking (unknown: look first) → deciding (the person
 * decides). A message that is checking or deciding holds back those after it.
 */
export function createOutbox(deps: OutboxDeps): Outbox {
  const { accountId, api, store, pull, publish, clock } = deps;
  const flights = new Map<number, Flight>();
  const looks = createLooks({ ...deps, wake, decide, tell, hindered });
  let stopped = false;
  let pumping = false;
  let again = false;

  function wake(): void {
    if (stopped) return;
    if (pumping) {
      again = true;
      return;
    }
    pumping = true;
    pump()
      .catch(deps.onFault)
      .finally(() => {
        pumping = false;
        if (!again) return;
        again = false;
        wake();
      });
  }

  async function pump(): Promise<void> {
    if (deps.link() !== 'up') return;
    for (const head of await store.call('outbox.heads', { accountId })) {
      if (stopped) return;
      if (flights.has(head.conversationId)) continue;
      if (head.state === 'sending') await takeUpOrphan(head);
      else if (head.state === 'checking') looks.plan(head);
      else if (head.state === 'queued' && flights.size < PARALLEL) start(head);
    }
  }

  /** In sending without a request of ours: the database failed when its outcome should have been stored. */
  async function takeUpOrphan(head: OutboxHead): Promise<void> {
    const error = appError('unknown', 'the outcome of sending could not be stored', { reason: 'interrupted' });
    await store.call('outbox.outcome', { ...outcomeOf(head, error), state: 'checking' });
    again = true;
  }

  function start(head: OutboxHead): void {
    const flight: Flight = { messageId: head.messageId, controller: new AbortController(), sentAt: null };
    flights.set(head.conversationId, flight);
    send(head, flight)
      .then((more) => {
        flights.delete(head.conversationId);
        tell(head);
        if (more) wake();
      })
      .catch((cause) => {
        flights.delete(head.conversationId);
        deps.onFault(cause);
      });
  }

  /** Sends one message and stores the outcome; answers whether to look for more work. */
  async function send(head: OutboxHead, flight: Flight): Promise<boolean> {
    const { clientId } = head;
    const key = await store.call('conversations.key', { accountId, id: head.conversationId });
    const impossible = whyImpossible(key);
    if (impossible) return decide(head, impossible);
    if (!isCreated(key)) return false;
    if (!(await lookedBefore(head, key)) || stopped) return false;
    if (!(await store.call('outbox.sending', { clientId, now: clock.now() }))) {
      deps.onAwaited();
      return true;
    }
    tell(head);
    const posted = await post(head, key, flight);
    // Closed meanwhile: the next start finds the message in sending, and looks.
    if (stopped) return false;
    if (!posted.ok) return failed({ ...head, state: 'sending' }, posted.error);
    const settled = await store.call('outbox.settle', { clientId, rows: posted.value, now: clock.now() });
    step(head, 'done');
    publish.messages(head.conversationId, settled.changed, settled.removed);
    if (settled.arrivals.length > 0) deps.onArrivals(head.conversationId, settled.arrivals);
    return true;
  }

  async function post(head: OutboxHead, key: CreatedKey, flight: Flight): Promise<Result<RemoteMessage[]>> {
    const peeks = showsNewestOnly(key) ? PEEKS.map((after) => clock.after(after, () => peek(head))) : [];
    const posted = await api.postMessage(key.remoteId, {
      content: head.content,
      model: head.modelId,
      signal: flight.controller.signal,
      onSent: () => {
        flight.sentAt ??= clock.now();
        step(head, 'sent');
        publish.messages(head.conversationId, [head.messageId]);
      },
      onFirstByte: () => step(head, 'firstByte'),
    });
    for (const cancel of peeks) cancel();
    return posted;
  }

  /** Where the server shows its newest message only, ours is to be seen there until the answer has come. */
  function peek(head: OutboxHead): void {
    pull(head.conversationId, { beyondOnly: true }).catch(deps.onFault);
  }

  function whyImpossible(key: ConversationKey | null): AppError | null {
    if (key?.presence === 'gone') return appError('notFound', 'the conversation is gone', { reason: 'gone' });
    return key?.creation?.state === 'refused' ? key.creation.error : null;
  }

  /**
   * A message that was posted before is looked for once more; and where the server only shows its newest message, that
   * one is fetched, so that ours can be told from what was there. `false`: the server cannot be asked now.
   */
  async function lookedBefore(head: OutboxHead, key: ConversationKey): Promise<boolean> {
    if (head.attempts === 0 && !showsNewestOnly(key)) return true;
    const looked = await pull(head.conversationId, { beyondOnly: head.attempts === 0 });
    if (!looked.ok) hindered(looked.error);
    return looked.ok;
  }

  async function failed(head: OutboxHead, error: AppError): Promise<boolean> {
    const { clientId } = head;
    const failure = classifyPostFailure(error);
    switch (failure) {
      case 'unsent':
        await store.call('outbox.unsent', { clientId, now: clock.now() });
        deps.onLost(error);
        return false;
      case 'session':
        await store.call('outbox.unsent', { clientId, now: clock.now() });
        deps.onSessionRefused();
        return false;
      case 'refused':
        if (error.kind === 'notFound') deps.onStale();
        return decide(head, error);
      case 'unknown':
        deps.onStep({ kind: 'failed', messageId: head.messageId, at: clock.now(), error });
        await store.call('outbox.outcome', { ...outcomeOf(head, error), state: 'checking' });
        deps.onAwaited();
        return true;
      default:
        return assertNever(failure);
    }
  }

  async function decide(head: OutboxHead, error: AppError): Promise<true> {
    await store.call('outbox.outcome', { ...outcomeOf(head, error), state: 'deciding' });
    if (head.state !== 'checking') deps.onStep({ kind: 'failed', messageId: head.messageId, at: clock.now(), error });
    tell(head);
    return true;
  }

  function step({ messageId }: OutboxHead, kind: 'sent' | 'firstByte' | 'done'): void {
    deps.onStep({ kind, messageId, at: clock.now() });
  }

  function outcomeOf(head: OutboxHead, error: AppError) {
    return { clientId: head.clientId, from: head.state, error, now: clock.now() };
  }

  /** The server could not be asked. */
  function hindered(error: AppError): void {
    if (isSessionError(error)) deps.onSessionRefused();
    else if (error.retryable && error.status !== 500) deps.onLost(error);
  }

  function tell(head: OutboxHead): void {
    publish.messages(head.conversationId, [head.messageId]);
    publish.conversations([head.conversationId]);
  }

  function flightOf(messageId: number): Flight | undefined {
    return [...flights.values()].find((flight) => flight.messageId === messageId);
  }

  return {
    wake,
    inFlight: () => flights.size,
    waitingSince: (messageId) => flightOf(messageId)?.sentAt ?? null,
    stopWaiting(messageId) {
      const flight = flightOf(messageId);
      flight?.controller.abort();
      return flight !== undefined;
    },
    stop() {
      stopped = true;
      for (const flight of flights.values()) flight.controller.abort();
      looks.stop();
    },
  };
}

function isCreated(key: ConversationKey | null): key is CreatedKey {
  return key !== null && key.remoteId !== null;
}

/** The server no longer returns what is written in this conversation, but for the newest message (Q2). */
function showsNewestOnly(key: ConversationKey): boolean {
  return key.messageCount >= SERVER_LIMIT;
}
