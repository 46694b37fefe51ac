import type { Comparison, Message, Topics } from '../../preload/contract.ts';

/**
 * Applies one change of the `messages` topic to an open comparison: answers to its question come, grow and go; what else
 * is said in the conversation is not part of it. `'gap'`: a change was missed, and it must be asked for again.
 */
export function applyChange(comparison: Comparison, change: Topics['messages']): Comparison | 'gap' {
  if (change.conversationId !== comparison.conversation.id || change.revision <= comparison.revision) return comparison;
  if (change.revision !== comparison.revision + 1) return 'gap';
  const { question } = comparison;
  const answers = new Map(comparison.answers.map((each) => [each.id, each]));
  for (const id of change.removed) answers.delete(id);
  for (const each of change.upserts)
    if (each.local?.answer && each.local.parentId === question.id) answers.set(each.id, each);
  for (const { id, text, reasoning } of change.appended ?? []) {
    const before = answers.get(id);
    if (before) answers.set(id, grown(before, text, reasoning));
  }
  return {
    ...comparison,
    question: change.upserts.find(({ id }) => id === question.id) ?? question,
    answers: inOrder(answers.values()),
    revision: change.revision,
  };
}

function grown(message: Message, text: string, reasoning: string): Message {
  const { local } = message;
  if (!local?.answer) return message;
  const answer = { ...local.answer, reasoning: local.answer.reasoning + reasoning };
  return { ...message, content: message.content + text, local: { ...local, answer } };
}

/** Puts an answer main has just handed back among the others; the topic tells it too, before or after. */
export function withAnswer(comparison: Comparison, message: Message): Comparison {
  if (comparison.answers.some(({ id }) => id === message.id)) return comparison;
  return { ...comparison, answers: inOrder([...comparison.answers, message]) };
}

function inOrder(answers: Iterable<Message>): readonly Message[] {
  return [...answers].sort((a, b) => a.order - b.order || a.id - b.id);
}
