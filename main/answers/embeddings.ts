import { appError, fail, ok, type Result } from '../errors.ts';
import { estimateTokens } from './context.ts';
import type { ChatSource, Embeddings } from './source.ts';

/** Limits of one request; providers take more texts, but a lost request then costs more. */
const BATCH = { texts: 64, tokens: 16_000 };

export interface EmbeddingJob {
  /** None of them blank; blank ones are refused by the providers. */
  readonly texts: readonly string[];
  readonly model: string | null;
  /** Length of the vectors there are already; `null` when these are the first. */
  readonly dimensions: number | null;
}

/** A batch as it comes: the vectors of the texts from `first` on. */
export interface EmbeddingBatch extends Embeddings {
  readonly first: number;
}

export interface EmbeddingTotals {
  readonly dimensions: number | null;
  readonly model: string | null;
  /** `null` when a batch came without its count. */
  readonly tokens: number | null;
}

/**
 * Embeds many texts, one request after another, and hands each batch on as it comes: what was handed on stays good when
 * a later request fails. Vectors of another length or of another model than those before could not be compared with
 * them, and end the work.
 *
 * Errors: `validation` with reason `noEmbeddings` or `blankText`; `protocol` with reason `embeddingDimensions` or
 * `embeddingModel`; those of `ChatSource.embed`; `cancelled`.
 */
export async function embedAll(
  source: Pick<ChatSource, 'embed' | 'capabilities'>,
  { texts, model, dimensions: known }: EmbeddingJob,
  onBatch: (batch: EmbeddingBatch) => void,
  signal: AbortSignal,
): Promise<Result<EmbeddingTotals>> {
  if (!source.capabilities.embeddings) return fail(refused('noEmbeddings'));
  if (texts.some((text) => text.trim() === '')) return fail(refused('blankText'));
  let totals: EmbeddingTotals = { dimensions: known, model: null, tokens: 0 };
  let first = 0;
  for (const batch of batchesOf(texts)) {
    if (signal.aborted) return fail(appError('cancelled', 'embedding was stopped'));
    const made = await source.embed({ texts: batch, model }, signal);
    if (!made.ok) return made;
    const next = addUp(totals, made.value);
    if (!next.ok) return next;
    totals = next.value;
    onBatch({ ...made.value, first });
    first += batch.length;
  }
  return ok(totals);
}

/** In their order; a text that is longer than a batch by itself goes alone. */
export function* batchesOf(texts: readonly string[]): Generator<readonly string[]> {
  let batch: string[] = [];
  let tokens = 0;
  for (const text of texts) {
    const cost = estimateTokens(text);
    if (batch.length === BATCH.texts || (batch.length > 0 && tokens + cost > BATCH.tokens)) {
      yield batch;
      batch = [];
      tokens = 0;
    }
    batch.push(text);
    tokens += cost;
  }
  if (batch.length > 0) yield batch;
}

function addUp(totals: EmbeddingTotals, made: Embeddings): Result<EmbeddingTotals> {
  const dimensions = made.vectors[0]?.length ?? 0;
  if (totals.dimensions !== null && totals.dimensions !== dimensions) {
    const message = `vectors of ${dimensions} numbers after ${totals.dimensions}`;
    return fail(appError('protocol', message, { reason: 'embeddingDimensions' }));
  }
  if (totals.model !== null && made.model !== null && totals.model !== made.model) {
    return fail(appError('protocol', 'another model made these vectors', { reason: 'embeddingModel' }));
  }
  const tokens = totals.tokens === null || made.tokens === null ? null : totals.tokens + made.tokens;
  return ok({ dimensions, model: totals.model ?? made.model, tokens });
}

function refused(reason: string) {
  return appError('validation', 'these texts cannot be embedded', { reason });
}
