import type { Message, ResumeEntry, ToolMessage } from '@ag-ui/core';
import type { NewId } from '../../clock.ts';
import type { Run } from '../run.ts';
import { type Memory, NOTHING_ASKED, parseMemory } from './memory.ts';
import { createThread } from './thread.ts';

const UNANSWERED = 'The person gave no answer.';

/**
 * The thread of a new run. One that goes on from another run keeps its id, so that the agent finds what it remembers of
 * it, and all its messages; the earlier turns are among those. What was still asked there is answered now, as not
 * answered: the protocol takes nothing new before.
 */
export function beginThread(run: Run, newId: NewId): { memory: Memory; resume: ResumeEntry[] } {
  const known = parseMemory(run.memory);
  const questionId = newId();
  const question: Message = { id: questionId, role: 'user', content: run.prompt };
  const history = known ? withClosedCalls(known, newId) : earlierTurns(run, newId);
  return {
    memory: {
      threadId: known?.threadId ?? run.remoteId ?? newId(),
      questionId,
      messages: [...history, question],
      state: known?.state ?? null,
      inSync: known?.inSync ?? true,
      asked: NOTHING_ASKED,
      aliases: {},
    },
    resume: (known?.asked.interrupts ?? []).map(({ id }) => ({ interruptId: id, status: 'cancelled' })),
  };
}

function earlierTurns({ earlier }: Run, newId: NewId): Message[] {
  return earlier.map(({ role, text }) => ({ id: newId(), role, content: text }));
}

function withClosedCalls({ messages, asked }: Memory, newId: NewId): readonly Message[] {
  const thread = createThread(messages);
  for (const toolCallId of [...asked.calls, ...asked.strangers]) {
    const message: ToolMessage = { id: newId(), role: 'tool', toolCallId, content: UNANSWERED, error: UNANSWERED };
    thread.addResult(message);
  }
  return thread.all();
}
