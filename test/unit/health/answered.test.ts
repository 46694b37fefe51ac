import { expect, test } from 'vitest';
import { LOCAL_ACCOUNT_ID } from '../../../main/database/schema.ts';
import { recentlyAnswered } from '../../../main/health/sql/answered.ts';
import { openDatabase } from '../conversations/harness.ts';

const AFTER = 1_000;

test('the last whole answer of each source, of conversations kept here and of the time that counts', () => {
  const db = openDatabase();
  db.exec(
    "INSERT INTO account (id, server, user_id, username, display_name, last_used_at) VALUES (7, 's', 1, '', '', 0)",
  );
  const conversation = db.prepare(
    'INSERT INTO conversation (id, account_id, title, created_at, last_at) VALUES (?, ?, ?, 0, ?)',
  );
  conversation.run(1, LOCAL_ACCOUNT_ID, 'a', 3_000);
  conversation.run(2, LOCAL_ACCOUNT_ID, 'long ago', 900);
  conversation.run(3, 7, 'of a server', 3_000);
  let key = 0;
  const answer = (conversationId: number, sourceId: string | null, kind: string, at: number) => {
    key += 1;
    const json = sourceId === null ? null : JSON.stringify({ target: { sourceId, model: null }, state: { kind } });
    db.prepare(
      "INSERT INTO message (conversation_id, sort_key, author, created_at, content, answer_json) VALUES (?, ?, 'ai', ?, 'x', ?)",
    ).run(conversationId, key, at, json);
  };
  answer(1, 'one', 'complete', 2_000);
  answer(1, 'one', 'complete', 2_500);
  answer(1, 'one', 'failed', 2_900);
  answer(1, 'two', 'complete', 900);
  answer(1, 'three', 'stopped', 2_000);
  answer(1, null, '', 2_000);
  answer(2, 'four', 'complete', 890);
  answer(3, 'five', 'complete', 2_000);
  expect(recentlyAnswered(db, { after: AFTER }).map((row) => ({ ...row }))).toEqual([{ sourceId: 'one', at: 2_500 }]);
});
