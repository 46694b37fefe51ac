import type { DatabaseSync } from 'node:sqlite';
import type { SearchHit, SearchPage } from '../../preload/contract.ts';
import { isFullTextReady } from '../database/full-text.ts';
import { all, one } from '../database/statements.ts';
import { excerpt } from './excerpt.ts';
import { fuse } from './fuse.ts';
import { pendingIndex } from './indexer.ts';
import { holdsAll, type Matcher, termMatchers } from './matcher.ts';
import { rankByRelevance } from './rank.ts';
import { type FoundRow, findByReading, findIndexed, findThese, ownedSql, type Scope, type Wanted } from './rows.ts';
import { likePatterns, matchExpression, parseTerms } from './terms.ts';

/** In a conversation of up to this many messages reading them all beats joining the index. */
const SMALL_CONVERSATION = 5_000;

/**
 * Relevance is judged among the newest messages found: ranking all of a common word would take a second, and fetching
 * 500 texts from a file of a million messages already takes longer than a person should wait.
 */
const RANKED = 300;

const MOST_TITLES = 5;
const MOST_TITLES_READ = 200;

export interface SearchArgs extends Scope {
  /** As typed. */
  text: string;
  order: 'newest' | 'relevance';
  /** From the page before, or `null` for the first page. */
  next: number | null;
  limit: number;
  /** Messages that mean the same, best first; they are mixed in by relevance. */
  near?: readonly number[];
}

/**
 * Messages that hold every word of a text, accents and case aside, the last word being perhaps unfinished; on the
 * first page also the conversations whose title does. A text without anything to look for finds nothing.
 */
export function searchMessages(db: DatabaseSync, args: SearchArgs): SearchPage {
  const terms = parseTerms(args.text);
  const pending = pendingIndex(db);
  if (terms.length === 0) return { query: args.text, hits: [], next: null, titles: [], pendingIndex: pending };
  const wanted = { terms, matchers: termMatchers(terms) };
  const { rows, next } = args.order === 'newest' ? newest(db, args, wanted) : relevant(db, args, wanted);
  const near = new Set(args.order === 'relevance' ? args.near : []);
  const firstPage = args.next === null && args.conversationId === null;
  return {
    query: args.text,
    hits: rows.map((row) => toHit(row, wanted.matchers, near.has(row.id))),
    next,
    titles: firstPage ? findTitles(db, args.accountId, wanted) : [],
    pendingIndex: pending,
  };
}

interface Rows {
  rows: FoundRow[];
  next: number | null;
}

/** `next` is the id of the last message shown. */
function newest(db: DatabaseSync, args: SearchArgs, wanted: Wanted): Rows {
  const found = find(db, args, wanted, args.next ?? Number.MAX_SAFE_INTEGER, args.limit + 1);
  const rows = found.slice(0, args.limit);
  return { rows, next: found.length > rows.length ? (rows.at(-1)?.id ?? null) : null };
}

/** `next` is the number of messages shown so far. */
function relevant(db: DatabaseSync, args: SearchArgs, wanted: Wanted): Rows {
  const from = args.next ?? 0;
  const words = rankByRelevance(wanted.matchers, find(db, args, wanted, Number.MAX_SAFE_INTEGER, RANKED));
  const ranked = args.near ? fuse([words, findThese(db, args, args.near)]) : words;
  const rows = ranked.slice(from, from + args.limit);
  return { rows, next: ranked.length > from + rows.length ? from + rows.length : null };
}

function find(db: DatabaseSync, scope: Scope, wanted: Wanted, before: number, limit: number): FoundRow[] {
  const useIndex = matchExpression(wanted.terms) !== null && isFullTextReady(db) && !isSmall(db, scope);
  return useIndex ? findIndexed(db, scope, wanted, before, limit) : findByReading(db, scope, wanted, before, limit);
}

function isSmall(db: DatabaseSync, { conversationId }: Scope): boolean {
  if (conversationId === null) return false;
  const row = one<{ n: number }>(db, 'SELECT message_count AS n FROM conversation WHERE id = ?', conversationId);
  return (row?.n ?? 0) <= SMALL_CONVERSATION;
}

function toHit(row: FoundRow, matchers: readonly Matcher[], near: boolean): SearchHit {
  return {
    messageId: row.id,
    conversationId: row.conversationId,
    conversationTitle: row.title,
    author: row.author,
    authorName: row.authorName,
    createdAt: row.createdAt,
    excerpt: excerpt(row.content, matchers),
    why: near ? (holdsAll(row.content, matchers) ? 'both' : 'meaning') : 'words',
  };
}

/** Titles that begin with the text come first, then the conversations used last. */
function findTitles(db: DatabaseSync, accountId: number, { terms, matchers }: Wanted): SearchPage['titles'] {
  const patterns = likePatterns(terms);
  const rows = all<{ conversationId: number; title: string }>(
    db,
    `SELECT id AS conversationId, title FROM conversation WHERE ${ownedSql('account_id')} AND hidden = 0
       ${"AND title LIKE ? ESCAPE '\\' ".repeat(patterns.length)}
     ORDER BY last_at DESC LIMIT ${MOST_TITLES_READ}`,
    accountId,
    ...patterns,
  ).filter((row) => holdsAll(row.title, matchers));
  const [first] = matchers;
  const begins = (title: string) => (first?.find(title, 1)[0]?.start === 0 ? 0 : 1);
  return rows.toSorted((a, b) => begins(a.title) - begins(b.title)).slice(0, MOST_TITLES);
}
