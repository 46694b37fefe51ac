import type { OpenSource } from '../answers/desk.ts';
import { batchesOf, embedAll } from '../answers/embeddings.ts';
import type { Embeddings } from '../answers/source.ts';
import type { Store } from '../database/store.ts';
import { type AppError, appError, fail, ok, type Result } from '../errors.ts';
import { mayBeOneText } from './limits.ts';
import type { Queued } from './sql/queue.ts';
import type { VectorStore } from './vector-store.ts';
import type { IndexState } from './vectors.ts';

/** Messages looked at together; a request has at most as many texts. */
const PAGE = 64;
/** So many texts refused one by one, and none accepted: it is not the texts. */
const MOST_REFUSED = 3;

export interface BatchDeps {
  readonly store: Store;
  readonly vectors: VectorStore;
}

export interface BatchJob {
  readonly state: IndexState;
  /** Asked anew for each request: its settings and its key may have changed since the last. */
  readonly open: () => Promise<Result<OpenSource>>;
  /** Tokens of a message that are embedded. */
  readonly maxTokens: number;
}

export interface Batches {
  /**
   * Embeds the newest messages of the queue with one request at most; `more: false` when there is nothing left to do.
   * What is stored is committed before it leaves the queue, so ending the program anywhere costs one request at most.
   */
  next(job: BatchJob, signal: AbortSignal): Promise<Result<{ more: boolean }>>;
}

/**
 * Works off the queue. A request that was refused because of its texts is made again text by text; what the server does
 * not take alone either is left without a vector, once another text has shown that it takes any.
 */
export function createBatches({ store, vectors }: BatchDeps): Batches {
  let oneByOne = 0;
  let refused: readonly Queued[] = [];
  let refusal: AppError | null = null;

  async function embed(rows: readonly Queued[], job: BatchJob, signal: AbortSignal): Promise<Result<null>> {
    const made = await askFor(rows, job, signal);
    if (!made.ok) return refuse(rows, made);
    const answeredBy = job.state.answeredBy;
    if (answeredBy !== null && made.value.model !== null && made.value.model !== answeredBy) {
      return fail(appError('protocol', 'another model made these vectors', { reason: 'embeddingModel' }));
    }
    const put = await vectors.call('vectors.put', {
      rows: rows.flatMap(({ id, conversationId, hash }, at) => {
        const vector = made.value.vectors[at];
        return vector && conversationId !== null ? [{ id, conversationId, hash, vector }] : [];
      }),
      answeredBy: made.value.model,
      tokens: made.value.tokens,
    });
    if (!put.ok) return put;
    const aside = refused;
    refused = [];
    oneByOne = Math.max(0, oneByOne - rows.length);
    return finish([...rows, ...aside], job);
  }

  function refuse(rows: readonly Queued[], failed: Extract<Result<never>, { ok: false }>): Result<null> {
    if (!mayBeOneText(failed.error)) return failed;
    if (rows.length > 1) {
      oneByOne = rows.length;
      return ok(null);
    }
    refused = [...refused, ...rows];
    refusal = failed.error;
    if (refused.length < MOST_REFUSED) return ok(null);
    refused = [];
    return failed;
  }

  /** Nothing else is left to show whether it was the texts; but a server that has taken others takes texts. */
  async function end(job: BatchJob): Promise<Result<{ more: boolean }>> {
    const aside = refused;
    refused = [];
    if (aside.length > 0 && refusal && job.state.dimensions === null) return fail(refusal);
    const finished = await finish(aside, job);
    return finished.ok ? ok({ more: false }) : finished;
  }

  async function finish(rows: readonly Queued[], { maxTokens }: BatchJob): Promise<Result<null>> {
    if (rows.length === 0) return ok(null);
    return store.run('meaning.done', { rows: rows.map(({ id, hash }) => ({ id, hash })), maxTokens });
  }

  return {
    async next(job, signal) {
      const { maxTokens } = job;
      const skip = refused.map(({ id }) => id);
      const taken = await store.read('meaning.take', { limit: PAGE, maxTokens, skip });
      if (!taken.ok) return taken;
      if (taken.value.length === 0) return end(job);
      const sorted = await sortOut(taken.value, vectors);
      if (!sorted.ok) return sorted;
      const { settled, fresh } = sorted.value;
      const finished = await finish(settled, job);
      if (!finished.ok) return finished;
      const rows = fresh.slice(0, oneByOne > 0 ? 1 : firstBatch(fresh));
      const embedded = rows.length > 0 ? await embed(rows, job, signal) : ok(null);
      return embedded.ok ? ok({ more: true }) : embedded;
    },
  };
}

/** Blank messages and those that are gone have no vector; texts that have theirs already are not sent again. */
async function sortOut(
  taken: readonly Queued[],
  vectors: VectorStore,
): Promise<Result<{ settled: readonly Queued[]; fresh: readonly Queued[] }>> {
  const silent = taken.filter(({ text }) => text === '');
  const known = await vectors.call(
    'vectors.known',
    taken.map(({ id, hash }) => ({ id, hash })),
  );
  if (!known.ok) return known;
  if (silent.length > 0) {
    const removed = await vectors.call(
      'vectors.remove',
      silent.map(({ id }) => id),
    );
    if (!removed.ok) return removed;
  }
  const there = new Set(known.value);
  const fresh = taken.filter(({ id, text }) => text !== '' && !there.has(id));
  const waiting = new Set(fresh);
  return ok({ settled: taken.filter((row) => !waiting.has(row)), fresh });
}

function firstBatch(rows: readonly Queued[]): number {
  const [batch = []] = batchesOf(rows.map(({ text }) => text));
  return batch.length;
}

async function askFor(
  rows: readonly Queued[],
  { state, open }: BatchJob,
  signal: AbortSignal,
): Promise<Result<Embeddings>> {
  const opened = await open();
  if (!opened.ok) return opened;
  let made: Embeddings | null = null;
  const job = { texts: rows.map(({ text }) => text), model: state.model, dimensions: state.dimensions };
  const totals = await embedAll(
    opened.value.source,
    job,
    (batch) => {
      made = batch;
    },
    signal,
  );
  if (!totals.ok) return totals;
  return made ? ok(made) : fail(appError('protocol', 'no embeddings came', { reason: 'embeddingCount' }));
}
