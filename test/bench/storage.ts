/**
 * The database and the search, measured beside what they are to be compared with in the same run. Run alone:
 * `node test/bench/storage.ts [messages]`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { DatabaseSync } from 'node:sqlite';
import { mergeMessages } from '../../main/conversations/sql/merge.ts';
import { openStore, type Store } from '../../main/database/client.ts';
import { openReader } from '../../main/database/connection.ts';
import { closeWriter, trimLog } from '../../main/database/maintenance.ts';
import { openDatabase } from '../../main/database/open.ts';
import { prepared, transaction } from '../../main/database/statements.ts';
import type { Result } from '../../main/errors.ts';
import type { RemoteMessage } from '../../main/halext/api.ts';
import { indexMessages } from '../../main/search/indexer.ts';
import { type Corpus, createCorpus, seeded, writeCorpus } from './corpus.ts';
import { type BenchRow, median, quantile } from './row.ts';

/** What the server answers for a conversation at most: the unit of a first synchronisation. */
const PAGE = 200;
const INGESTED = 20_000;
const STEP = 50;
const EACH_KIND = 20;
const LIKES = 60;
const SHOWN = 50;

const workerUrl = new URL('../../main/database/worker.ts', import.meta.url);

/** All storage rows: writing, full-text search, reading, and how long storage keeps main from anything else. */
export async function benchStorage({ messages }: { messages: number }): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'companion-bench-'));
  try {
    const corpus = createCorpus(seeded(1));
    const written = await benchIngest(folder, corpus);
    const file = join(folder, 'corpus.db');
    const { rows: indexed, long } = await benchIndexing(file, corpus, messages);
    const store = must(await openStore({ file, workerUrl, fallback: 'fail' })).store;
    const searched = await benchSearch(store, file, corpus, messages);
    const read = await benchReading(store, long);
    const blocked = await benchMainLoop(store, corpus);
    await store.close();
    return [...written, ...indexed, ...searched, ...read, ...blocked];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A first synchronisation through our own procedure, beside nothing but the insert it comes down to. */
async function benchIngest(folder: string, corpus: Corpus): Promise<BenchRow[]> {
  const pages = Array.from({ length: INGESTED / PAGE }, (_, page) => remoteMessages(corpus, page * PAGE, page + 1));
  const steps: number[] = [];
  const ours = await inNewFile(join(folder, 'ours.db'), (db) => {
    for (const [index, page] of pages.entries()) ingest(db, index + 1, page, steps);
  });
  const bare = await inNewFile(join(folder, 'bare.db'), (db) => insertBare(db, pages, STEP));
  const one = await inNewFile(join(folder, 'one.db'), (db) => insertBare(db, pages, INGESTED));
  const perSecond = (ms: number) => (INGESTED / ms) * 1_000;
  const against = 'bare prepared insert, same indexes';
  return [
    {
      name: 'first synchronisation, index excluded',
      value: perSecond(ours),
      unit: 'rows/s',
      against: `${against}, ${STEP} a transaction`,
      reference: perSecond(bare),
      budget: perSecond(bare) / 2,
    },
    {
      name: 'first synchronisation, index excluded',
      value: perSecond(ours),
      unit: 'rows/s',
      against: `${against}, one transaction`,
      reference: perSecond(one),
      budget: perSecond(one) / 2,
    },
    ...spread('step of the first synchronisation', steps, { against: 'median', reference: median(steps), budget: 8 }),
  ];
}

function ingest(db: DatabaseSync, conversationId: number, messages: RemoteMessage[], steps: number[]): void {
  const work = mergeMessages(db, {
    conversationId,
    messages,
    last: null,
    full: false,
    listedLastId: null,
    first: true,
    now: 1,
  });
  let started = performance.now();
  while (!work.next().done) {
    steps.push(performance.now() - started);
    trimLog(db);
    started = performance.now();
  }
}

function insertBare(db: DatabaseSync, pages: readonly RemoteMessage[][], rows: number): void {
  const all = pages.flat();
  const insert = prepared(
    db,
    `INSERT INTO message (id, conversation_id, remote_id, sort_key, author, created_at, content)
     VALUES (?, ?, ?, ?, 'me', ?, ?)`,
  );
  for (let from = 0; from < all.length; from += rows) {
    transaction(db, () => {
      for (const message of all.slice(from, from + rows)) {
        const { id, conversationId, createdAt, content } = message;
        insert.run(createdAt * 1_024 + (id % 1_024), conversationId, id, id, createdAt, content);
      }
    });
    trimLog(db);
  }
}

/** Runs work on a fresh file with the conversations it needs; answers how long the work took, in milliseconds. */
async function inNewFile(file: string, work: (db: DatabaseSync) => void): Promise<number> {
  const { db } = must(await openDatabase({ file, now: 1 }));
  db.exec("INSERT INTO account VALUES (1, 'https://halext.test/api', 1, 'ada', 'Ada', 0, 0)");
  const conversation = db.prepare(
    'INSERT INTO conversation (account_id, remote_id, title, created_at, last_at) VALUES (1, ?, ?, 0, 0)',
  );
  for (let n = 1; n <= INGESTED / PAGE; n += 1) conversation.run(n, `Conversation ${n}`);
  const started = performance.now();
  work(db);
  const took = performance.now() - started;
  closeWriter(db);
  return took;
}

async function benchIndexing(
  file: string,
  corpus: Corpus,
  messages: number,
): Promise<{ rows: BenchRow[]; long: number }> {
  const { db } = must(await openDatabase({ file, now: 1 }));
  const writing = performance.now();
  const long = writeCorpus(db, corpus, seeded(2), messages);
  const wrote = performance.now() - writing;
  const batches: number[] = [];
  const indexing = performance.now();
  let started = indexing;
  for (const _ of indexMessages(db, { now: () => performance.now(), indexed: () => {} })) {
    batches.push(performance.now() - started);
    trimLog(db);
    started = performance.now();
  }
  const took = performance.now() - indexing;
  closeWriter(db);
  const rows = [
    {
      name: 'full-text index, in batches',
      value: (messages / took) * 1_000,
      unit: 'rows/s',
      against: 'writing the same rows',
      reference: (messages / wrote) * 1_000,
      budget: null,
    },
    ...spread('batch of the full-text index', batches, { against: 'median', reference: median(batches), budget: null }),
  ];
  return { rows, long };
}

async function benchSearch(store: Store, file: string, corpus: Corpus, messages: number): Promise<BenchRow[]> {
  const queries = searches(corpus);
  const like = likeTimes(file, queries);
  const reference = { against: 'LIKE over the table', reference: quantile(like, 0.95), budget: 20 };
  const rows: BenchRow[] = [];
  for (const order of ['newest', 'relevance'] as const) {
    const times: number[] = [];
    for (const text of queries) {
      const started = performance.now();
      must(
        await store.read('search.query', { accountId: 1, conversationId: null, text, order, next: null, limit: SHOWN }),
      );
      times.push(performance.now() - started);
    }
    rows.push(...spread(`search in ${messages} messages, ${order}`, times, reference));
  }
  return rows;
}

/** Words of every frequency, two at a time, together, and unfinished ones. */
function searches(corpus: Corpus): string[] {
  const random = seeded(3);
  const between = (low: number, high: number) => corpus.words[low + Math.floor(random() * (high - low))] ?? 'de';
  const kinds: (() => string)[] = [
    () => `${between(0, 20)} `,
    () => `${between(40, 400)} `,
    () => `${between(400, 4_000)} `,
    () => `${between(4_000, 40_000)} `,
    () => `${between(0, 40)} ${between(0, 40)} `,
    () => `${between(40, 400)} ${between(4_000, 40_000)} `,
    () => `"${between(0, 40)} ${between(0, 40)}"`,
    () => between(40, 400).slice(0, 2),
    () => between(40, 400).slice(0, 3),
    () => between(400, 4_000).slice(0, 5),
  ];
  return kinds.flatMap((kind) => Array.from({ length: EACH_KIND }, kind)).filter((text) => text.trim().length > 1);
}

function likeTimes(file: string, queries: readonly string[]): number[] {
  const db = openReader(file);
  const like = db.prepare("SELECT id, content FROM message WHERE content LIKE ? ESCAPE '\\' ORDER BY id DESC LIMIT ?");
  const every = Math.max(1, Math.floor(queries.length / LIKES));
  const times = queries
    .filter((_, index) => index % every === 0)
    .map((text) => {
      const started = performance.now();
      like.all(`%${text.replace(/"/g, '').trim()}%`, SHOWN);
      return performance.now() - started;
    });
  db.close();
  return times;
}

async function benchReading(store: Store, long: number): Promise<BenchRow[]> {
  const about = { accountId: 1, conversationId: 1, limit: 60 };
  const pings = await timed(200, () => store.read('search.pending', undefined));
  const opened = await timed(50, () => store.run('messages.page', { ...about, from: { kind: 'end' } }));
  const listed = await timed(50, () => store.run('conversations.list', { accountIds: [2] }));
  let before = Number.MAX_SAFE_INTEGER;
  const paged = await timed(100, async () => {
    const page = must(await store.run('messages.page', { ...about, from: { kind: 'before', order: before } }));
    before = page?.messages[0]?.order ?? before;
  });
  const against = { against: 'an empty round trip', reference: median(pings), budget: 5 };
  return [
    ...spread(`open a conversation of ${long} messages at its end`, opened, against),
    ...spread(`page up in a conversation of ${long} messages`, paged, against),
    ...spread('list of 200 conversations', listed, against),
  ];
}

/** The longest time main could do nothing else while the database searched, listed and took messages in. */
async function benchMainLoop(store: Store, corpus: Corpus): Promise<BenchRow[]> {
  const idle = await longestBlock(() => new Promise((resolve) => setTimeout(resolve, 2_000)));
  const pages = Array.from({ length: 40 }, (_, page) => remoteMessages(corpus, 50_000_000 + page * PAGE, 1));
  const texts = searches(corpus);
  const busy = await longestBlock(async () => {
    for (const [index, messages] of pages.entries()) {
      const merge = { conversationId: 2, messages, last: null, full: false, listedLastId: null, first: true, now: 1 };
      await Promise.all([
        store.run('messages.merge', merge),
        store.read('search.query', {
          accountId: 1,
          conversationId: null,
          text: texts[(index * 7) % texts.length] ?? 'de',
          order: index % 2 === 0 ? 'newest' : 'relevance',
          next: null,
          limit: SHOWN,
        }),
        store.run('conversations.list', { accountIds: [2] }),
        store.run('messages.page', { accountId: 1, conversationId: 1, from: { kind: 'end' }, limit: 60 }),
      ]);
    }
  });
  const row = {
    name: 'longest block of the main loop by storage',
    unit: 'ms',
    against: 'the same loop idle',
    budget: 10,
  };
  return [{ ...row, value: busy, reference: idle }];
}

async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  const monitor = monitorEventLoopDelay({ resolution: 1 });
  monitor.enable();
  await work();
  monitor.disable();
  return monitor.max / 1e6;
}

