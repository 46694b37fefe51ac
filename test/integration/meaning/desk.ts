import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { OpenSource } from '../../../main/answers/desk.ts';
import { NO_PARAMETERS } from '../../../main/answers/parameters.ts';
import type { ChatSource, EmbeddingRequest, Embeddings } from '../../../main/answers/source.ts';
import { type Clock, systemClock } from '../../../main/clock.ts';
import { openDatabase } from '../../../main/database/open.ts';
import type { ProcedureName } from '../../../main/database/procedures.ts';
import { procedures } from '../../../main/database/procedures.ts';
import { run } from '../../../main/database/statements.ts';
import type { Store } from '../../../main/database/store.ts';
import { meaningVector } from '../../../main/demo/openai/meaning/vector.ts';
import { appError, fail, ok, type Result } from '../../../main/errors.ts';
import { createMeaning, type Meaning } from '../../../main/meaning/index.ts';
import { createSettings, type SettingsStore } from '../../../main/settings/settings.ts';
import type { AnswerSource, AnswerTarget, MeaningStatus, SearchPage } from '../../../preload/contract.ts';

const workerUrl = new URL('../../../main/database/worker.ts', import.meta.url);
const DIMENSIONS = 256;

/** A server of embeddings in this process: what it was asked, and how it answers. */
export interface Embedder {
  /** Every text of a message or a search that reached it. */
  readonly texts: string[];
  readonly batches: string[][];
  answer(request: EmbeddingRequest, signal: AbortSignal): Promise<Result<Embeddings>>;
}

export function embedder(): Embedder {
  return {
    texts: [],
    batches: [],
    answer: async (request) => ok(vectorsOf(request)),
  };
}

/** French and English words of the same meaning are near each other, as with the demo workspace. */
export function vectorsOf({ texts, model }: EmbeddingRequest, dimensions = DIMENSIONS): Embeddings {
  return {
    vectors: texts.map((text) => Float32Array.from(meaningVector(text, dimensions))),
    model: model ?? 'usual-model',
    tokens: texts.length * 10,
  };
}

/** Never answers; the request ends when it is given up. */
export function untilStopped(signal: AbortSignal): Promise<Result<never>> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(fail(appError('cancelled', 'stopped'))), { once: true });
  });
}

export const SOURCE: AnswerSource = {
  id: 'cloud',
  kind: 'openai-compatible',
  name: 'Cloud',
  address: 'https://cloud.test/v1',
  demo: false,
  hasKey: true,
  headers: [],
  model: null,
  system: '',
  parameters: NO_PARAMETERS,
  stream: true,
  timeouts: { firstByte: 60, betweenBytes: 60 },
  prices: { input: 2, output: 0, currency: 'EUR' },
  nearby: false,
};

export const TARGET: AnswerTarget = { sourceId: SOURCE.id, model: null };

