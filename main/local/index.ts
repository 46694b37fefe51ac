import type { StoredMessage } from '../conversations/sql/message-rows.ts';
import { type AnswerCommands, createAnswerCommands } from './answers.ts';
import { createAsker } from './asking.ts';
import { type CompareCommands, createCompareCommands } from './comparing.ts';
import type { LocalContext, LocalDeps } from './context.ts';
import { createKeepingCommands, type KeepingCommands } from './keeping.ts';
import { createLiveAnswers } from './live.ts';
import { createPageCommands, type PageCommands } from './pages.ts';
import { createQuestionCommands, type QuestionCommands } from './questions.ts';
import { createQuickCommands, type QuickCommands } from './quick.ts';

export type { LocalDeps } from './context.ts';
export type { Crossings } from './crossing.ts';
export type { SourceGlance } from './facts.ts';
export { type LocalStore, localProcedures } from './procedures.ts';

/** The conversations kept here, whose answers come from sources of the person's own. */
export interface Local {
  /** Settles what a crash left open; before any window reads. */
  start(): Promise<void>;
  /** What has come of answers under way is stored; at the next start they are incomplete. */
  close(): Promise<void>;
  keeping: KeepingCommands;
  pages: PageCommands;
  questions: QuestionCommands;
  answers: AnswerCommands;
  comparing: CompareCommands;
  quick: QuickCommands;
  /** Whether a conversation, or the conversation of a message, is kept here. Rejects when the database fails. */
  owns(what: { conversationId: number } | { messageId: number }): Promise<boolean>;
  /** Completes a stored row with what only memory knows of its answer. */
  overlay(message: StoredMessage): StoredMessage;
  /** Answers under way. */
  asking(): number;
}

export function createLocal(deps: LocalDeps): Local {
  const { store } = deps;
  const live = createLiveAnswers(deps);
  const context: LocalContext = { ...deps, live };
  const asker = createAsker(context);
  const questions = createQuestionCommands(context, asker);

  return {
    async start() {
      await store.call('local.recover', undefined).catch(deps.onFault);
    },
    close: live.close,
    keeping: createKeepingCommands(context),
    pages: createPageCommands(context),
    questions,
    answers: createAnswerCommands(context, asker),
    comparing: createCompareCommands(context, asker),
    quick: createQuickCommands(context, questions),
    async owns(what) {
      if ('conversationId' in what) return store.call('local.isKeptHere', { id: what.conversationId });
      return (await store.call('local.node', what)) !== null;
    },
    overlay: live.overlay,
    asking: () => live.all().length,
  };
}
