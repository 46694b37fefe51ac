import { appError, fail, ok, type Result } from '../errors.ts';
import type { Embeddings } from './source.ts';

/** Longer than any model's; a limit on what one row may take. */
const MOST_DIMENSIONS = 16_384;

/**
 * Checks rows of numbers and makes them vectors: as many as texts were sent, of one length, every number finite. Errors:
 * `protocol` with reason `embeddingCount` or `embeddingShape`.
 */
export function packVectors(
  rows: readonly (readonly number[] | undefined)[],
  wanted: number,
  more: Omit<Embeddings, 'vectors'>,
): Result<Embeddings> {
  if (rows.length !== wanted) {
    const message = `${rows.length} embeddings for ${wanted} texts`;
    return fail(appError('protocol', message, { reason: 'embeddingCount' }));
  }
  const dimensions = rows[0]?.length ?? 0;
  const vectors: Float32Array[] = [];
  // A row that was never named leaves a hole, which only an index can see.
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at];
    const usable = row?.length === dimensions && dimensions > 0 && dimensions <= MOST_DIMENSIONS;
    if (!usable) return fail(shape(`embedding ${at} has ${row?.length ?? 0} numbers, not ${dimensions}`));
    const vector = Float32Array.from(row);
    if (!vector.every(Number.isFinite)) return fail(shape(`embedding ${at} holds a number that is none`));
    vectors.push(vector);
  }
  return ok({ ...more, vectors });
}

function shape(message: string) {
  return appError('protocol', message, { reason: 'embeddingShape' });
}
