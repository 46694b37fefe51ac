import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AppError, appError, fail, ok, type Result } from '../../../main/errors.ts';
import { isEventStream, readEvents } from '../../../main/http/sse.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

async function* pieces(...parts: readonly Uint8Array[]): AsyncGenerator<Result<Uint8Array>> {
  for (const part of parts) yield ok(part);
}

async function read(body: AsyncIterable<Result<Uint8Array>>, longest?: number) {
  const frames: string[] = [];
  let error: AppError | null = null;
  for await (const batch of readEvents(body, longest)) {
    if (batch.ok) frames.push(...batch.value);
    else error = batch.error;
  }
  return { frames, error };
}

test.each([
  ['LF', 'data: a\n\ndata: b\n\n'],
  ['CRLF', 'data: a\r\n\r\ndata: b\r\n\r\n'],
  ['CR', 'data: a\r\rdata: b\r\r'],
  ['mixed ends of line', 'data: a\r\n\ndata: b\n\r\n'],
  ['a byte order mark', '\uFEFFdata: a\n\ndata: b\n\n'],
  ['comments, ids and names', ': hi\nid: 1\nevent: x\ndata: a\n\n:\nretry: 5\ndata: b\n\n'],
  ['no space after the colon', 'data:a\n\ndata:b\n\n'],
  ['no blank line at the end', 'data: a\n\ndata: b'],
  ['a lone CR at the end', 'data: a\r\rdata: b\r'],
])('reads frames with %s', async (_name, text) => {
  expect(await read(pieces(bytes(text)))).toEqual({ frames: ['a', 'b'], error: null });
});

test('joins several data lines, and gives nothing for a comment alone', async () => {
  expect(await read(pieces(bytes('data: {"a":\ndata: 1}\n\n')))).toEqual({ frames: ['{"a":\n1}'], error: null });
  const batches: number[] = [];
  for await (const batch of readEvents(pieces(bytes(': ping\n\n')))) if (batch.ok) batches.push(batch.value.length);
  expect(batches).toEqual([0, 0]);
});

test('gives the same frames wherever the bytes are cut', async () => {
  const text = '\uFEFFdata: é☕𝄞\r\n\r\n: ok\r\ndata: 一\rdata: 二\r\rdata: end';
  const whole = bytes(text);
  const expected = ['é☕𝄞', '一\n二', 'end'];
  for (let cut = 0; cut <= whole.length; cut++) {
    expect((await read(pieces(whole.subarray(0, cut), whole.subarray(cut)))).frames).toEqual(expected);
  }
  const cuts = fc.array(fc.integer({ min: 0, max: whole.length }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(cuts, async (at) => {
      const edges = [0, ...at.sort((a, b) => a - b), whole.length];
      const parts = edges.slice(1).map((end, index) => whole.subarray(edges[index], end));
      expect((await read(pieces(...parts))).frames).toEqual(expected);
    }),
    { numRuns: 50 },
  );
});

test('a broken body gives its error last, and no half frame', async () => {
  const error = appError('http', 'gone', { reason: 'dropped' });
  async function* breaking(): AsyncGenerator<Result<Uint8Array>> {
    yield ok(bytes('data: a\n\ndata: {"half'));
    yield fail(error);
  }
  expect(await read(breaking())).toEqual({ frames: ['a'], error });
});

test('a frame above the limit ends the reading, in one piece or in many', async () => {
  const tooLarge = { kind: 'protocol', reason: 'tooLarge' };
  const long = bytes(`data: a\n\ndata: ${'x'.repeat(100)}\n\n`);
  expect((await read(pieces(long), 50)).error).toMatchObject(tooLarge);
  const parts = Array.from({ length: long.length }, (_, at) => long.subarray(at, at + 1));
  const cut = await read(pieces(...parts), 50);
  expect(cut).toMatchObject({ frames: ['a'], error: tooLarge });
  const lines = Array.from({ length: 20 }, () => bytes(`data: ${'x'.repeat(10)}\n`));
  expect((await read(pieces(...lines), 50)).error).toMatchObject(tooLarge);
  expect((await read(pieces(long), 100)).error).toBeNull();
});

test.each([
  ['text/event-stream', true],
  ['Text/Event-Stream; charset=utf-8', true],
  ['text/html', false],
  ['application/json', false],
  [undefined, false],
])('content type %s is an event stream: %s', (type, expected) => {
  expect(isEventStream(type === undefined ? {} : { 'content-type': type })).toBe(expected);
});
