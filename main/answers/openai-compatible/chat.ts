import { appError, fail, type Result } from '../../errors.ts';
import type { HttpStream } from '../../http/message.ts';
import { isEventStream, mediaType } from '../../http/sse.ts';
import { messagesOf } from '../messages.ts';
import { type ParameterName, wireParameters } from '../parameters.ts';
import { createRecorder, type Recorder } from '../recorder.ts';
import { type Line, post, readWholeJson } from '../request.ts';
import type { AnswerEnd, ChatSource } from '../source.ts';
import { errorWords, NO_WORDS } from '../words.ts';
import { chunk, completion } from './schemas.ts';
import { noDoneError, readAnswerStream, tell } from './stream.ts';

const PURPOSE = 'ask for an answer';

/** How one server wants to be asked. */
export interface ChatWay {
  readonly url: string;
  readonly stream: boolean;
  /** Ask for the count of tokens at the end of a stream; some servers refuse the field. */
  readonly askUsage: boolean;
  readonly parameters: readonly ParameterName[];
  /** The model asked when a request names none. */
  readonly model: string | null;
}

/** Chat completions: streamed where it is asked for, and read as what comes: a server may answer whole all the same. */
export function chatCompletions(line: Line, way: ChatWay): ChatSource['send'] {
  return async (request, sink, signal) => {
    const parameters = wireParameters(request.parameters, way.parameters);
    if (!parameters.ok) return parameters;
    const messages = messagesOf(request);
    if (!messages.ok) return messages;
    const model = request.model ?? way.model;
    if (model === null) return fail(appError('validation', `${PURPOSE}: no model`, { reason: 'noModel' }));

    const recorder = createRecorder(sink, line.deps.clock, { signal });
    const opened = await post(line, {
      url: way.url,
      json: {
        model,
        messages: messages.value,
        ...parameters.value,
        stream: way.stream,
        ...(way.stream && way.askUsage ? { stream_options: { include_usage: true } } : {}),
      },
      accept: way.stream ? 'text/event-stream, application/json' : 'application/json',
      purpose: PURPOSE,
      signal,
      onAttempt: recorder.attempt,
      onSent: recorder.sent,
    });
    if (!opened.ok) return recorder.failed(opened.error);
    recorder.firstByte();
    return isEventStream(opened.value.headers)
      ? readStream(opened.value, recorder, line)
      : readAtOnce(opened.value, recorder, line);
  };
}

async function readStream({ body }: HttpStream, recorder: Recorder, { explain }: Line): Promise<Result<AnswerEnd>> {
  const end = await readAnswerStream(body, recorder);
  switch (end.kind) {
    case 'done':
      return recorder.complete();
    case 'noDone':
      return recorder.broken('noDone', noDoneError(PURPOSE));
    case 'broken':
      return recorder.broken('brokenStream', end.error);
    case 'errorFrame':
      return recorder.broken('errorFrame', explain({ ...end, status: null, retryAfterMs: null, purpose: PURPOSE }));
  }
}

/** A whole answer, whether or not a stream was asked for. */
async function readAtOnce(answer: HttpStream, recorder: Recorder, { explain }: Line): Promise<Result<AnswerEnd>> {
  const body = await readWholeJson(answer);
  if (!body.ok) return recorder.failed(body.error);
  const failure = chunk.safeParse(body.value).data?.error;
  if (failure !== undefined && failure !== null) {
    const words = errorWords(failure) ?? NO_WORDS;
    return recorder.failed(explain({ status: null, words, retryAfterMs: null, purpose: PURPOSE }));
  }
  const read = completion.safeParse(body.value);
  if (!read.success) {
    const type = mediaType(answer.headers);
    return recorder.failed(appError('protocol', `${PURPOSE}: ${type} without an answer`, { reason: 'wrongShape' }));
  }
  const { model, usage, choices } = read.data;
  const [first] = choices;
  if (model) recorder.model(model);
  tell(first.message, recorder);
  if (first.finish_reason) recorder.finish(first.finish_reason);
  if (usage) recorder.usage(usage);
  return recorder.complete();
}
