import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { closeWriter, findDamage } from '../../../main/database/maintenance.ts';
import { all, one } from '../../../main/database/statements.ts';
import { indexMessages } from '../../../main/search/indexer.ts';
import { searchMessages } from '../../../main/search/query.ts';
import { createFile, openForTest, temporaryFolder } from './files.ts';

const child = join(import.meta.dirname, 'crash-child.ts');

/** Runs the child until it has told of `stored` messages, kills it in what it does then, and answers the last it told. */
async function runAndKill(file: string, from: number, stored: number): Promise<number> {
  const running = spawn(process.execPath, [child, file, String(from)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => running.once('exit', resolve));
  let last = from - 1;
  for await (const line of createInterface({ input: running.stdout })) {
    last = Number(line);
    if (last - from + 1 === stored) running.kill('SIGKILL');
  }
  await ended;
  return last;
}

describe('killed in the middle of writing', () => {
  it('the database has lost nothing it said it stored, and is sound', async () => {
    const file = join(temporaryFolder(), 'a.db');
    await createFile(file, { conversations: 1, messages: 0 });
    let next = 1;
    for (const stored of [1, 3, 7, 8, 22, 40, 75]) {
      const told = await runAndKill(file, next, stored);
      const { db, report } = await openForTest({ file, now: 2 });
      expect(report).toMatchObject({ rescue: null, unclean: true });
      const kept = all<{ id: number }>(db, 'SELECT id FROM message ORDER BY id').map((row) => row.id / 1024);
      expect(kept.length).toBeGreaterThanOrEqual(told);
      expect(kept).toEqual(kept.map((_, index) => index + 1));
      expect(one(db, 'SELECT count(*) AS n FROM outbox JOIN message ON message.id = message_id')).toEqual({
        n: kept.length,
      });
      expect(one(db, 'SELECT message_count AS n FROM conversation')).toEqual({ n: kept.length });
      expect(findDamage(db)).toEqual([]);
      next = kept.length + 1;
      // Left open on purpose: the next child finds the file as a killed program leaves it.
      db.close();
    }

    const { db } = await openForTest({ file, now: 3 });
    for (const _ of indexMessages(db, { now: () => 0, indexed: () => {} }));
    const page = searchMessages(db, {
      accountId: 1,
      conversationId: null,
      text: 'message',
      order: 'newest',
      next: null,
      limit: 1_000,
    });
    expect(page.hits).toHaveLength(next - 1);
    closeWriter(db);
  });
});
