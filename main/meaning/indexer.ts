import type { AnswerTarget, MeaningStatus } from '../../preload/contract.ts';
import type { AnswerDesk } from '../answers/desk.ts';
import type { Clock, NewId } from '../clock.ts';
import type { Store } from '../database/store.ts';
import { type AppError, fail, ok, type Result } from '../errors.ts';
import { createBatches } from './batch.ts';
import { pauseAfter, tokensOfMessage } from './limits.ts';
import type { Progress } from './sql/queue.ts';
import type { VectorStore } from './vector-store.ts';
import type { IndexState } from './vectors.ts';

/** After the last news of messages: what is still being written is not embedded with every word. */
const SETTLE_MS = 3_000;

export interface Indexer {
  /** Builds the index with this target; another one than before begins from nothing, `null` removes it all. */
  choose(target: AnswerTarget | null): Promise<void>;
  pause(paused: boolean): Promise<Result<null>>;
  power(state: 'asleep' | 'awake'): void;
  /** Whether the connection is metered has changed. */
  repace(): void;
  /** Messages have come or changed. */
  news(): void;
  /** What made it fail may be gone: it tries again at once. */
  retry(): void;
  snapshot(): IndexSnapshot;
  /** Counts what a search has used. */
  spend(tokens: number | null): Promise<void>;
  close(): Promise<void>;
}

export interface IndexSnapshot {
  /** `null`: off, or not begun. */
  readonly index: IndexState | null;
  readonly state: MeaningStatus['state'];
  readonly progress: Progress;
}

export interface IndexerDeps {
  readonly store: Store;
  readonly vectors: VectorStore;
  readonly desk: AnswerDesk;
  readonly clock: Clock;
  readonly newId: NewId;
  /** What goes over the connection costs: the index waits. */
  readonly metered: () => boolean;
  readonly changed: () => void;
  readonly onFault: (cause: unknown) => void;
}

const NOTHING: Progress = { pending: 0, total: 0 };

