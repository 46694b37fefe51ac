import type { Message, SyncState, Topics } from '../../preload/contract.ts';
import { LOCAL_ACCOUNT_ID } from '../database/schema.ts';
import type { Emit } from '../emit.ts';
import type { Store } from './procedures.ts';
import type { StoredMessage } from './sql/message-rows.ts';
import type { SyncStatus } from './sync.ts';

/** Conversations whose message events are kept up; more windows than this do not exist. */
const MAX_OPEN = 32;

/** More rows than this are not told: who shows the conversation reads its page again. */
const MOST_TOLD = 500;

/** Text for the end of messages that are being streamed. */
export type Appended = NonNullable<Topics['messages']['appended']>;

/**
 * Tells the windows what changed, as rows read after the change, with revisions that grow by one: of the account that is
 * open, and of what is kept here.
 */
export interface Publisher {
  conversations(ids: readonly number[], removed?: readonly number[]): void;
  messages(conversationId: number, changed: readonly number[], removed?: readonly number[]): void;
  /** `take` answers what is to be told when its turn has come; it counts as told, whether or not somebody listens. */
  appended(conversationId: number, take: () => Appended): void;
  /** Does something while nothing is told, so that what it reads belongs to the revision it answers. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** The accounts whose conversations are shown. */
  accountIds(): readonly number[];
  /** Someone shows this conversation: from now on its changes are told. Answers the revision of what is read next. */
  open(conversationId: number): number;
  conversationRevision(): number;
  /** The state of synchronisation; the same twice is told once. */
  sync(status: SyncStatus): void;
  /** Resolves when everything asked for so far has been told. */
  settled(): Promise<void>;
}

export interface PublisherDeps {
  store: Store;
  accountId: () => number | null;
  describe: (message: StoredMessage) => Message;
  emit: Emit;
  onFault: (cause: unknown) => void;
}

export function createPublisher({ store, accountId, describe, emit, onFault }: PublisherDeps): Publisher {
  let conversationRevision = 0;
  const revisions = new Map<number, number>();
  let tail: Promise<void> = Promise.resolve();

  const accountIds = (): readonly number[] => [accountId() ?? [], LOCAL_ACCOUNT_ID].flat();

  // One after the other, so that an older reading never follows a newer one.
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = tail.then(work);
    tail = done.then(
      () => {},
      () => {},
    );
    return done;
  }

  function tell(work: () => Promise<void>): void {
    inTurn(work).catch(onFault);
  }

  async function tellConversations(ids: readonly number[], removed: readonly number[]): Promise<void> {
    const upserts = await store.call('conversations.get', { accountIds: accountIds(), ids: [...new Set(ids)] });
    if (upserts.length === 0 && removed.length === 0) return;
    conversationRevision += 1;
    emit('conversations', { revision: conversationRevision, upserts, removed });
  }

  async function tellMessages(
    conversationId: number,
    changed: readonly number[],
    removed: readonly number[],
  ): Promise<void> {
    const ids = [...new Set(changed)];
    if (ids.length > MOST_TOLD) return tellGap(conversationId);
    const rows = await store.call('messages.get', { ids });
    tellChange(conversationId, { upserts: rows.map(describe), removed });
  }

  /** A revision nobody has heard of was in between: the windows ask for the current state. */
  function tellGap(conversationId: number): void {
    const revision = revisions.get(conversationId);
    if (revision === undefined) return;
    revisions.set(conversationId, revision + 1);
    tellChange(conversationId, { upserts: [], removed: [] });
  }

  function tellChange(conversationId: number, change: Omit<Topics['messages'], 'conversationId' | 'revision'>): void {
    const revision = revisions.get(conversationId);
    if (revision === undefined) return;
    revisions.set(conversationId, revision + 1);
    emit('messages', { conversationId, revision: revision + 1, ...change });
  }

  let told = '';

  async function tellSync(status: SyncStatus): Promise<void> {
    const state = await completeStatus(store, accountId(), status);
    const text = JSON.stringify(state);
    if (text === told) return;
    told = text;
    emit('sync', state);
  }

  return {
    sync: (status) => tell(() => tellSync(status)),
    conversations(ids, removed = []) {
      if (ids.length + removed.length > 0) tell(() => tellConversations(ids, removed));
    },
    messages(conversationId, changed, removed = []) {
      if (!revisions.has(conversationId) || changed.length + removed.length === 0) return;
      tell(() => tellMessages(conversationId, changed, removed));
    },
    appended(conversationId, take) {
      tell(async () => {
        const appended = take();
        if (appended.length > 0) tellChange(conversationId, { upserts: [], removed: [], appended });
      });
    },
    inTurn,
    accountIds,
    open(conversationId) {
      const revision = revisions.get(conversationId) ?? 0;
      revisions.delete(conversationId);
      revisions.set(conversationId, revision);
      const oldest = revisions.keys().next().value;
      if (revisions.size > MAX_OPEN && oldest !== undefined) revisions.delete(oldest);
      return revision;
    },
    conversationRevision: () => conversationRevision,
    settled: () => tail,
  };
}

/** Adds how many messages of ours have not reached the server. */
export async function completeStatus(store: Store, accountId: number | null, status: SyncStatus): Promise<SyncState> {
  if (status.kind !== 'offline') return status;
  const waiting = accountId === null ? [] : await store.call('outbox.waiting', { accountId });
  return { ...status, queued: waiting.length };
}
