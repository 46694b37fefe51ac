import type { DatabaseSync } from 'node:sqlite';
import type { AppError } from '../../../preload/contract.ts';
import { all, run, transaction } from '../../database/statements.ts';
import type { Sample } from '../hysteresis.ts';

/** A sample and whose it is. */
export interface StoredSample extends Sample {
  readonly service: string;
}

/** Rows written in one step. */
const STEP = 200;

/** Adds samples, in steps, and forgets those before a time. The same moment twice is kept once. */
export function* addSamples(
  db: DatabaseSync,
  { samples, before }: { samples: readonly StoredSample[]; before: number },
): Generator<null, void, void> {
  for (let at = 0; at < samples.length; at += STEP) {
    transaction(db, () => {
      for (const sample of samples.slice(at, at + STEP)) addSample(db, sample);
    });
    yield null;
  }
  run(db, 'DELETE FROM health_sample WHERE at < ?', before);
}

function addSample(db: DatabaseSync, { service, at, verdict, ms, error }: StoredSample): void {
  run(
    db,
    'INSERT OR IGNORE INTO health_sample (service, at, verdict, ms, error) VALUES (?, ?, ?, ?, ?)',
    service,
    at,
    verdict,
    ms,
    error === null ? null : JSON.stringify(error),
  );
}

interface Row {
  service: string;
  at: number;
  verdict: Sample['verdict'];
  ms: number | null;
  error: string | null;
}

/** Rows read in one step. */
const BLOCK = 1_000;

/** Every sample after a time, oldest first, in steps. */
export function* loadSamples(db: DatabaseSync, { after }: { after: number }): Generator<null, StoredSample[], void> {
  const found: StoredSample[] = [];
  let place = { at: after, service: '' };
  for (;;) {
    const rows = all<Row>(
      db,
      `SELECT service, at, verdict, ms, error FROM health_sample
       WHERE (at, service) > (?, ?) ORDER BY at, service LIMIT ?`,
      place.at,
      place.service,
      BLOCK,
    );
    found.push(...rows.map(toSample));
    const last = rows.at(-1);
    if (!last || rows.length < BLOCK) return found;
    place = last;
    yield null;
  }
}

function toSample({ error, ...row }: Row): StoredSample {
  return { ...row, error: error === null ? null : (JSON.parse(error) as AppError) };
}
