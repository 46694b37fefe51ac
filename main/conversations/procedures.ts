import type { ProcedureArgs, ProcedureResult } from '../database/procedure.ts';
import * as accounts from './sql/accounts.ts';
import * as answers from './sql/answers.ts';
import * as keys from './sql/conversation-keys.ts';
import * as conversations from './sql/conversations.ts';
import * as drafts from './sql/drafts.ts';
import { mergeMessages } from './sql/merge.ts';
import * as messages from './sql/message-rows.ts';
import * as models from './sql/models.ts';
import * as outbox from './sql/outbox.ts';
import * as remote from './sql/remote-list.ts';
import { settleMessage } from './sql/settle.ts';

/** All SQL of accounts, conversations and messages, by name; it runs in the worker that owns the database. */
export const conversationProcedures = {
  'accounts.upsert': accounts.upsertAccount,
  'accounts.list': accounts.listAccounts,
  'accounts.used': accounts.markAccountUsed,
  'accounts.remove': accounts.removeAccount,
  'accounts.lastSynced': accounts.lastSynced,
  'accounts.setSynced': accounts.setSynced,

  'conversations.list': conversations.listConversations,
  'conversations.get': conversations.getConversations,
  'conversations.key': keys.conversationKey,
  'conversations.byTitle': conversations.findByTitle,
  'conversations.createLocal': keys.createLocal,
  'conversations.editLocal': keys.editLocal,
  'conversations.creations': keys.unconfirmedCreations,
  'conversations.setCreation': keys.setCreation,
  'conversations.confirmCreation': remote.confirmCreation,
  'conversations.read': conversations.markRead,
  'conversations.hide': conversations.setHidden,
  'conversations.remove': conversations.removeConversation,
  'conversations.gone': remote.markGone,
  'conversations.remoteIds': remote.knownRemoteIds,
  'conversations.applyList': remote.applyRemoteList,
  'conversations.applyOne': remote.applyRemoteConversation,
  'conversations.moved': remote.movedConversations,

  'messages.page': messages.messagePage,
  'messages.get': messages.getMessages,
  'messages.merge': mergeMessages,

  'outbox.queue': outbox.queueMessage,
  'outbox.heads': outbox.outboxHeads,
  'outbox.waiting': outbox.waitingMessages,
  'outbox.sending': outbox.markSending,
  'outbox.unsent': outbox.markUnsent,
  'outbox.outcome': outbox.markOutcome,
  'outbox.recover': outbox.recoverOutbox,
  'outbox.settle': settleMessage,
  'outbox.sendAgain': outbox.sendAgain,
  'outbox.takeBack': outbox.takeBackMessage,
  'answers.awaited': answers.awaitedAnswers,
  'answers.lose': answers.loseAnswer,

  'drafts.get': drafts.getDraft,
  'drafts.save': drafts.saveDraft,

  'models.get': models.getModels,
  'models.set': models.setModels,
} as const;

export type ConversationProcedures = typeof conversationProcedures;

/** The database as this topic sees it: calls one of the procedures. Rejects when the database itself fails. */
export interface Store {
  call<K extends keyof ConversationProcedures>(
    name: K,
    args: ProcedureArgs<ConversationProcedures[K]>,
  ): Promise<ProcedureResult<ConversationProcedures[K]>>;
}
