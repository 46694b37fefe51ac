import type { AnswerState, Message } from '../../preload/contract.ts';

/** Whether more may come. */
export function isUnderWay(state: AnswerState): boolean {
  switch (state.kind) {
    case 'asking':
    case 'streaming':
    case 'crossing':
      return true;
    case 'complete':
    case 'stopped':
    case 'incomplete':
    case 'failed':
      return false;
  }
}

export function answersUnderWay(answers: readonly Message[]): readonly Message[] {
  return answers.filter(({ local }) => local?.answer && isUnderWay(local.answer.state));
}

/** An answer beside which one more can be asked for: main takes none beside one that is under way. */
export function endedAmong(answers: readonly Message[]): Message | null {
  return answers.find(({ local }) => local?.answer && !isUnderWay(local.answer.state)) ?? null;
}

/** The answers that were under way and are no more. */
export function endsBetween(before: readonly Message[], after: readonly Message[]): readonly Message[] {
  const open = new Set(answersUnderWay(before).map(({ id }) => id));
  return after.filter(({ id, local }) => open.has(id) && local?.answer && !isUnderWay(local.answer.state));
}

/** Whether there is something to go on with. */
export function hasText(message: Message): boolean {
  return message.content.trim() !== '';
}
