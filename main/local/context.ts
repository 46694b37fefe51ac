import type { AppError, Conversation, Message } from '../../preload/contract.ts';
import type { AnswerDesk } from '../answers/desk.ts';
import type { Clock } from '../clock.ts';
import { describeMessage } from '../conversations/describe.ts';
import type { Publisher } from '../conversations/publish.ts';
import type { StoredMessage } from '../conversations/sql/message-rows.ts';
import type { QuestionStep } from '../conversations/steps.ts';
import { LOCAL_ACCOUNT_ID } from '../database/schema.ts';
import { appError, fail, type Result } from '../errors.ts';
import type { Crossings } from './crossing.ts';
import type { SourceGlance } from './facts.ts';
import type { LiveAnswers } from './live.ts';
import type { LocalStore } from './procedures.ts';

export interface LocalDeps {
  readonly store: LocalStore;
  readonly clock: Clock;
  readonly publish: Publisher;
  readonly desk: AnswerDesk;
  readonly glance: (sourceId: string) => SourceGlance | null;
  readonly crossings: Crossings;
  /** Whether answers may be given again from memory. */
  readonly cacheOn: () => boolean;
  /** An answer has come, the last of those under way in its conversation. */
  readonly onAnswer: (conversation: Conversation, message: Message) => void;
  readonly onStep: (step: QuestionStep) => void;
  readonly onFault: (cause: unknown) => void;
}

/** What the commands share. */
export interface LocalContext extends LocalDeps {
  readonly live: LiveAnswers;
}

/** `null` when no such conversation is kept here. */
export async function readConversation(
  { store }: Pick<LocalContext, 'store'>,
  id: number,
): Promise<Conversation | null> {
  const [conversation] = await store.call('conversations.get', { accountIds: [LOCAL_ACCOUNT_ID], ids: [id] });
  return conversation ?? null;
}

/** In the order asked for; those that no longer exist are left out. */
export async function readMessages(
  context: Pick<LocalContext, 'store' | 'live'>,
  ids: readonly number[],
): Promise<Message[]> {
  const rows = await context.store.call('messages.get', { ids });
  return rows.map((row) => describe(context, row));
}

export async function readMessage(
  context: Pick<LocalContext, 'store' | 'live'>,
  id: number,
): Promise<Result<{ message: Message; local: NonNullable<Message['local']> }>> {
  const [message] = await readMessages(context, [id]);
  return message?.local ? { ok: true, value: { message, local: message.local } } : noMessage();
}

/** A stored message in the words of the contract, with what only memory knows of it. */
export function describe({ live }: Pick<LocalContext, 'live'>, row: StoredMessage): Message {
  return describeMessage(live.overlay(row), { link: 'up', waitingSince: () => null });
}

export function noMessage(): { ok: false; error: AppError } {
  return fail(appError('notFound', 'there is no such message'));
}

export function noConversation(): { ok: false; error: AppError } {
  return fail(appError('notFound', 'there is no such conversation'));
}
