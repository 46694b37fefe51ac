import type { DatabaseSync } from 'node:sqlite';
import type { RunSummary } from '../../../preload/contract.ts';
import { all } from '../../database/statements.ts';
import { readSummary, SELECT_SUMMARY, type SummaryColumns, toSummary } from './rows.ts';
import { hasWords, searchWords } from './words.ts';

export type RunFilter = 'all' | 'active' | 'succeeded' | 'troubled';

export interface StoredPage {
  /** Under way, newest first: all of them, on the first page. */
  readonly active: readonly RunSummary[];
  /** Ended, last first. */
  readonly finished: readonly RunSummary[];
  readonly next: number | null;
}

/** Rows read at once in a search. */
const BLOCK = 50;

/** Nobody scrolls through more of what ended while nobody looked. */
const MOST_UNSEEN = 200;

const ACTIVE = `${SELECT_SUMMARY} WHERE finished IS NULL AND hidden = 0 ORDER BY id DESC`;

/** The states of the runs that went wrong by themselves; stopping one is a person's own wish. */
const FINISHED: Readonly<Record<Exclude<RunFilter, 'active'>, string>> = {
  all: finishedWith('TRUE'),
  succeeded: finishedWith("state = 'succeeded'"),
  troubled: finishedWith("state IN ('apologised', 'failed', 'revoked', 'lost')"),
};

function finishedWith(condition: string): string {
  return `${SELECT_SUMMARY} WHERE finished < ? AND ${condition} AND hidden = 0 ORDER BY finished DESC LIMIT ?`;
}

/** A page of the runs that fit the filter and hold every word of the query. */
export function* listRuns(
  db: DatabaseSync,
  { query, filter, before, limit }: { query: string; filter: RunFilter; before: number | null; limit: number },
): Generator<null, StoredPage, void> {
  const words = searchWords(query);
  const showsActive = before === null && (filter === 'all' || filter === 'active');
  const active = showsActive ? yield* withWords(db, all<SummaryColumns>(db, ACTIVE), words) : [];
  if (filter === 'active') return { active: active.map(toSummary), finished: [], next: null };
  const found = yield* findFinished(db, FINISHED[filter], words, before ?? Number.MAX_SAFE_INTEGER, limit + 1);
  const page = found.slice(0, limit);
  return {
    active: active.map(toSummary),
    finished: page.map(toSummary),
    next: found.length > limit ? (page.at(-1)?.finished ?? null) : null,
  };
}

function* findFinished(
  db: DatabaseSync,
  sql: string,
  words: readonly string[],
  before: number,
  wanted: number,
): Generator<null, SummaryColumns[], void> {
  if (words.length === 0) return all<SummaryColumns>(db, sql, before, wanted);
  const found: SummaryColumns[] = [];
  for (let place = before; found.length < wanted; ) {
    const block = all<SummaryColumns>(db, sql, place, BLOCK);
    found.push(...(yield* withWords(db, block, words)));
    const last = block.at(-1)?.finished ?? null;
    if (block.length < BLOCK || last === null) break;
    place = last;
  }
  return found.slice(0, wanted);
}

function* withWords(
  db: DatabaseSync,
  rows: readonly SummaryColumns[],
  words: readonly string[],
): Generator<null, SummaryColumns[], void> {
  const found: SummaryColumns[] = [];
  for (const row of rows) if (yield* hasWords(db, row.id, words)) found.push(row);
  return found;
}

/** Runs that have ended and nobody has looked at, last ended first. */
export function unseenRuns(db: DatabaseSync): RunSummary[] {
  return all<SummaryColumns>(
    db,
    `${SELECT_SUMMARY} WHERE unseen = 1 AND finished IS NOT NULL AND hidden = 0 ORDER BY finished DESC LIMIT ?`,
    MOST_UNSEEN,
  ).map(toSummary);
}

/** Ended before this time (milliseconds since the epoch), at most `limit` of them. */
export function expiredRuns(db: DatabaseSync, { before, limit }: { before: number; limit: number }): number[] {
  return all<{ id: number }>(
    db,
    'SELECT id FROM run WHERE finished < ? AND hidden = 0 ORDER BY finished LIMIT ?',
    before * 1_024,
    limit,
  ).map(({ id }) => id);
}

export function getSummary(db: DatabaseSync, { id }: { id: number }): RunSummary | null {
  return readSummary(db, id);
}
