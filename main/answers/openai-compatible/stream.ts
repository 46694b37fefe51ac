import { type AppError, appError, type Result } from '../../errors.ts';
import { readEvents } from '../../http/sse.ts';
import type { Recorder } from '../recorder.ts';
import { type ErrorWords, errorWords, NO_WORDS, readErrorValue } from '../words.ts';
import { chunk, type Said } from './schemas.ts';

/** How a stream ended. */
export type StreamEnd =
  | { readonly kind: 'done' }
  /** Without `[DONE]`, though properly. */
  | { readonly kind: 'noDone' }
  | { readonly kind: 'broken'; readonly error: AppError }
  /** The server reported an error in place of more words. */
  | { readonly kind: 'errorFrame'; readonly words: ErrorWords };

const DONE = '[DONE]';

/**
 * Reads frames of `chat.completion.chunk` to `[DONE]` and tells the recorder what they hold. Frames that say nothing we
 * know, or are no JSON, are passed over: servers put their own between.
 */
export async function readAnswerStream(
  body: AsyncIterable<Result<Uint8Array>>,
  recorder: Pick<Recorder, 'text' | 'reasoning' | 'toolCall' | 'usage' | 'model' | 'finish'>,
): Promise<StreamEnd> {
  for await (const batch of readEvents(body)) {
    if (!batch.ok) return { kind: 'broken', error: batch.error };
    for (const data of batch.value) {
      if (data.trim() === DONE) return { kind: 'done' };
      const words = readFrame(data, recorder);
      if (words) return { kind: 'errorFrame', words };
    }
  }
  return { kind: 'noDone' };
}

export function noDoneError(purpose: string): AppError {
  return appError('protocol', `${purpose}: the stream ended without its mark`, { reason: 'noDone', retryable: true });
}

/** Tells what a message or a piece of one says. */
export function tell(said: Said, recorder: Pick<Recorder, 'text' | 'reasoning' | 'toolCall'>): void {
  recorder.reasoning(said.reasoning);
  recorder.text(said.text);
  for (const call of said.toolCalls) recorder.toolCall(call);
}

/** The words of the error, if the frame is one. */
function readFrame(data: string, recorder: Parameters<typeof readAnswerStream>[1]): ErrorWords | null {
  const read = chunk.safeParse(jsonOf(data));
  if (!read.success) return null;
  const { model, usage, error, detail, choices } = read.data;
  if (error !== undefined && error !== null) return errorWords(error) ?? NO_WORDS;
  if (detail !== undefined && detail !== null && !choices) return readErrorValue({ detail }) ?? NO_WORDS;
  if (model) recorder.model(model);
  // One answer was asked for; a second one would be mixed into its text.
  const first = choices?.[0];
  if (first?.delta) tell(first.delta, recorder);
  if (first?.finish_reason) recorder.finish(first.finish_reason);
  if (usage) recorder.usage(usage);
  return null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
