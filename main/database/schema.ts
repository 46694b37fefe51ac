/**
 * Numbered migrations, oldest first. Never edit one that has been released: add the next.
 *
 * `message.id` is the rowid and is allocated from the message's time (`createdAt * 1024 + n`, safe until the year
 * 2248), so that the full-text index, which can only be read in rowid order, is newest first even for back-filled
 * history. Within a conversation the order is `sort_key`: the server's id, or above 2^52 while it has none (the server's
 * times tie within a second, its ids do not).
 */
export interface Migration {
  version: number;
  sql: string;
}

/** First sort key of messages the server has not numbered yet. */
export const PENDING_SORT_KEY = 2 ** 52;

/**
 * The account that owns the conversations kept here. SQLite counts from 1, so that no account of a server can have this
 * id, and no window can name it: ids in requests are positive.
 */
export const LOCAL_ACCOUNT_ID = 0;

/** `parent_id` of the first messages of a conversation kept here; no message has this id. */
export const ROOT = 0;

export const migrations: readonly Migration[] = [
  {
    version: 1,
    sql: `
CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  server TEXT NOT NULL,
  user_id INTEGER NOT NULL,
  username TEXT NOT NULL,
  display_name TEXT NOT NULL,
  demo INTEGER NOT NULL DEFAULT 0,
  last_used_at INTEGER NOT NULL,
  UNIQUE (server, user_id)
) STRICT;

CREATE TABLE conversation (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  remote_id INTEGER,                 -- NULL: not created on the server yet, or gone from it
  former_remote_id INTEGER,          -- what it was called there before it was gone (the server reuses ids)
  title TEXT NOT NULL,
  mode TEXT NOT NULL DEFAULT 'solo',
  with_ai INTEGER NOT NULL DEFAULT 1,
  model_id TEXT,
  owner_id INTEGER,
  people TEXT NOT NULL DEFAULT '[]', -- JSON array of {username, name, id}
  created_at INTEGER NOT NULL,
  remote_updated_at INTEGER,
  remote_last_id INTEGER,            -- id of the server's last_message when we last looked
  synced_last_id INTEGER,            -- remote_last_id for which the messages have been fetched and stored
  last_message_id INTEGER,
  last_author TEXT,
  last_name TEXT,
  last_text TEXT,
  last_at INTEGER NOT NULL,
  read_up_to INTEGER NOT NULL DEFAULT 0, -- sort_key of the newest message seen by the person
  unread INTEGER NOT NULL DEFAULT 0,
  message_count INTEGER NOT NULL DEFAULT 0,
  hidden INTEGER NOT NULL DEFAULT 0,
  presence TEXT NOT NULL DEFAULT 'here' CHECK (presence IN ('here', 'gone')),
  gap INTEGER NOT NULL DEFAULT 0,
  creation TEXT                      -- JSON of a creation that the server has not confirmed, else NULL
) STRICT;
CREATE UNIQUE INDEX conversation_remote ON conversation (account_id, remote_id) WHERE remote_id IS NOT NULL;
-- With the title, so that a search through titles reads nothing else.
CREATE INDEX conversation_recent ON conversation (account_id, hidden, last_at DESC, title);

CREATE TABLE message (
  id INTEGER PRIMARY KEY,
  conversation_id INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  remote_id INTEGER,
  client_id TEXT,
  sort_key INTEGER NOT NULL,
  author TEXT NOT NULL CHECK (author IN ('me', 'ai', 'other')),
  author_name TEXT,
  model_used TEXT,
  model_asked TEXT,
  created_at INTEGER NOT NULL,
  answer TEXT NOT NULL DEFAULT 'none' CHECK (answer IN ('none', 'awaited', 'failed', 'lost')),
  answer_since INTEGER,
  content TEXT NOT NULL
) STRICT;
CREATE INDEX message_order ON message (conversation_id, sort_key);
CREATE UNIQUE INDEX message_remote ON message (conversation_id, remote_id) WHERE remote_id IS NOT NULL;
CREATE UNIQUE INDEX message_client ON message (client_id) WHERE client_id IS NOT NULL;
CREATE INDEX message_unanswered ON message (conversation_id, sort_key) WHERE answer <> 'none';

CREATE TABLE outbox (
  client_id TEXT PRIMARY KEY,
  message_id INTEGER NOT NULL UNIQUE REFERENCES message (id) ON DELETE CASCADE,
  conversation_id INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'checking', 'deciding')),
  model_id TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  last_remote_id_before INTEGER NOT NULL DEFAULT 0,
  queued_at INTEGER NOT NULL,
  since INTEGER NOT NULL,
  error TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_conversation ON outbox (conversation_id, queued_at);

CREATE TABLE draft (
  conversation_id INTEGER PRIMARY KEY REFERENCES conversation (id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE model_list (
  account_id INTEGER PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
  list TEXT NOT NULL,
  fetched_at INTEGER NOT NULL
) STRICT;

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Messages not in the full-text index yet. The index is filled in batches behind this queue, never by insert triggers:
-- a segment merge costs 30 to 60 ms even for one row.
CREATE TABLE unindexed (message_id INTEGER PRIMARY KEY ON CONFLICT IGNORE) STRICT;
`,
  },
  {
    version: 2,
    sql: `
-- What lists show of a run of an agent. An id is never used again: a notification may still name it.
CREATE TABLE run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  hidden INTEGER NOT NULL DEFAULT 0, -- being made, or being deleted
  finished INTEGER,                  -- place among those that have ended, ended_at * 1024 + n; NULL while under way
  kind TEXT NOT NULL CHECK (kind IN ('gateway', 'agui')),
  source_id TEXT NOT NULL,
  source_name TEXT NOT NULL,
  demo INTEGER NOT NULL,
  model TEXT,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  state_json TEXT NOT NULL,
  contact TEXT NOT NULL,             -- JSON
  started_at INTEGER NOT NULL,
  last_news_at INTEGER NOT NULL,
  ended_at INTEGER,
  step TEXT,
  steps INTEGER NOT NULL,
  preview TEXT,
  asks TEXT,                         -- JSON
  conversation_id INTEGER,
  previous_id INTEGER,
  unseen INTEGER NOT NULL,
  tokens INTEGER,
  remote_id TEXT,
  events INTEGER NOT NULL DEFAULT 0, -- lines its log has had
  faults INTEGER NOT NULL DEFAULT 0,
  folded INTEGER NOT NULL DEFAULT 0  -- its end is in run_words
) STRICT;
CREATE UNIQUE INDEX run_finished ON run (finished) WHERE finished IS NOT NULL;
CREATE INDEX run_under_way ON run (id) WHERE finished IS NULL;
CREATE INDEX run_unseen ON run (finished) WHERE unseen = 1;
CREATE INDEX run_unfolded ON run (id) WHERE folded = 0;
CREATE INDEX run_hidden ON run (id) WHERE hidden = 1;

-- The content of a run: the prompt, each item, the result. A part without a run is on its way in or on its way out.
CREATE TABLE run_part (
  id INTEGER PRIMARY KEY,
  run_id INTEGER REFERENCES run (id) ON DELETE SET NULL,
  slot TEXT NOT NULL,
  item_id TEXT NOT NULL DEFAULT '',
  pos INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX run_part_place ON run_part (run_id, slot, item_id) WHERE run_id IS NOT NULL;
CREATE INDEX run_part_order ON run_part (run_id, pos);

-- The text of a part. No value may be longer than the connection allows, and what only grows is only added to.
CREATE TABLE run_piece (
  part_id INTEGER NOT NULL REFERENCES run_part (id) ON DELETE CASCADE,
  no INTEGER NOT NULL,
  field TEXT,                        -- NULL: a stretch of the JSON; else text for the end of that field
  text TEXT NOT NULL,
  PRIMARY KEY (part_id, no)
) STRICT;

-- What a search looks through, folded.
CREATE TABLE run_words (
  run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  no INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (run_id, no)
) STRICT;

CREATE TABLE run_event (
  run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  type TEXT NOT NULL,
  json TEXT NOT NULL,
  cut INTEGER NOT NULL,
  merged INTEGER NOT NULL,
  fault TEXT,
  PRIMARY KEY (run_id, seq)
) STRICT;
CREATE INDEX run_event_fault ON run_event (run_id, seq) WHERE fault IS NOT NULL;
`,
  },
  {
    version: 3,
    sql: `
-- One finished check of a service. In the order of time, which is how it is read and forgotten.
CREATE TABLE health_sample (
  at INTEGER NOT NULL,
  service TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('good', 'slow', 'broken')),
  ms INTEGER,                        -- round trip
  error TEXT,                        -- JSON, of a broken one
  PRIMARY KEY (at, service)
) STRICT, WITHOUT ROWID;
`,
  },
  {
    version: 4,
    sql: `
-- Who owns the conversations kept here; see LOCAL_ACCOUNT_ID.
INSERT INTO account (id, server, user_id, username, display_name, last_used_at) VALUES (0, 'local:', 0, '', '', 0);

ALTER TABLE conversation ADD COLUMN chain TEXT; -- JSON array of who is asked, in order; NULL: the server keeps it
ALTER TABLE conversation ADD COLUMN comparison INTEGER NOT NULL DEFAULT 0;

-- Messages kept here form a tree: NULL is a message of the server's, 0 has nothing before it.
ALTER TABLE message ADD COLUMN parent_id INTEGER;
ALTER TABLE message ADD COLUMN shown INTEGER NOT NULL DEFAULT 1;
ALTER TABLE message ADD COLUMN answer_json TEXT; -- LocalAnswer
ALTER TABLE message ADD COLUMN under_way INTEGER NOT NULL DEFAULT 0;
-- The text of an answer under way; it becomes the content at the end, so that it is indexed once.
ALTER TABLE message ADD COLUMN partial TEXT;
CREATE INDEX message_branch ON message (conversation_id, parent_id, sort_key) WHERE parent_id IS NOT NULL;
CREATE INDEX message_under_way ON message (conversation_id) WHERE under_way = 1;
`,
  },
];

