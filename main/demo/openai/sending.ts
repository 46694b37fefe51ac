import { setImmediate } from 'node:timers/promises';
import type { DemoContext } from '../demo.ts';

/** A stream of events as it leaves: pieces of bytes. Its source ends when the client has gone. */
export function sentAsEvents(pieces: AsyncGenerator<Uint8Array>): Response {
  const body = new ReadableStream<Uint8Array>({
    async pull(stream) {
      const next = await pieces.next();
      if (next.done) stream.close();
      else stream.enqueue(next.value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' } });
}

/** Cuts each frame inside its first character of more than one byte, and sends both halves by themselves. */
export async function* cutInCharacters(frames: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const frame of frames) {
    const at = frame.findIndex((byte) => byte >= 0xc0) + 1;
    if (at > 0) {
      yield frame.subarray(0, at);
      await setImmediate();
    }
    yield frame.subarray(at);
  }
}

/** Ends the connection after what was sent has left. */
export async function cutConnection(c: DemoContext): Promise<void> {
  await setImmediate();
  c.env.outgoing.socket?.destroySoon();
  await forEver();
}

export function forEver(): Promise<void> {
  return new Promise(() => {});
}
