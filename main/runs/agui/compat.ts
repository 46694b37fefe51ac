import { EventType } from '@ag-ui/core';
import { isRecord } from './json.ts';

type Value = Record<string, unknown>;

/**
 * Makes events of the time before 1.0 into those of today: THINKING_* (retired, without ids of their own) becomes
 * REASONING_*, `binary` and OpenAI's `image_url` parts become media parts. Anything else passes as it is. One per stream.
 */
export function createCompat(newId: () => string): (event: Value) => Value {
  let span: string | null = null;
  let message: string | null = null;

  return function modernise(event) {
    switch (event.type) {
      case 'THINKING_START':
        span = newId();
        return { ...event, type: EventType.REASONING_START, messageId: span };
      case 'THINKING_END': {
        const messageId = span ?? newId();
        span = null;
        return { ...event, type: EventType.REASONING_END, messageId };
      }
      case 'THINKING_TEXT_MESSAGE_START':
        message = newId();
        return { ...event, type: EventType.REASONING_MESSAGE_START, messageId: message, role: 'reasoning' };
      case 'THINKING_TEXT_MESSAGE_CONTENT':
      case 'THINKING_CONTENT':
        message ??= newId();
        return { ...event, type: EventType.REASONING_MESSAGE_CONTENT, messageId: message };
      case 'THINKING_TEXT_MESSAGE_END': {
        const messageId = message ?? newId();
        message = null;
        return { ...event, type: EventType.REASONING_MESSAGE_END, messageId };
      }
      case EventType.TOOL_CALL_RESULT:
        return withModernParts(event);
      case EventType.MESSAGES_SNAPSHOT:
        return withModernMessages(event);
      case EventType.RUN_STARTED:
        return isRecord(event.input) ? { ...event, input: withModernMessages(event.input) } : event;
      default:
        return event;
    }
  };
}

function withModernMessages(holder: Value): Value {
  if (!Array.isArray(holder.messages)) return holder;
  return { ...holder, messages: holder.messages.map((each) => (isRecord(each) ? withModernParts(each) : each)) };
}

function withModernParts(holder: Value): Value {
  if (!Array.isArray(holder.content)) return holder;
  return { ...holder, content: holder.content.map((part) => (isRecord(part) ? modernPart(part) : part)) };
}

function modernPart(part: Value): Value {
  if (part.type === 'binary' && typeof part.mimeType === 'string') {
    const source = binarySource(part, part.mimeType);
    return source ? { type: mediaType(part.mimeType), source } : { type: 'text', text: '' };
  }
  if (part.type === 'image_url') {
    const url = isRecord(part.image_url) ? part.image_url.url : part.image_url;
    return { type: 'image', source: { type: 'url', value: url } };
  }
  return part;
}

function binarySource({ data, url, id }: Value, mimeType: string): Value | null {
  if (typeof data === 'string') return { type: 'data', value: data, mimeType };
  if (typeof url === 'string') return { type: 'url', value: url, mimeType };
  return typeof id === 'string' ? { type: 'file', value: id, mimeType } : null;
}

function mediaType(mimeType: string): string {
  const family = mimeType.split('/', 1)[0] ?? '';
  return ['image', 'audio', 'video'].includes(family) ? family : 'document';
}
