import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAnswerStream } from '../../../main/answers/openai-compatible/stream.ts';
import { createRecorder } from '../../../main/answers/recorder.ts';
import { systemClock } from '../../../main/clock.ts';
import { appError, fail, ok, type Result } from '../../../main/errors.ts';
import { listener } from './fake-http.ts';

const { signal } = new AbortController();
const bytes = (text: string) => new TextEncoder().encode(text);
const frame = (value: unknown, end = '\n\n') => `data: ${JSON.stringify(value)}${end}`;
const says = (content: string) => ({ choices: [{ index: 0, delta: { content } }] });

async function* inPieces(pieces: readonly Uint8Array[]): AsyncGenerator<Result<Uint8Array>> {
  for (const piece of pieces) yield ok(piece);
}

async function read(body: AsyncIterable<Result<Uint8Array>>) {
  const { heard, sink } = listener();
  const end = await readAnswerStream(body, createRecorder(sink, systemClock, { signal }));
  return { ...heard, end };
}
const readText = (text: string) => read(inPieces([bytes(text)]));

/** Everything that is normal in one stream: every kind of delta, frames of Open WebUI, comments, both line ends. */
const WHOLE = [
  ': keep-alive\n\n',
  frame({ sources: [{ source: { name: 'pump.pdf' }, document: ['…'] }] }),
  frame({ id: 'c', object: 'chat.completion.chunk', model: 'technova', choices: [{ delta: { role: 'assistant' } }] }),
  frame({ choices: [{ delta: { reasoning_content: 'Hm, ' } }] }),
  frame({ choices: [{ delta: { reasoning: 'réfléchissons' } }] }, '\r\n\r\n'),
  frame({ event: { type: 'status', data: { description: 'Searching' } } }),
  frame(says('Été ☕ ')),
  'data: not JSON at all\n\n',
  frame({
    choices: [{ delta: { tool_calls: [{ index: 0, id: 'x', function: { name: 'open', arguments: '{"u' } }] } }],
  }),
  frame({ choices: [{ delta: { tool_calls: [{ index: 0, function: { arguments: '":1}' } }] } }] }),
  frame({ choices: [{ delta: { content: null } }] }),
  frame(says('𝄞 fin'), '\r\n\r\n'),
  frame({ info: { total_duration: 12 } }),
  frame({ choices: [{ delta: {}, finish_reason: 'stop' }] }),
  frame({ choices: [], usage: { prompt_tokens: 3, completion_tokens: 5, total_tokens: 8 } }),
  'data: [DONE]\n\n',
].join('');

const EXPECTED = {
  text: 'Été ☕ 𝄞 fin',
  reasoning: 'Hm, réfléchissons',
  calls: [
    { index: 0, id: 'x', name: 'open', args: '{"u' },
    { index: 0, id: null, name: null, args: '":1}' },
  ],
  usage: { input: 3, output: 5, total: 8 },
  model: 'technova',
  end: { kind: 'done' },
};

describe('a stream of chunks', () => {
  test('text, reasoning, calls, usage in the last chunk; frames of others are passed over', async () => {
    expect(await readText(WHOLE)).toEqual(EXPECTED);
  });

  test('says the same wherever its bytes are cut, inside a character too', async () => {
    const whole = bytes(WHOLE);
    const cuts = fc.array(fc.integer({ min: 0, max: whole.length }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(cuts, async (at) => {
        const edges = [0, ...at.sort((a, b) => a - b), whole.length];
        const pieces = edges.slice(1).map((end, index) => whole.subarray(edges[index], end));
        expect(await read(inPieces(pieces))).toEqual(EXPECTED);
      }),
      { numRuns: 60 },
    );
    const each = Array.from(whole, (_byte, at) => whole.subarray(at, at + 1));
    expect(await read(inPieces(each))).toEqual(EXPECTED);
  });

  test('nothing after [DONE] is waited for', async () => {
    async function* endless(): AsyncGenerator<Result<Uint8Array>> {
      yield ok(bytes(`${frame(says('done'))}data: [DONE]\n\n`));
      await new Promise(() => {});
    }
    expect(await read(endless())).toMatchObject({ text: 'done', end: { kind: 'done' } });
  });

  test('a proper end without [DONE] is told, also when the last frame has no blank line', async () => {
    expect(await readText(frame(says('a')) + frame(says('b'), ''))).toMatchObject({
      text: 'ab',
      end: { kind: 'noDone' },
    });
  });

  test.each([
    ['an object', { error: { message: 'Model crashed', type: 'server_error', code: 'oom' } }, 'Model crashed'],
    ['a text', { error: 'Model crashed' }, 'Model crashed'],
    ['a detail', { detail: 'Model crashed' }, 'Model crashed'],
    ['nothing readable', { error: 7 }, ''],
  ])('an error in the middle, as %s, ends it after what had come', async (_what, error, text) => {
    const read = await readText([says('half'), error, says(' never')].map((each) => frame(each)).join(''));
    expect(read).toMatchObject({ text: 'half', end: { kind: 'errorFrame', words: { text } } });
  });

  test('`error: null` is no error', async () => {
    expect(await readText(`${frame({ ...says('fine'), error: null })}data: [DONE]\n\n`)).toMatchObject({
      text: 'fine',
      end: { kind: 'done' },
    });
  });

  test('a broken connection keeps what had come', async () => {
    const error = appError('http', 'gone', { reason: 'dropped' });
    async function* breaking(): AsyncGenerator<Result<Uint8Array>> {
      yield ok(bytes(`${frame(says('half'))}data: {"choices":[{"delta":{"content":"lo`));
      yield fail(error);
    }
    expect(await read(breaking())).toMatchObject({ text: 'half', end: { kind: 'broken', error } });
  });

  test('one frame of a megabyte', async () => {
    const long = 'é'.repeat(500_000);
    const whole = bytes(`${frame(says(long))}data: [DONE]\n\n`);
    const pieces = Array.from({ length: Math.ceil(whole.length / 16_384) }, (_, at) =>
      whole.subarray(at * 16_384, (at + 1) * 16_384),
    );
    const { text, end } = await read(inPieces(pieces));
    expect([text === long, end.kind]).toEqual([true, 'done']);
  });

  test.each([
    [
      'words in parts',
      [
        { type: 'text', text: 'a' },
        { type: 'thinking', thinking: [] },
        { type: 'text', text: 'b' },
      ],
      'ab',
    ],
    ['a number', 7, ''],
  ])('content as %s', async (_what, content, text) => {
    const read = await readText(`${frame({ choices: [{ delta: { content } }] })}data: [DONE]\n\n`);
    expect(read).toMatchObject({ text, end: { kind: 'done' } });
  });

  test('a field of a wrong type costs that field only', async () => {
    const odd = {
      model: 7,
      usage: 'many',
      choices: [{ delta: { content: 'text', tool_calls: 'x' }, finish_reason: 3 }],
    };
    expect(await readText(`${frame(odd)}data: [DONE]\n\n`)).toMatchObject({ text: 'text', model: null, usage: null });
  });

  test('of several answers only the first is read', async () => {
    const two = { choices: [{ delta: { content: 'one' } }, { delta: { content: 'two' } }] };
    expect(await readText(`${frame(two)}data: [DONE]\n\n`)).toMatchObject({ text: 'one' });
  });
});