async function timed(times: number, work: () => Promise<unknown>): Promise<number[]> {
  const figures: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const started = performance.now();
    await work();
    figures.push(performance.now() - started);
  }
  return figures;
}

/** Three rows: the middle, the slow twentieth and the slowest; the budget holds for the slow twentieth. */
function spread(
  name: string,
  figures: readonly number[],
  { against, reference, budget }: { against: string; reference: number; budget: number | null },
): BenchRow[] {
  return [
    { name: `${name}, p50`, value: median(figures), unit: 'ms', against, reference, budget: null },
    { name: `${name}, p95`, value: quantile(figures, 0.95), unit: 'ms', against, reference, budget },
    { name: `${name}, max`, value: quantile(figures, 1), unit: 'ms', against, reference, budget: null },
  ];
}

function remoteMessages(corpus: Corpus, from: number, conversationId: number): RemoteMessage[] {
  return Array.from({ length: PAGE }, (_, index) => {
    const id = from + index + 1;
    const ai = index % 2 === 1;
    return {
      id,
      conversationId,
      authorId: ai ? null : 1,
      ai,
      modelUsed: ai ? 'demo:atelier' : null,
      content: corpus.text(),
      createdAt: Date.UTC(2026, 0, 1) + id * 1_000,
    };
  });
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.reason}: ${result.error.message}`);
  return result.value;
}

if (import.meta.main) {
  const figures = await benchStorage({ messages: Number(process.argv[2] ?? 100_000) });
  const shown = (figure: number) => (figure >= 1_000 ? Math.round(figure) : Number(figure.toPrecision(3)));
  console.table(
    figures.map(({ name, value, unit, against, reference, budget }) => ({
      name,
      value: shown(value),
      unit,
      against,
      reference: shown(reference),
      ratio: shown(value / reference),
      budget: budget === null ? '' : shown(budget),
    })),
  );
}