/** Keeps a vector of every message, in the background, one request at a time, newest first. */
export function createIndexer(deps: IndexerDeps): Indexer {
  const { store, vectors, desk, clock, newId, metered, changed, onFault } = deps;
  const batches = createBatches({ store, vectors });
  let wanted: AnswerTarget | null = null;
  let index: IndexState | null = null;
  let state: MeaningStatus['state'] = { kind: 'off' };
  let progress = NOTHING;
  let asleep = false;
  let closed = false;
  let failures = 0;
  /** Messages have come while it worked; it may have looked for the last time already. */
  let moreCame = false;
  let working: { readonly ended: Promise<void>; readonly stop: AbortController } | null = null;
  let cancelTimer = () => {};
  let turn: Promise<unknown> = Promise.resolve();

  function say(next: MeaningStatus['state']): void {
    state = next;
    changed();
  }

  /** Changes of what is indexed come one after another, and never while a request is under way. */
  function inTurn<T>(change: () => Promise<T>): Promise<T> {
    const made = turn.then(halt).then(change);
    turn = made.catch(onFault);
    return made;
  }

  async function halt(): Promise<void> {
    cancelTimer();
    working?.stop.abort();
    await working?.ended;
  }

  async function begin(target: AnswerTarget): Promise<Result<IndexState>> {
    const known = await vectors.call('vectors.state', undefined);
    if (!known.ok) return known;
    const same = known.value?.sourceId === target.sourceId && known.value.model === target.model;
    if (known.value && same) return followed(known.value);
    const erased = await vectors.erase();
    if (!erased.ok) return erased;
    const fresh = { id: newId(), ...target, answeredBy: null, dimensions: null, tokens: 0, paused: false };
    const begun = await vectors.call('vectors.begin', fresh);
    return begun.ok ? followed(begun.value) : begun;
  }

  async function followed(made: IndexState): Promise<Result<IndexState>> {
    const following = await store.run('meaning.follow', { index: made.id });
    return following.ok ? ok(made) : following;
  }

  async function apply(target: AnswerTarget | null): Promise<void> {
    wanted = target;
    failures = 0;
    index = null;
    if (target === null) {
      progress = NOTHING;
      const left = await store.run('meaning.unfollow', undefined);
      const erased = await vectors.erase();
      const wrong = [left, erased].find((each) => !each.ok);
      return say(wrong && !wrong.ok ? { kind: 'failed', error: wrong.error, nextAt: null } : { kind: 'off' });
    }
    const begun = await begin(target);
    if (!begun.ok) return failed(begun.error);
    index = begun.value;
    await count();
    go();
  }

  async function count(): Promise<void> {
    const counted = await store.read('meaning.progress', undefined);
    if (counted.ok) progress = counted.value;
  }

  function whatHolds({ paused }: IndexState): MeaningStatus['state'] | null {
    if (paused) return { kind: 'paused' };
    if (metered()) return { kind: 'metered' };
    return asleep ? state : null;
  }

  /** Begins to work, unless something speaks against it or it works already. */
  function go(): void {
    cancelTimer();
    if (!index || working || closed) return;
    const held = whatHolds(index);
    if (held) {
      say(held);
      return;
    }
    moreCame = false;
    const stop = new AbortController();
    const ended = work(index, stop.signal)
      .catch(onFault)
      .finally(() => {
        working = null;
        if (moreCame) soon();
      });
    working = { stop, ended };
  }

  async function work(from: IndexState, signal: AbortSignal): Promise<void> {
    const end = await run(from, signal);
    await count();
    if (signal.aborted || closed) return;
    if (!end.ok) return failed(end.error);
    failures = 0;
    say({ kind: 'ready' });
  }

  async function run({ sourceId, model }: IndexState, signal: AbortSignal): Promise<Result<null>> {
    const maxTokens = tokensOfMessage(model === null ? null : desk.contextTokens(sourceId, model));
    while (index && !signal.aborted) {
      await count();
      if (progress.pending === 0) return ok(null);
      say({ kind: 'indexing' });
      const next = await batches.next({ state: index, open: () => desk.open(sourceId), maxTokens }, signal);
      if (!next.ok) return next;
      failures = 0;
      await recall();
      if (!next.value.more) return ok(null);
    }
    return ok(null);
  }

  /** What a batch has changed beside the vectors. */
  async function recall(): Promise<void> {
    const known = await vectors.call('vectors.state', undefined);
    if (index && known.ok && known.value) index = known.value;
  }

  function failed(error: AppError): void {
    failures += 1;
    const pause = pauseAfter(error, failures);
    say({ kind: 'failed', error, nextAt: pause === null ? null : clock.now() + pause });
    if (pause !== null && !asleep) cancelTimer = clock.after(pause, go);
  }

  function soon(): void {
    // A failure has its own time.
    if (!index || asleep || closed || state.kind === 'failed') return;
    cancelTimer();
    cancelTimer = clock.after(SETTLE_MS, () => {
      if (index?.paused || metered()) void count().then(changed);
      else go();
    });
  }

  return {
    choose: (target) => inTurn(() => apply(target)),
    pause: (paused) =>
      inTurn(async () => {
        if (wanted === null) return ok(null);
        const kept = await vectors.call('vectors.pause', paused);
        if (!kept.ok) return fail(kept.error);
        if (index && kept.value) index = kept.value;
        if (index) go();
        else await apply(wanted);
        return ok(null);
      }),
    power(next) {
      if (asleep === (next === 'asleep')) return;
      asleep = next === 'asleep';
      void inTurn(async () => {
        if (!asleep) go();
      });
    },
    repace: () =>
      void inTurn(async () => {
        go();
      }),
    news() {
      if (working) moreCame = true;
      else soon();
    },
    retry() {
      if (state.kind !== 'failed') return;
      if (index) go();
      else void inTurn(() => apply(wanted));
    },
    snapshot: () => ({ index, state, progress }),
    async spend(tokens) {
      if (!index) return;
      await vectors.call('vectors.spend', tokens);
      await recall();
      changed();
    },
    async close() {
      closed = true;
      await inTurn(async () => {});
      await vectors.close();
    },
  };
}
