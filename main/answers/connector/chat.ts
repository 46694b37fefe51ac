import { messagesOf } from '../messages.ts';
import { wireParameters } from '../parameters.ts';
import { createRecorder } from '../recorder.ts';
import { type Line, post, readWholeJson } from '../request.ts';
import type { ChatSource } from '../source.ts';
import { readAnswer } from './call.ts';
import type { Dialect } from './dialects.ts';
import { chatAnswer } from './schemas.ts';

const PURPOSE = 'ask for an answer';

/** One question, one answer: nothing comes before all of it is there. */
export function connectorChat(
  line: Line,
  url: string,
  dialect: Dialect,
  defaultModel: string | null,
): ChatSource['send'] {
  return async (request, sink, signal) => {
    const parameters = wireParameters(request.parameters, dialect.parameters);
    if (!parameters.ok) return parameters;
    const messages = messagesOf(request);
    if (!messages.ok) return messages;
    const model = request.model ?? defaultModel;

    const recorder = createRecorder(sink, line.deps.clock, { signal });
    const opened = await post(line, {
      url,
      json: { messages: messages.value, ...(model === null ? {} : { model }), ...parameters.value },
      accept: 'application/json',
      purpose: PURPOSE,
      signal,
      onAttempt: recorder.attempt,
      onSent: recorder.sent,
    });
    if (!opened.ok) return recorder.failed(opened.error);
    recorder.firstByte();
    const body = await readWholeJson(opened.value);
    if (!body.ok) return recorder.failed(body.error);
    const answer = readAnswer(line, body.value, chatAnswer, PURPOSE);
    if (!answer.ok) return recorder.failed(answer.error);
    const { text, model: answering, usage, finish } = answer.value;
    if (answering !== null) recorder.model(answering);
    recorder.text(text);
    if (usage) recorder.usage(usage);
    if (finish) recorder.finish(finish);
    return recorder.complete();
  };
}
