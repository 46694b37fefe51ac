import { describe, expect, test } from 'vitest';
import { batchesOf, type EmbeddingBatch, embedAll } from '../../../main/answers/embeddings.ts';
import type { Embeddings } from '../../../main/answers/source.ts';
import { appError, fail, ok, type Result } from '../../../main/errors.ts';
import { bodyOfRequest, json, page, type Said, sourceOf } from './fake-http.ts';

const { signal } = new AbortController();

describe.each([
  ['openai-compatible', '/embeddings', (vectors: unknown[]) => ({ data: vectors.map((embedding) => ({ embedding })) })],
  ['openai-connector', '/api/v1/openai/embeddings', (embeddings: unknown[]) => ({ success: true, embeddings })],
  ['mistral-connector', '/api/v1/mistral/embeddings', (embeddings: unknown[]) => ({ success: true, embeddings })],
] as const)('embeddings of %s', (kind, path, wrap) => {
  const embed = (said: Said, texts = ['a', 'b']) => {
    const { source, requests } = sourceOf(kind, { [path]: [said] });
    return { requests, made: source.embed({ texts, model: 'm' }, signal) };
  };

  test('vectors in order, with model and tokens', async () => {
    const vectors = [
      [1, 0.5],
      [-1, 0],
    ];
    const { requests, made } = embed(json({ ...wrap(vectors), model: 'made-by', usage: { total_tokens: 7 } }));
    expect(await made).toEqual({
      ok: true,
      value: { vectors: vectors.map((each) => Float32Array.from(each)), model: 'made-by', tokens: 7 },
    });
    expect(bodyOfRequest(requests[0])).toEqual({ input: ['a', 'b'], model: 'm' });
  });

  test.each<[string, Said, object]>([
    ['too few', json(wrap([[1]])), { kind: 'protocol', reason: 'embeddingCount' }],
    ['of different lengths', json(wrap([[1], [1, 2]])), { kind: 'protocol', reason: 'embeddingShape' }],
    ['empty', json(wrap([[], []])), { kind: 'protocol', reason: 'embeddingShape' }],
    ['with a number that does not fit', json(wrap([[1], [1e300]])), { kind: 'protocol', reason: 'embeddingShape' }],
    ['with a text in it', json(wrap([[1], ['x']])), { kind: 'protocol', reason: 'wrongShape' }],
    ['a page', page(), { kind: 'protocol', reason: 'html' }],
    ['a refused key', json({ error: 'x' }, 401), { kind: 'auth', reason: 'keyRefused' }],
  ])('%s: an error', async (_what, said, error) => {
    expect(await embed(said).made).toMatchObject({ ok: false, error });
  });
});

test('an order of its own is put right by index', async () => {
  const data = [
    { index: 1, embedding: [2] },
    { index: 0, embedding: [1] },
  ];
  const { source } = sourceOf('openai-compatible', { '/embeddings': [json({ data })] });
  const made = await source.embed({ texts: ['a', 'b'], model: null }, signal);
  expect(made.ok && made.value.vectors.map((vector) => vector[0])).toEqual([1, 2]);
  const twice = sourceOf('openai-compatible', {
    '/embeddings': [json({ data: [data[0], { index: 7, embedding: [1] }] })],
  });
  expect(await twice.source.embed({ texts: ['a', 'b'], model: null }, signal)).toMatchObject({ ok: false });
});

test('Open WebUI has none', async () => {
  const { source } = sourceOf('open-webui', {});
  expect(await source.embed({ texts: ['a'], model: null }, signal)).toMatchObject({
    error: { reason: 'noEmbeddings' },
  });
});

describe('many texts', () => {
  const capabilities = sourceOf('openai-compatible', {}).source.capabilities;
  const vectorsFor = (texts: readonly string[], dimensions = 3): Embeddings => ({
    vectors: texts.map((text) => Float32Array.from({ length: dimensions }, () => text.length)),
    model: 'm',
    tokens: texts.length,
  });

  async function embedded(
    texts: readonly string[],
    answer: (texts: readonly string[], turn: number) => Result<Embeddings>,
    dimensions: number | null = null,
  ) {
    const batches: EmbeddingBatch[] = [];
    let turn = 0;
    const source = { capabilities, embed: async ({ texts }: { texts: readonly string[] }) => answer(texts, turn++) };
    const result = await embedAll(source, { texts, model: null, dimensions }, (batch) => batches.push(batch), signal);
    return { result, batches };
  }
  const texts = Array.from({ length: 150 }, (_, at) => 'x'.repeat(at + 1));

  test('go in batches that are handed on as they come', async () => {
    const { result, batches } = await embedded(texts, (batch) => ok(vectorsFor(batch)));
    expect(result).toEqual({ ok: true, value: { dimensions: 3, model: 'm', tokens: 150 } });
    expect(batches.map(({ first, vectors }) => [first, vectors.length])).toEqual([
      [0, 64],
      [64, 64],
      [128, 22],
    ]);
    expect(batches.flatMap(({ vectors }) => vectors.map((vector) => vector[0]))).toEqual(
      texts.map(({ length }) => length),
    );
  });

  test('what was handed on stays when a later request fails', async () => {
    const { result, batches } = await embedded(texts, (batch, turn) =>
      turn === 1 ? fail(appError('http', 'x')) : ok(vectorsFor(batch)),
    );
    expect([result.ok, batches.length]).toEqual([false, 1]);
  });

  test.each<[string, (texts: readonly string[], turn: number) => Result<Embeddings>, number | null, string]>([
    ['another length within', (each, turn) => ok(vectorsFor(each, 3 + turn)), null, 'embeddingDimensions'],
    ['another length than those there are', (each) => ok(vectorsFor(each)), 1_536, 'embeddingDimensions'],
    ['another model', (each, turn) => ok({ ...vectorsFor(each), model: `m${turn}` }), null, 'embeddingModel'],
  ])('%s ends the work', async (_what, answer, dimensions, reason) => {
    const { result } = await embedded(texts, answer, dimensions);
    expect(result).toMatchObject({ ok: false, error: { kind: 'protocol', reason } });
  });

  test('a count that is missing once makes the sum unknown', async () => {
    const { result } = await embedded(texts, (each, turn) =>
      ok({ ...vectorsFor(each), tokens: turn === 1 ? null : 5 }),
    );
    expect(result).toMatchObject({ ok: true, value: { tokens: null } });
  });

  test('blank texts are not sent', async () => {
    const { result, batches } = await embedded(['a', ' \n'], (each) => ok(vectorsFor(each)));
    expect([result, batches]).toMatchObject([{ ok: false, error: { reason: 'blankText' } }, []]);
  });

  test('Stop ends it between two requests', async () => {
    const stop = new AbortController();
    let asked = 0;
    const source = {
      capabilities,
      embed: async ({ texts }: { texts: readonly string[] }) => {
        asked += 1;
        stop.abort();
        return ok(vectorsFor(texts));
      },
    };
    const result = await embedAll(source, { texts, model: null, dimensions: null }, () => {}, stop.signal);
    expect([result, asked]).toMatchObject([{ ok: false, error: { kind: 'cancelled' } }, 1]);
  });

  test('a batch is small in tokens too, and a long text goes alone', () => {
    const sizes = [...batchesOf(['x'.repeat(100_000), 'short', 'y'.repeat(47_000), 'z'.repeat(3_000)])];
    expect(sizes.map((batch) => batch.map(({ length }) => length))).toEqual([[100_000], [5, 47_000], [3_000]]);
    expect([...batchesOf([])]).toEqual([]);
  });
});
