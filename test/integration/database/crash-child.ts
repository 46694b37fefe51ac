import { writeSync } from 'node:fs';
import { openDatabase } from '../../../main/database/open.ts';
import { durably, one, run } from '../../../main/database/statements.ts';
import { indexMessages } from '../../../main/search/indexer.ts';

// Stores what a person sends, one transaction a message, and tells the parent of each that is stored. Ends by a signal.
const [file = '', from = '1'] = process.argv.slice(2);
const opened = await openDatabase({ file, now: 1 });
if (!opened.ok) throw new Error(opened.error.message);
const { db } = opened.value;

for (let n = Number(from); ; n += 1) {
  durably(db, () => {
    run(
      db,
      `INSERT INTO message (id, conversation_id, client_id, sort_key, author, created_at, content)
       VALUES (?, 1, ?, ?, 'me', ?, ?)`,
      n * 1024,
      `client-${n}`,
      n,
      n,
      `message ${n} ${'word '.repeat(n % 500)}`,
    );
    run(
      db,
      `INSERT INTO outbox (client_id, message_id, conversation_id, state, queued_at, since)
       VALUES (?, ?, 1, 'queued', ?, ?)`,
      `client-${n}`,
      n * 1024,
      n,
      n,
    );
    run(db, 'INSERT INTO unindexed (message_id) VALUES (?)', n * 1024);
    run(db, 'UPDATE conversation SET message_count = message_count + 1 WHERE id = 1');
  });
  writeSync(1, `${n}\n`);
  if (n % 7 === 0) for (const _ of indexMessages(db, { now: () => 0, indexed: () => {} }));
  if (n % 11 === 0) one(db, 'PRAGMA wal_checkpoint(PASSIVE)');
}
