import { describe, expect, test } from 'vitest';
import { embedAll } from '../../../main/answers/embeddings.ts';
import { atDemo } from './desk.ts';

const { signal } = new AbortController();
const TEXTS = [
  'The pump makes a noise since this morning',
  'The invoice of the supplier is late',
  'Heavy rain on the road',
];

function likeness(a: Float32Array | undefined, b: Float32Array | undefined): number {
  let sum = 0;
  a?.forEach((value, at) => {
    sum += value * (b?.[at] ?? 0);
  });
  return sum;
}

describe.each([
  ['openai-compatible', 'atelier-embed', 384],
  ['openai-connector', null, 1_536],
  ['mistral-connector', null, 1_024],
] as const)('embeddings of %s', (kind, model, dimensions) => {
  test('a paraphrase in the other language is the nearest', async () => {
    const { source } = await atDemo(kind);
    const made = await source.embed({ texts: [...TEXTS, 'La pompe fait du bruit depuis ce matin'], model }, signal);
    if (!made.ok) throw new Error(made.error.message);
    const french = made.value.vectors[3];
    expect(french).toHaveLength(dimensions);
    const scores = made.value.vectors.slice(0, 3).map((vector) => likeness(vector, french));
    expect(scores[0]).toBeGreaterThan(0.7);
    expect(Math.max(scores[1] ?? 1, scores[2] ?? 1)).toBeLessThan(0.4);
    expect(made.value.tokens).toBeGreaterThan(15);
  });

  test('many texts come in batches, all of them', async () => {
    const { source } = await atDemo(kind);
    const texts = Array.from({ length: 130 }, (_, at) => `pump number ${at}`);
    const firsts: number[] = [];
    const totals = await embedAll(
      source,
      { texts, model, dimensions: null },
      ({ first }) => firsts.push(first),
      signal,
    );
    expect(totals).toMatchObject({ ok: true, value: { dimensions, tokens: 390 } });
    expect(firsts).toEqual([0, 64, 128]);
  });

  test.each([
    ['tooFew', 'embeddingCount'],
    ['lengths', 'embeddingShape'],
    ['dimensions', 'embeddingDimensions'],
  ] as const)('%s: not taken', async (wrong, reason) => {
    const { source, switches } = await atDemo(kind);
    switches.set('embeddingsWrong', wrong);
    const totals = await embedAll(source, { texts: ['one', 'two'], model, dimensions }, () => {}, signal);
    expect(totals).toMatchObject({ ok: false, error: { kind: 'protocol', reason } });
  });
});
