/**
 * Search by meaning: the nearest of many vectors beside the exact search through all of them, and how quickly vectors
 * are taken in. The vectors are made up, in clusters; with real ones the recall differs. Run alone:
 * `node test/bench/meaning.ts [vectors]`.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { systemClock } from '../../main/clock.ts';
import type { Result } from '../../main/errors.ts';
import { normalised } from '../../main/meaning/pack.ts';
import { createVectorStore, type VectorStore } from '../../main/meaning/vector-store.ts';
import { seeded } from './corpus.ts';
import { type BenchRow, median, quantile } from './row.ts';

const DIMENSIONS = 1_536;
const CLUSTERS = 500;
/** As many as one request has texts at most. */
const BATCH = 64;
const TOP = 20;
const QUERIES = 60;
/** The exact search takes a third of a second. */
const EXACT = 20;

const workerUrl = new URL('../../main/database/worker.ts', import.meta.url);

export async function benchMeaning({ vectors: count }: { vectors: number }): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'companion-bench-meaning-'));
  const file = join(folder, 'meaning.db');
  const vectors = createVectorStore({ file, workerUrl, clock: systemClock });
  try {
    const field = createField(count);
    const rate = await benchIndexing(vectors, field, folder);
    await vectors.close();
    return [rate, ...(await benchNearest(vectors, field)), sizeRow(file, count)];
  } finally {
    await vectors.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Vectors in clusters of very different size, all of length 1, one after another in one array. */
interface Field {
  readonly count: number;
  readonly all: Float32Array;
  row(at: number): Float32Array;
  /** Like some row, but none of them. */
  question(at: number): Float32Array;
}

function createField(count: number): Field {
  const random = seeded(11);
  const noise = () => random() + random() + random() - 1.5;
  const centres = Array.from({ length: CLUSTERS }, () => Float32Array.from({ length: DIMENSIONS }, noise));
  const near = () => {
    const centre = centres[Math.floor(random() ** 2 * CLUSTERS)];
    return normalised(Float32Array.from({ length: DIMENSIONS }, (_, at) => (centre?.[at] ?? 0) + noise()));
  };
  const all = new Float32Array(count * DIMENSIONS);
  for (let at = 0; at < count; at++) all.set(near(), at * DIMENSIONS);
  const questions = Array.from({ length: QUERIES }, near);
  return {
    count,
    all,
    row: (at) => all.subarray(at * DIMENSIONS, (at + 1) * DIMENSIONS),
    question: (at) => questions[at] ?? near(),
  };
}

/** Vectors taken in, a request's worth at a time, beside nothing but their insert. */
async function benchIndexing(vectors: VectorStore, field: Field, folder: string): Promise<BenchRow> {
  const state = { id: 'bench', sourceId: 'bench', model: null, answeredBy: null, dimensions: null, tokens: 0 };
  must(await vectors.call('vectors.begin', { ...state, paused: false }));
  const started = performance.now();
  for (const rows of batches(field)) must(await vectors.call('vectors.put', { rows, answeredBy: null, tokens: 1 }));
  const took = performance.now() - started;
  return {
    name: `vectors of ${DIMENSIONS} numbers taken in, ${BATCH} a request`,
    value: (field.count / took) * 1_000,
    unit: 'rows/s',
    against: 'bare insert of the same numbers as floats',
    reference: (field.count / insertBare(field, join(folder, 'bare.db'))) * 1_000,
    budget: null,
  };
}

function* batches({ count, row }: Field) {
  for (let first = 0; first < count; first += BATCH) {
    yield Array.from({ length: Math.min(BATCH, count - first) }, (_, index) => {
      const id = first + index + 1;
      return { id, conversationId: id % 500, hash: id, vector: row(first + index).slice() };
    });
  }
}

/** Answers milliseconds. */
function insertBare(field: Field, file: string): number {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE TABLE v (id INTEGER PRIMARY KEY, data BLOB)');
  const insert = db.prepare('INSERT INTO v VALUES (?, ?)');
  const started = performance.now();
  for (const rows of batches(field)) {
    db.exec('BEGIN');
    for (const { id, vector } of rows) insert.run(id, new Uint8Array(vector.buffer));
    db.exec('COMMIT');
  }
  const took = performance.now() - started;
  db.close();
  return took;
}

async function benchNearest(vectors: VectorStore, field: Field): Promise<BenchRow[]> {
  const opening = performance.now();
  must(await vectors.call('vectors.count', undefined));
  const opened = performance.now() - opening;
  const times: number[] = [];
  const found: number[][] = [];
  for (let at = 0; at < QUERIES; at++) {
    const vector = field.question(at);
    const started = performance.now();
    const args = { vector, conversations: null, count: TOP, standOut: false };
    const near = must(await vectors.call('vectors.nearest', args));
    times.push(performance.now() - started);
    found.push(near.map(({ id }) => id));
  }
  const exact: number[] = [];
  let right = 0;
  for (let at = 0; at < EXACT; at++) {
    const started = performance.now();
    const wanted = new Set(exactly(field, field.question(at)));
    exact.push(performance.now() - started);
    right += found[at]?.filter((id) => wanted.has(id)).length ?? 0;
  }
  const name = `nearest ${TOP} of ${field.count.toLocaleString('en')} vectors of ${DIMENSIONS}`;
  const against = 'exact search through all of them';
  return [
    { name: `${name}, p50`, value: median(times), unit: 'ms', against, reference: median(exact), budget: null },
    {
      name: `${name}, p95`,
      value: quantile(times, 0.95),
      unit: 'ms',
      against,
      reference: quantile(exact, 0.95),
      budget: 50,
    },
    { name: `${name}, recall`, value: right / (EXACT * TOP), unit: '', against, reference: 1, budget: null },
    {
      name: 'opening the vectors',
      value: opened,
      unit: 'ms',
      against: 'one exact search',
      reference: median(exact),
      budget: null,
    },
  ];
}

function exactly({ count, all }: Field, question: Float32Array): number[] {
  const scores = new Float32Array(count);
  for (let at = 0; at < count; at++) {
    let sum = 0;
    const from = at * DIMENSIONS;
    for (let n = 0; n < DIMENSIONS; n++) sum += (all[from + n] ?? 0) * (question[n] ?? 0);
    scores[at] = sum;
  }
  return Array.from(scores, (score, at) => ({ score, id: at + 1 }))
    .sort((a, b) => b.score - a.score)
    .slice(0, TOP)
    .map(({ id }) => id);
}

function sizeRow(file: string, count: number): BenchRow {
  return {
    name: 'file of the vectors',
    value: statSync(file).size / 2 ** 20,
    unit: 'MiB',
    against: 'the numbers as floats',
    reference: (count * DIMENSIONS * 4) / 2 ** 20,
    budget: null,
  };
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.message}`);
  return result.value;
}

if (import.meta.main) {
  for (const row of await benchMeaning({ vectors: Number(process.argv[2] ?? 100_000) })) console.log(row);
}