/** A person's files: the program can be started on them again. */
export function files() {
  const folder = mkdtempSync(join(tmpdir(), 'companion-meaning-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }));
  let kept: unknown;
  const settings = {
    read: () => kept,
    write: (value: unknown) => {
      kept = value;
    },
  };
  return { database: join(folder, 'companion.db'), vectors: join(folder, 'meaning.db'), settings };
}

export type Files = ReturnType<typeof files>;

export interface Program {
  readonly meaning: Meaning;
  readonly settings: SettingsStore;
  readonly told: MeaningStatus[];
  readonly faults: unknown[];
  /** Procedures in here are never answered: the program is killed before they run. */
  readonly lost: Set<ProcedureName>;
  /** How many of them were called. */
  stuck(): number;
  write(content: string, conversation?: number): number;
  change(id: number, content: string): void;
  remove(id: number): void;
  /** The source has been changed in the settings, or has come or gone. */
  sourceChanged(there: boolean): void;
  state(): MeaningStatus['state']['kind'];
  until(state: MeaningStatus['state']['kind']): Promise<void>;
  search(text: string, more?: { conversationId?: number; next?: number; limit?: number }): Promise<SearchPage>;
  close(): Promise<void>;
}

/** Starts the program's part for search by meaning, with conversations 1 and 2 of one account and 3 of another. */
export async function start(on: Files, server: Embedder, clock: Clock = systemClock): Promise<Program> {
  const opened = must(await openDatabase({ file: on.database, now: 1 }));
  const { db } = opened;
  if (opened.report.created) seed(db);
  const lost = new Set<ProcedureName>();
  const unanswered: (() => void)[] = [];
  const faults: unknown[] = [];
  const told: MeaningStatus[] = [];
  const settings = createSettings(on.settings);
  const listeners = new Set<(id: string) => void>();
  let there = true;
  let last = Number(db.prepare('SELECT coalesce(max(id), 0) AS n FROM message').get()?.n);

  const call: Store['run'] = (name, args) => {
    if (lost.has(name))
      return new Promise((resolve) => unanswered.push(() => resolve(fail(appError('storage', 'closed')))));
    const outcome = (procedures[name] as (on: typeof db, with_: unknown) => unknown)(db, args);
    return Promise.resolve(ok(finished(outcome) as never));
  };
  const store: Store = { run: call, read: call, on: () => () => {}, close: async () => {} };
  const source: ChatSource = {
    identity: { id: SOURCE.id, kind: SOURCE.kind, name: SOURCE.name, address: SOURCE.address },
    capabilities: {
      stream: true,
      stop: true,
      systemPrompt: true,
      parameters: [],
      models: true,
      needsModel: false,
      embeddings: true,
      keeps: 'us',
    },
    async embed(request, signal) {
      server.batches.push([...request.texts]);
      server.texts.push(...request.texts);
      return server.answer(request, signal);
    },
    models: async () => ok([]),
    send: async () => fail(appError('unknown', 'answers no questions')),
    test: async () => {
      throw new Error('is not tested');
    },
  };
  const open: OpenSource = {
    source,
    name: SOURCE.name,
    demo: false,
    nearby: false,
    model: null,
    system: null,
    parameters: NO_PARAMETERS,
    prices: SOURCE.prices,
  };
  const meaning = createMeaning({
    store,
    vectors: { file: on.vectors, workerUrl, clock },
    desk: {
      open: async () => (there ? ok(open) : fail(appError('notFound', 'no such source', { reason: 'source' }))),
      contextTokens: () => null,
    },
    sources: {
      get: () => (there ? SOURCE : null),
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    settings,
    clock,
    newId: randomUUID,
    emit: (topic, event) => {
      if (topic === 'meaning') told.push(event as MeaningStatus);
    },
    onFault: (cause) => faults.push(cause),
  });
  let closed = false;
  const program: Program = {
    meaning,
    settings,
    told,
    faults,
    lost,
    stuck: () => unanswered.length,
    write(content, conversation = 1) {
      last += 1;
      run(
        db,
        `INSERT INTO message (id, conversation_id, sort_key, author, created_at, content) VALUES (?, ?, ?, 'other', ?, ?)`,
        last,
        conversation,
        last,
        last,
        content,
      );
      run(db, 'INSERT INTO unindexed (message_id) VALUES (?)', last);
      run(db, 'UPDATE conversation SET message_count = message_count + 1 WHERE id = ?', conversation);
      meaning.news();
      return last;
    },
    change(id, content) {
      run(db, 'UPDATE message SET content = ? WHERE id = ?', content, id);
      meaning.news();
    },
    remove(id) {
      run(db, 'DELETE FROM message WHERE id = ?', id);
      meaning.news();
    },
    sourceChanged(next) {
      there = next;
      for (const listener of listeners) listener(SOURCE.id);
    },
    state: () => meaning.status().state.kind,
    until: (state) => eventually(() => meaning.status().state).toMatchObject({ kind: state }),
    async search(text, { conversationId, next, limit = 50 } = {}) {
      const request = { text, conversationId: conversationId ?? null, next: next ?? null, order: 'relevance' } as const;
      return must(await meaning.search({ ...request, accountId: 1, limit, meaning: true }));
    },
    async close() {
      if (closed) return;
      closed = true;
      for (const end of unanswered) end();
      await meaning.close();
      db.close();
    },
  };
  onTestFinished(program.close);
  return program;
}

function seed(db: Parameters<typeof run>[0]): void {
  for (const id of [1, 2]) {
    run(
      db,
      `INSERT INTO account (id, server, user_id, username, display_name, last_used_at) VALUES (?, 'https://h/api', ?, 'a', 'A', 0)`,
      id,
      id,
    );
  }
  for (const [id, account] of [
    [1, 1],
    [2, 1],
    [3, 2],
  ] as const) {
    run(
      db,
      'INSERT INTO conversation (id, account_id, title, created_at, last_at) VALUES (?, ?, ?, 0, ?)',
      id,
      account,
      `Conversation ${id}`,
      id,
    );
  }
}

/** Long procedures are generators. */
function finished(outcome: unknown): unknown {
  if (!isSteps(outcome)) return outcome;
  for (;;) {
    const step = outcome.next();
    if (step.done) return step.value;
  }
}

function isSteps(value: unknown): value is Generator<unknown, unknown, void> {
  return typeof value === 'object' && value !== null && 'next' in value && typeof value.next === 'function';
}

/** For as long as a busy machine may take. */
export function eventually<T>(look: () => T) {
  return expect.poll(look, { timeout: 20_000, interval: 5 });
}

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.message}`);
  return result.value;
}
