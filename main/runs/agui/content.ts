import { EventType } from '@ag-ui/core';
import { assertNever } from '../../errors.ts';
import { patchActivity, setActivity } from './activities.ts';
import { addResult, continueCall, endCall, startCall } from './calls.ts';
import type { Context } from './context.ts';
import type { PlainEvent } from './lanes.ts';
import { applySnapshot } from './snapshot.ts';
import { endStep, endSubagent, failSubagent, startStep, startSubagent } from './steps.ts';
import { continueText, endText, startText } from './texts.ts';

/** The events that are not about the run as a whole. */
export type ContentEvent = Exclude<
  PlainEvent,
  {
    type:
      | EventType.RUN_STARTED
      | EventType.RUN_FINISHED
      | EventType.RUN_ERROR
      | EventType.CUSTOM
      | EventType.RAW
      | EventType.STATE_SNAPSHOT
      | EventType.STATE_DELTA;
  }
>;

/** Takes an event that says what happens in a run: messages, calls, steps, sub-agents, activities. */
export function applyContent(context: Context, event: ContentEvent) {
  switch (event.type) {
    case EventType.TEXT_MESSAGE_START:
      return startText(context, 'text', event);
    case EventType.TEXT_MESSAGE_CONTENT:
      return continueText(context, 'text', event);
    case EventType.TEXT_MESSAGE_END:
      return endText(context, 'text', event);
    case EventType.REASONING_MESSAGE_START:
      return startText(context, 'reasoning', event);
    case EventType.REASONING_MESSAGE_CONTENT:
      return continueText(context, 'reasoning', event);
    case EventType.REASONING_MESSAGE_END:
      return endText(context, 'reasoning', event);
    case EventType.REASONING_START:
      if (context.open.spans.has(event.messageId)) context.fault('it is open already');
      context.open.spans.set(event.messageId, event.subagentRunId);
      return;
    case EventType.REASONING_END:
      if (!context.open.spans.delete(event.messageId)) context.fault('it is not open');
      return;
    case EventType.REASONING_ENCRYPTED_VALUE: {
      const { subtype, entityId, encryptedValue } = event;
      const entity = subtype === 'tool-call' ? context.thread.call(entityId) : context.thread.get(entityId);
      if (!entity || ('role' in entity && entity.role === 'activity')) return context.fault('nothing has that id');
      entity.encryptedValue = encryptedValue;
      return;
    }
    case EventType.TOOL_CALL_START:
      return startCall(context, event);
    case EventType.TOOL_CALL_ARGS:
      return continueCall(context, event);
    case EventType.TOOL_CALL_END:
      return endCall(context, event);
    case EventType.TOOL_CALL_RESULT:
      return addResult(context, event);
    case EventType.MESSAGES_SNAPSHOT:
      return applySnapshot(context, event);
    case EventType.ACTIVITY_SNAPSHOT:
      return setActivity(context, event);
    case EventType.ACTIVITY_DELTA:
      return patchActivity(context, event);
    case EventType.STEP_STARTED:
      return startStep(context, event);
    case EventType.STEP_FINISHED:
      return endStep(context, event);
    case EventType.SUBAGENT_STARTED:
      return startSubagent(context, event);
    case EventType.SUBAGENT_FINISHED:
      return endSubagent(context, event);
    case EventType.SUBAGENT_ERROR:
      return failSubagent(context, event);
    default:
      return assertNever(event);
  }
}
