import type { DatabaseSync } from 'node:sqlite';
import { all, getMeta, one, run, setMeta, transaction } from '../../database/statements.ts';
import { hashOf, mostCharacters, textToEmbed } from '../text.ts';

/** Which index the queue belongs to. */
const KEY = 'meaning';

/**
 * Messages whose vector is missing, out of date or of a message that is gone. Made apart from the tables of the
 * conversations, because it exists only while search by meaning is on: each change of a message is then queued in the
 * same transaction, and nothing is missed whenever the program ends.
 */
const QUEUE_SQL = `
CREATE TABLE unmeant (message_id INTEGER PRIMARY KEY ON CONFLICT IGNORE) STRICT;
INSERT INTO unmeant SELECT id FROM message;
CREATE TRIGGER message_means AFTER INSERT ON message BEGIN
  INSERT INTO unmeant VALUES (new.id);
END;
CREATE TRIGGER message_means_other AFTER UPDATE OF content ON message WHEN old.content <> new.content BEGIN
  INSERT INTO unmeant VALUES (new.id);
END;
CREATE TRIGGER message_means_nothing AFTER DELETE ON message BEGIN
  INSERT INTO unmeant VALUES (old.id);
END;
`;

const DROP_SQL = `
DROP TRIGGER IF EXISTS message_means;
DROP TRIGGER IF EXISTS message_means_other;
DROP TRIGGER IF EXISTS message_means_nothing;
DROP TABLE IF EXISTS unmeant;
`;

export interface Queued {
  readonly id: number;
  /** `null`: the message is gone. */
  readonly conversationId: number | null;
  /** Empty for a blank message or one that is gone. */
  readonly text: string;
  readonly hash: number;
}

/** From now on changes are queued for this index; for one that is new here, every message is. */
export function follow(db: DatabaseSync, { index }: { index: string }): null {
  if (getMeta(db, KEY) === index && isFollowing(db)) return null;
  transaction(db, () => {
    db.exec(DROP_SQL);
    db.exec(QUEUE_SQL);
    setMeta(db, KEY, index);
  });
  return null;
}

export function unfollow(db: DatabaseSync): null {
  if (getMeta(db, KEY) === null) return null;
  transaction(db, () => {
    db.exec(DROP_SQL);
    setMeta(db, KEY, null);
  });
  return null;
}

/** The newest of the queue, except `skip`. */
export function take(
  db: DatabaseSync,
  { limit, maxTokens, skip }: { limit: number; maxTokens: number; skip: readonly number[] },
): Queued[] {
  const rows = all<{ id: number; conversationId: number | null; content: string | null }>(
    db,
    // A message may begin with much white space; more than this nobody writes.
    `SELECT u.message_id AS id, m.conversation_id AS conversationId, substr(m.content, 1, ?) AS content
     FROM unmeant u LEFT JOIN message m ON m.id = u.message_id
     WHERE u.message_id NOT IN (SELECT value FROM json_each(?)) ORDER BY u.message_id DESC LIMIT ?`,
    2 * mostCharacters(maxTokens),
    JSON.stringify(skip),
    limit,
  );
  return rows.map(({ id, conversationId, content }) => {
    const text = textToEmbed(content ?? '', maxTokens);
    return { id, conversationId, text, hash: hashOf(text) };
  });
}

/** Takes out of the queue what still says what it said when it was taken. */
export function done(
  db: DatabaseSync,
  { rows, maxTokens }: { rows: readonly Pick<Queued, 'id' | 'hash'>[]; maxTokens: number },
): null {
  transaction(db, () => {
    for (const { id, hash } of rows) {
      const now = one<{ content: string }>(
        db,
        'SELECT substr(content, 1, ?) AS content FROM message WHERE id = ?',
        2 * mostCharacters(maxTokens),
        id,
      );
      if (hashOf(textToEmbed(now?.content ?? '', maxTokens)) === hash) {
        run(db, 'DELETE FROM unmeant WHERE message_id = ?', id);
      }
    }
  });
  return null;
}

export interface Progress {
  /** What waits in the queue, deleted messages among them. */
  readonly pending: number;
  readonly total: number;
}

export function progress(db: DatabaseSync): Progress {
  const total = one<{ n: number }>(db, 'SELECT count(*) AS n FROM message')?.n ?? 0;
  const pending = isFollowing(db) ? (one<{ n: number }>(db, 'SELECT count(*) AS n FROM unmeant')?.n ?? 0) : 0;
  return { pending, total };
}

/** Messages read in one step of measuring. */
const STEP = 2_000;
const BLANK = `' ' || char(9, 10, 13, 160)`;

/** How many messages there are to embed, and an estimate of their tokens: see `estimateTokens`. */
export function* measure(
  db: DatabaseSync,
  { maxTokens }: { maxTokens: number },
): Generator<null, { messages: number; tokens: number }, void> {
  let sum = { messages: 0, tokens: 0 };
  for (let last = 0; ; ) {
    const step = one<{ last: number | null; messages: number; tokens: number | null }>(
      db,
      `SELECT max(id) AS last, count(*) FILTER (WHERE full) AS messages,
         sum(min((bytes + 2) / 3, ?)) FILTER (WHERE full) AS tokens
       FROM (SELECT id, octet_length(content) AS bytes, trim(substr(content, 1, 1000), ${BLANK}) <> '' AS full
             FROM message WHERE id > ? ORDER BY id LIMIT ${STEP})`,
      maxTokens,
      last,
    );
    if (!step || step.last === null) return sum;
    sum = { messages: sum.messages + step.messages, tokens: sum.tokens + (step.tokens ?? 0) };
    last = step.last;
    yield null;
  }
}

function isFollowing(db: DatabaseSync): boolean {
  return one(db, "SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND name = 'message_means'") !== null;
}
