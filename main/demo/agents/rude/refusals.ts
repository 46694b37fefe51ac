import type { RudeWay } from '../switches.ts';

/** Answers that are no stream of events; null when the way is another. */
export function rudeAnswer(way: RudeWay): Response | null {
  switch (way) {
    case 'html200':
      return new Response('<!doctype html><title>Sign in</title><form action="/login"><input name="password"></form>', {
        headers: { 'content-type': 'text/html; charset=utf-8' },
      });
    case 'json200':
      return Response.json({ content: 'An answer of some other interface.' });
    case 'http401':
      return Response.json({ detail: 'Not authenticated' }, { status: 401, headers: { 'www-authenticate': 'Bearer' } });
    case 'http422':
      return Response.json(
        {
          detail: [
            { type: 'missing', loc: ['body', 'forwardedProps'], msg: 'Field required', input: null },
            { type: 'string_type', loc: ['body', 'messages', 0, 'content'], msg: 'Input should be a valid string' },
          ],
        },
        { status: 422 },
      );
    case 'http500Endless':
      return new Response(endlessText(), { status: 500, headers: { 'content-type': 'text/plain; charset=utf-8' } });
    default:
      return null;
  }
}

/** Begins and then says nothing more, without an end. */
function endlessText(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (stream) => stream.enqueue(new TextEncoder().encode('Internal Server Error\n')),
  });
}
