import type { IncomingHttpHeaders } from 'node:http';
import { createParser } from 'eventsource-parser';
import { appError, fail, ok, type Result } from '../errors.ts';

/** Longest frame accepted, in characters. */
export const LONGEST_FRAME = 10_000_000;

/** Whether the answer says it is `text/event-stream`, with any parameters. */
export function isEventStream(headers: IncomingHttpHeaders): boolean {
  return mediaType(headers) === 'text/event-stream';
}

/** The media type in lower case without parameters; empty when there is none. */
export function mediaType(headers: IncomingHttpHeaders): string {
  return (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/**
 * Splits a body into the `data` of its server-sent events, as the HTML standard does it: LF, CR or CRLF, a byte order
 * mark, comments, several `data` lines, UTF-8 cut anywhere. Unlike a browser it also takes a last frame without its
 * blank line, when the body ended properly. Answers an array for every piece of the body, empty when the piece finished no
 * frame: any byte is a sign of life. An error is the last element: the body's own, or `protocol`/`tooLarge`.
 */
export async function* readEvents(
  body: AsyncIterable<Result<Uint8Array>>,
  longestFrame = LONGEST_FRAME,
): AsyncGenerator<Result<readonly string[]>, void> {
  const decoder = new TextDecoder();
  let frames: string[] = [];
  let overflow = false;
  const parser = createParser({
    maxBufferSize: longestFrame,
    onEvent: ({ data }) => frames.push(data),
    onError: ({ type }) => {
      overflow ||= type === 'max-buffer-size-exceeded';
    },
  });
  const parse = (text: string): Result<readonly string[]> => {
    frames = [];
    parser.feed(text);
    const tooLong = overflow || frames.some((frame) => frame.length > longestFrame);
    return tooLong ? fail(tooLargeFrame(longestFrame)) : ok(frames);
  };

  for await (const piece of body) {
    const parsed = piece.ok ? parse(decoder.decode(piece.value, { stream: true })) : piece;
    yield parsed;
    if (!parsed.ok) return;
  }
  yield parse(`${decoder.decode()}\n\n`);
}

function tooLargeFrame(longest: number) {
  return appError('protocol', `an event is longer than ${longest} characters`, { reason: 'tooLarge' });
}
