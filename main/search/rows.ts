import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Author } from '../../preload/contract.ts';
import { LOCAL_ACCOUNT_ID } from '../database/schema.ts';
import { all, prepared } from '../database/statements.ts';
import { holdsAll, type Matcher } from './matcher.ts';
import { likePatterns, matchExpression, type Term } from './terms.ts';

/** Queued messages looked through for a search, the newest ones. */
const MOST_QUEUED = 500;

/**
 * Where to look. `conversationId: null` means every conversation that is not hidden, of the account and of those kept
 * here.
 */
export interface Scope {
  readonly accountId: number;
  readonly conversationId: number | null;
}

/** What to look for, in the two ways it is looked for. */
export interface Wanted {
  readonly terms: readonly Term[];
  readonly matchers: readonly Matcher[];
}

export interface FoundRow {
  readonly id: number;
  readonly conversationId: number;
  readonly title: string;
  readonly author: Author;
  readonly authorName: string | null;
  readonly createdAt: number;
  readonly content: string;
}

const COLUMNS = `m.id, m.conversation_id AS conversationId, c.title, m.author, m.author_name AS authorName,
  m.created_at AS createdAt, m.content`;

/** CROSS JOIN keeps the order of the tables: any other would look up the index again for every message. */
const JOINED = 'CROSS JOIN message m ON m.id = %ID CROSS JOIN conversation c ON c.id = m.conversation_id';

/**
 * Up to `limit` messages with an id below `before` that hold all terms, newest first, from the full-text index and
 * from the queue of those it does not know yet. The terms are all made of words.
 */
export function findIndexed(db: DatabaseSync, scope: Scope, wanted: Wanted, before: number, limit: number): FoundRow[] {
  const match = matchExpression(wanted.terms);
  if (match === null) return [];
  const indexed = all<FoundRow>(
    db,
    `SELECT ${COLUMNS} FROM message_fts ${JOINED.replace('%ID', 'message_fts.rowid')}
     WHERE message_fts MATCH ? AND message_fts.rowid < ? AND ${scopeSql(scope)}
     ORDER BY message_fts.rowid DESC LIMIT ?`,
    match,
    before,
    ...scopeValues(scope),
    limit,
  );
  const queued = findQueued(db, scope, wanted, before);
  return [...indexed, ...queued].sort((a, b) => b.id - a.id).slice(0, limit);
}

/**
 * The same without the index, by reading messages one after another: for terms that are not words, for conversations
 * so small that reading them is quicker, and where SQLite has no full-text search.
 */
export function findByReading(
  db: DatabaseSync,
  scope: Scope,
  wanted: Wanted,
  before: number,
  limit: number,
): FoundRow[] {
  const patterns = likePatterns(wanted.terms);
  const rows = prepared(
    db,
    `SELECT ${COLUMNS} FROM message m CROSS JOIN conversation c ON c.id = m.conversation_id
     WHERE ${scopeSql(scope)} AND m.id < ? ${"AND m.content LIKE ? ESCAPE '\\' ".repeat(patterns.length)}
     ORDER BY m.id DESC`,
  ).iterate(...scopeValues(scope), before, ...patterns);
  const found: FoundRow[] = [];
  for (const row of rows) {
    const candidate = row as unknown as FoundRow;
    if (holdsAll(candidate.content, wanted.matchers)) found.push(candidate);
    if (found.length >= limit) break;
  }
  return found;
}

/** Those of these messages that are still there and in scope, in the order of their ids given. */
export function findThese(db: DatabaseSync, scope: Scope, ids: readonly number[]): FoundRow[] {
  return all<FoundRow>(
    db,
    `SELECT ${COLUMNS} FROM json_each(?) wanted ${JOINED.replace('%ID', 'wanted.value')} WHERE ${scopeSql(scope)}
     ORDER BY wanted.key`,
    JSON.stringify(ids),
    ...scopeValues(scope),
  );
}

/** Conversations that are looked through. */
export function conversationsInScope(db: DatabaseSync, scope: Scope): number[] {
  if (scope.conversationId !== null) return [scope.conversationId];
  return all<{ id: number }>(db, `SELECT c.id FROM conversation c WHERE ${scopeSql(scope)}`, ...scopeValues(scope)).map(
    ({ id }) => id,
  );
}

function findQueued(db: DatabaseSync, scope: Scope, wanted: Wanted, before: number): FoundRow[] {
  const rows = all<FoundRow>(
    db,
    `SELECT ${COLUMNS} FROM (
       SELECT message_id FROM unindexed WHERE message_id < ? ORDER BY message_id DESC LIMIT ${MOST_QUEUED}
     ) u ${JOINED.replace('%ID', 'u.message_id')} WHERE ${scopeSql(scope)}`,
    before,
    ...scopeValues(scope),
  );
  return rows.filter((row) => holdsAll(row.content, wanted.matchers));
}

function scopeSql({ conversationId }: Scope): string {
  return `${ownedSql('c.account_id')} AND ${conversationId === null ? 'c.hidden = 0' : 'm.conversation_id = ?'}`;
}

/** Of the account whose id is bound, or kept here. */
export function ownedSql(column: string): string {
  return `${column} IN (?, ${LOCAL_ACCOUNT_ID})`;
}

function scopeValues({ accountId, conversationId }: Scope): SQLInputValue[] {
  return conversationId === null ? [accountId] : [accountId, conversationId];
}
