import { type Event, EventType, type Message } from '@ag-ui/core';
import { type AppError, appError } from '../../errors.ts';
import type { Listener } from '../../runs/agui/exchange.ts';
import type { Frame } from '../../runs/agui/wire.ts';
import type { Recorder } from '../recorder.ts';

/** Tells the words of a run as an answer: the assistant's text and the reasoning, nothing else. */
export interface RunText extends Listener {
  /** Why the run did not end well, by its own word. */
  failure(): AppError | null;
}

type Told = Pick<Recorder, 'firstByte' | 'text' | 'reasoning'>;

/** `read` is a frame reader of this one stream; `asked`: ids of the messages that were sent. */
export function listenToRun(recorder: Told, read: (data: string) => Frame, asked: ReadonlySet<string>): RunText {
  /** Messages that are not the assistant's, by what opened them. */
  const others = new Set<string>();
  let speaking: string | null = null;
  let said = false;
  let begun = false;
  let over = false;
  let failure: AppError | null = null;

  function say(messageId: string, delta: string): void {
    if (others.has(messageId) || delta === '') return;
    const next = said && speaking !== messageId;
    speaking = messageId;
    said = true;
    recorder.text(next ? `\n\n${delta}` : delta);
  }

  function take(event: Event): void {
    switch (event.type) {
      case EventType.TEXT_MESSAGE_START:
        if (event.role !== undefined && event.role !== 'assistant') others.add(event.messageId);
        break;
      case EventType.TEXT_MESSAGE_CONTENT:
        say(event.messageId, event.delta);
        break;
      case EventType.TEXT_MESSAGE_CHUNK:
        if (event.role !== undefined && event.role !== 'assistant') others.add(event.messageId ?? '');
        // A chunk without an id goes on with the message before.
        say(event.messageId ?? speaking ?? '', event.delta ?? '');
        break;
      case EventType.REASONING_MESSAGE_CONTENT:
      case EventType.REASONING_MESSAGE_CHUNK:
        recorder.reasoning(event.delta ?? '');
        break;
      case EventType.MESSAGES_SNAPSHOT:
        // Some agents say nothing before it.
        if (!said) for (const { id, text } of newWords(event.messages)) say(id, text);
        break;
      case EventType.RUN_FINISHED:
        over = true;
        failure = outcomeError(event.outcome?.type);
        break;
      case EventType.RUN_ERROR:
        over = true;
        failure = appError('serverAi', 'the agent reported a failure', { reason: 'agentFailed' });
        break;
      default:
        break;
    }
  }

  function newWords(messages: readonly Message[]): readonly { id: string; text: string }[] {
    return messages.flatMap(({ id, role, content }) =>
      role === 'assistant' && !asked.has(id) && typeof content === 'string' ? [{ id, text: content }] : [],
    );
  }

  return {
    opened: () => recorder.firstByte(),
    frame(data) {
      const { event } = read(data);
      // After its last word an agent may replay another run.
      if (event && !over) {
        begun = true;
        take(event);
      }
      return null;
    },
    heard: () => {},
    begun: () => begun,
    over: () => over,
    failure: () => failure,
  };
}

/** An answer cannot be asked back: whoever wants to answer an agent's question gives it a task. */
function outcomeError(outcome: string | undefined): AppError | null {
  switch (outcome) {
    case 'interrupt':
      return appError('validation', 'the agent asks for a decision', { reason: 'agentAsks' });
    case 'cancelled':
      return appError('serverAi', 'the agent ended the run', { reason: 'agentFailed' });
    default:
      return null;
  }
}