/**
 * The full-text index is made apart, because a build of SQLite may lack FTS5: search then falls back to LIKE.
 *
 * The index holds no text of its own: to take a row out it must be told the text it was given. Taking out one that was
 * never put in makes FTS5 report a damaged database, so the triggers ask the queue first.
 */
export const fullTextSql = `
CREATE VIRTUAL TABLE IF NOT EXISTS message_fts USING fts5(
  content, content='message', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);
-- Its parts are merged in small steps when there is time (see the indexer), not by whoever happens to write.
INSERT INTO message_fts (message_fts, rank) VALUES ('automerge', 0), ('crisismerge', 200);
CREATE TRIGGER IF NOT EXISTS message_unindex AFTER DELETE ON message BEGIN
  INSERT INTO message_fts (message_fts, rowid, content) SELECT 'delete', old.id, old.content
    WHERE NOT EXISTS (SELECT 1 FROM unindexed WHERE message_id = old.id);
  DELETE FROM unindexed WHERE message_id = old.id;
END;
CREATE TRIGGER IF NOT EXISTS message_reindex AFTER UPDATE OF content ON message BEGIN
  INSERT INTO message_fts (message_fts, rowid, content) SELECT 'delete', old.id, old.content
    WHERE NOT EXISTS (SELECT 1 FROM unindexed WHERE message_id = old.id);
  INSERT INTO unindexed (message_id) VALUES (new.id);
END;
`;
