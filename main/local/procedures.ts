import type { ConversationProcedures } from '../conversations/procedures.ts';
import type { ProcedureArgs, ProcedureResult } from '../database/procedure.ts';
import * as answers from './sql/answers.ts';
import * as asking from './sql/asking.ts';
import * as conversations from './sql/conversations.ts';
import * as tree from './sql/tree.ts';

/** The SQL of conversations kept here that differs from that of the others, by name. */
export const localProcedures = {
  'local.isKeptHere': tree.isKeptHere,
  'local.node': tree.nodeOf,
  'local.turns': tree.turnsTo,
  'local.choose': tree.choose,
  'local.create': asking.createConversation,
  'local.ask': asking.askQuestion,
  'local.askMany': asking.askMany,
  'local.askAgain': asking.askAgain,
  'local.save': answers.saveAnswer,
  'local.recover': answers.recoverAnswers,
  'local.setTitle': conversations.setTitle,
  'local.setChain': conversations.setChain,
  'local.firstQuestion': conversations.firstQuestion,
} as const;

type Procedures = ConversationProcedures & typeof localProcedures;

/** The database as this topic sees it: calls one of the procedures. Rejects when the database itself fails. */
export interface LocalStore {
  call<K extends keyof Procedures>(
    name: K,
    args: ProcedureArgs<Procedures[K]>,
  ): Promise<ProcedureResult<Procedures[K]>>;
}
