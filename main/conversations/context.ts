import type { Conversation, Message } from '../../preload/contract.ts';
import type { Clock, NewId } from '../clock.ts';
import { type AppError, appError, fail, type Result } from '../errors.ts';
import { describeMessage } from './describe.ts';
import type { Store } from './procedures.ts';
import type { Publisher } from './publish.ts';
import type { Running } from './running.ts';
import type { ConversationKey } from './sql/conversation-keys.ts';
import type { StoredMessage } from './sql/message-rows.ts';
import type { QuestionStep } from './steps.ts';

/** What the commands share: the database, the windows, and the account that is open. */
export interface Context {
  store: Store;
  clock: Clock;
  newId: NewId;
  publish: Publisher;
  running: () => Running | null;
  onStep: (step: QuestionStep) => void;
  onFault: (cause: unknown) => void;
}

/**
 * Runs a command for the open account. Errors besides its own: `auth` with reason `signedOut`, `storage` when the local
 * copy fails.
 */
export async function withAccount<T>(
  context: Context,
  work: (running: Running) => Promise<Result<T>>,
): Promise<Result<T>> {
  const running = context.running();
  if (!running) return fail(appError('auth', 'no account is open', { reason: 'signedOut' }));
  return withStore(context, () => work(running));
}

/** Runs a command that needs nobody signed in; `storage` when the local copy fails. */
export async function withStore<T>(
  context: Pick<Context, 'onFault'>,
  work: () => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    return await work();
  } catch (cause) {
    context.onFault(cause);
    return fail(storageErrorOf(cause));
  }
}

/** What the database said, when it said so as an error value. */
function storageErrorOf(cause: unknown): AppError {
  const inner = cause instanceof Error ? (cause.cause as Partial<AppError> | undefined) : undefined;
  return inner?.kind === 'storage'
    ? (inner as AppError)
    : appError('storage', 'the local copy could not be read or written');
}

/** Runs a command on a conversation of the open account; `notFound` when it has no such conversation. */
export function withConversation<T>(
  context: Context,
  id: number,
  work: (running: Running, key: ConversationKey) => Promise<Result<T>>,
): Promise<Result<T>> {
  return withAccount(context, async (running) => {
    const key = await context.store.call('conversations.key', { accountId: running.account.id, id });
    return key ? work(running, key) : noConversation();
  });
}

export function noConversation(): { ok: false; error: AppError } {
  return fail(appError('notFound', 'there is no such conversation'));
}

/** The conversation is only a local copy now. */
export function isGone(): { ok: false; error: AppError } {
  return fail(appError('notFound', 'the conversation is no longer on the server', { reason: 'gone' }));
}

export async function readConversation(context: Context, running: Running, id: number): Promise<Conversation | null> {
  const rows = await context.store.call('conversations.get', { accountIds: [running.account.id], ids: [id] });
  return rows[0] ?? null;
}

/** A stored message in the words of the contract. */
export function describe(running: Running | null, message: StoredMessage): Message {
  return describeMessage(message, {
    link: running?.sync.link() ?? 'suspended',
    waitingSince: (id) => running?.outbox.waitingSince(id) ?? null,
  });
}
