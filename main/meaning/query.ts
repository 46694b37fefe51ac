import type { SearchPage } from '../../preload/contract.ts';
import type { AnswerDesk } from '../answers/desk.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../database/store.ts';
import { appError, fail, ok, type Result } from '../errors.ts';
import type { SearchArgs } from '../search/query.ts';
import type { VectorStore } from './vector-store.ts';
import type { IndexState } from './vectors.ts';

/** The words are shown already while this is waited for; a model that has to be loaded first takes a few seconds. */
const PATIENCE_MS = 4_000;
/** Messages found by meaning, at most. */
const NEAREST = 50;
/** Searches that are remembered. */
const REMEMBERED = 100;
/** A letter or two have no meaning yet. */
const LEAST_LETTERS = 3;

export interface MeaningQuery extends SearchArgs {
  /** Also by meaning. */
  readonly meaning?: boolean | undefined;
}

export interface QueryDeps {
  readonly store: Store;
  readonly vectors: VectorStore;
  readonly desk: AnswerDesk;
  readonly clock: Clock;
  readonly index: () => IndexState | null;
  readonly spend: (tokens: number | null) => Promise<void>;
}

/**
 * Searches by words, and by meaning where that is wanted and on. A search never fails because of the server of the
 * embeddings: then it is one by words, and says so.
 */
export function createQuery(deps: QueryDeps): (query: MeaningQuery) => Promise<Result<SearchPage>> {
  const { store, vectors, desk, clock, index, spend } = deps;
  const known = new Map<string, Float32Array>();
  /** What the first page of a search was mixed from: the pages after it must come from the same. `null`: words alone. */
  const firstPages = new Map<string, readonly number[] | null>();

  async function embed(text: string, { sourceId, model, dimensions }: IndexState): Promise<Result<Float32Array>> {
    const opened = await desk.open(sourceId);
    if (!opened.ok) return opened;
    const stop = new AbortController();
    const cancel = clock.after(PATIENCE_MS, () => stop.abort());
    const made = await opened.value.source.embed({ texts: [text], model }, stop.signal);
    cancel();
    if (!made.ok) return made;
    void spend(made.value.tokens);
    const [vector] = made.value.vectors;
    if (vector && vector.length === dimensions) return ok(vector);
    return fail(appError('protocol', 'a vector of another length', { reason: 'embeddingDimensions' }));
  }

  async function vectorOf(text: string, made: IndexState): Promise<Result<Float32Array>> {
    const key = `${made.id} ${text}`;
    const remembered = known.get(key);
    if (remembered) return ok(remembered);
    const vector = await embed(text, made);
    if (!vector.ok) return vector;
    remember(known, key, vector.value);
    return vector;
  }

  async function nearest({ text, ...scope }: SearchArgs, made: IndexState): Promise<Result<readonly number[]>> {
    const vector = await vectorOf(text.trim(), made);
    if (!vector.ok) return vector;
    const conversations = await store.read('search.conversations', scope);
    if (!conversations.ok) return conversations;
    const near = await vectors.call('vectors.nearest', {
      vector: vector.value,
      conversations: conversations.value,
      count: NEAREST,
      standOut: true,
    });
    return near.ok ? ok(near.value.map(({ id }) => id)) : near;
  }

  return async ({ meaning, ...args }) => {
    const made = index();
    const wanted = meaning === true && args.order === 'relevance' && made !== null && made.dimensions !== null;
    if (!wanted || args.text.trim().length < LEAST_LETTERS) return store.read('search.query', args);
    const key = JSON.stringify([made.id, args.text, args.accountId, args.conversationId]);
    if (args.next === null) {
      const found = await nearest(args, made);
      remember(firstPages, key, found.ok ? found.value : null);
    }
    const near = firstPages.get(key) ?? null;
    const page = await store.read('search.query', near === null ? args : { ...args, near });
    return page.ok ? ok({ ...page.value, meaning: near === null ? 'failed' : 'used' }) : page;
  };
}

/** The newest stay. */
function remember<T>(known: Map<string, T>, key: string, value: T): void {
  known.delete(key);
  known.set(key, value);
  const oldest = known.keys().next().value;
  if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
}
