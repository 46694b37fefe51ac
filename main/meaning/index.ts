import type { AnswerTarget, Cost, MeaningStatus, ReplyOf, SearchPage } from '../../preload/contract.ts';
import type { AnswerDesk } from '../answers/desk.ts';
import type { Clock, NewId } from '../clock.ts';
import type { Store } from '../database/store.ts';
import type { Emit } from '../emit.ts';
import { appError, fail, ok, type Result } from '../errors.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { Sources } from '../sources/index.ts';
import { createIndexer } from './indexer.ts';
import { tokensOfMessage } from './limits.ts';
import { createMeaningPublisher } from './publish.ts';
import { createQuery, type MeaningQuery } from './query.ts';
import { createVectorStore, type VectorStoreOptions } from './vector-store.ts';

/** Search by meaning: the index of every message, and the search that mixes it with the words. */
export interface Meaning {
  status(): MeaningStatus;
  pause(paused: boolean): Promise<Result<null>>;
  /** Errors: those of `AnswerDesk.open`; `validation`/`noEmbeddings`; `storage`. */
  estimate(sourceId: string): Promise<Result<ReplyOf<'meaning.estimate'>>>;
  search(query: MeaningQuery): Promise<Result<SearchPage>>;
  /** Messages have come or changed. */
  news(): void;
  power(state: 'asleep' | 'awake'): void;
  /** The way to the servers may be another one than before. */
  retry(): void;
  close(): Promise<void>;
}

export interface MeaningDeps {
  readonly store: Store;
  readonly vectors: VectorStoreOptions;
  readonly desk: AnswerDesk;
  readonly sources: Pick<Sources, 'get' | 'subscribe'>;
  readonly settings: SettingsStore;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly emit: Emit;
  readonly onFault: (cause: unknown) => void;
}

export function createMeaning(deps: MeaningDeps): Meaning {
  const { store, desk, sources, settings, clock, newId, emit, onFault } = deps;
  const vectors = createVectorStore(deps.vectors);
  const publisher = createMeaningPublisher(clock, status, (now) => emit('meaning', now));
  const metered = () => settings.get().network.metered;
  let wasMetered = metered();
  const indexer = createIndexer({
    store,
    vectors,
    desk,
    clock,
    newId,
    metered,
    changed: publisher.changed,
    onFault,
  });
  const search = createQuery({
    store,
    vectors,
    desk,
    clock,
    index: () => indexer.snapshot().index,
    spend: indexer.spend,
  });
  let target = settings.get().meaning;

  function status(): MeaningStatus {
    const { index, state, progress } = indexer.snapshot();
    const tokens = index === null ? 0 : index.tokens;
    return {
      chosen: target && { ...target, sourceName: sources.get(target.sourceId)?.name ?? '' },
      state,
      done: Math.max(0, progress.total - progress.pending),
      total: progress.total,
      tokens,
      cost: target && tokens !== null ? costOf(target.sourceId, tokens) : null,
    };
  }

  /** By the prices as they stand now. */
  function costOf(sourceId: string, tokens: number): Cost | null {
    const source = sources.get(sourceId);
    const prices = source && 'prices' in source ? source.prices : null;
    return prices && { amount: (tokens * prices.input) / 1_000_000, currency: prices.currency };
  }

  function choose(next: AnswerTarget | null): void {
    target = next;
    indexer.choose(next).catch(onFault);
  }

  const unfollow = [
    // The queue is not carried over; what has its vector already is not sent again.
    store.on('rescued', () => choose(target)),
    settings.subscribe(({ meaning }) => {
      if (JSON.stringify(meaning) !== JSON.stringify(target)) choose(meaning);
      if (metered() === wasMetered) return;
      wasMetered = metered();
      indexer.repace();
    }),
    sources.subscribe((id) => {
      if (id !== target?.sourceId) return;
      indexer.retry();
      publisher.changed();
    }),
  ];
  choose(target);

  return {
    status,
    pause: indexer.pause,
    async estimate(sourceId) {
      const opened = await desk.open(sourceId);
      if (!opened.ok) return opened;
      const { source } = opened.value;
      if (!source.capabilities.embeddings) {
        return fail(appError('validation', 'this source has no embeddings', { reason: 'noEmbeddings' }));
      }
      const measured = await store.read('meaning.measure', { maxTokens: tokensOfMessage(null) });
      if (!measured.ok) return measured;
      const { messages, tokens } = measured.value;
      const { host } = new URL(source.identity.address);
      return ok({ messages, tokens, cost: costOf(sourceId, tokens), host });
    },
    search,
    news: indexer.news,
    power: indexer.power,
    retry: indexer.retry,
    async close() {
      for (const end of unfollow) end();
      publisher.close();
      await indexer.close();
    },
  };
}
