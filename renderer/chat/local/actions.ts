import type { AnswerTarget, CommandName, ReplyOf, RequestOf } from '../../../preload/contract.ts';
import { call } from '../../ui/bridge.ts';
import { report } from '../problem.ts';

async function attempt<C extends CommandName>(command: C, request: RequestOf<C>): Promise<ReplyOf<C> | null> {
  const result = await call(command, request);
  report(result.ok ? null : { kind: 'error', error: result.error });
  return result.ok ? result.value : null;
}

/** Ends an answer; what has come of it is kept. */
export async function stopAnswer(messageId: number): Promise<void> {
  await attempt('local.stop', { messageId });
}

/** Asks for another answer to the same question, beside the one there is. `null` asks as the conversation says. */
export async function regenerate(messageId: number, target: AnswerTarget | null): Promise<void> {
  await attempt('local.regenerate', { messageId, target });
}

/** Answers whether the question went out in its new words. */
export async function editQuestion(messageId: number, content: string): Promise<boolean> {
  return (await attempt('local.edit', { messageId, content })) !== null;
}

export async function chooseBranch(messageId: number): Promise<void> {
  await attempt('local.choose', { messageId });
}

export async function cross(messageId: number, allow: boolean): Promise<void> {
  await attempt('local.cross', { messageId, allow });
}

/** Answers whether the conversation is answered by these now. */
export async function setChain(id: number, chain: readonly AnswerTarget[]): Promise<boolean> {
  return (await attempt('local.setChain', { id, chain })) !== null;
}
