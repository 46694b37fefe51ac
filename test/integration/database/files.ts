import { closeSync, copyFileSync, existsSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { onTestFinished } from 'vitest';
import { closeWriter } from '../../../main/database/maintenance.ts';
import { openDatabase } from '../../../main/database/open.ts';
import { run, transaction } from '../../../main/database/statements.ts';

export const workerUrl = new URL('../../../main/database/worker.ts', import.meta.url);

/** A folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'companion-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
  return folder;
}

/** Copies a database with its log. */
export function copyDatabase(from: string, to: string): void {
  for (const part of ['', '-wal', '-shm']) if (existsSync(from + part)) copyFileSync(from + part, to + part);
}

/** Overwrites bytes of a file. */
export function overwrite(file: string, at: number, bytes: Uint8Array): void {
  const handle = openSync(file, 'r+');
  try {
    writeSync(handle, bytes, 0, bytes.length, at);
  } finally {
    closeSync(handle);
  }
}

export function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}

/** One account with conversations, all messages queued for the index. Message `n` (from 1) says `message n` and more. */
export function fill(db: DatabaseSync, { conversations, messages }: { conversations: number; messages: number }): void {
  transaction(db, () => {
    run(
      db,
      `INSERT INTO account (id, server, user_id, username, display_name, last_used_at)
       VALUES (1, 'https://halext.test/api', 1, 'ada', 'Ada', 0)`,
    );
    for (let id = 1; id <= conversations; id += 1) {
      run(
        db,
        `INSERT INTO conversation (id, account_id, remote_id, title, created_at, last_at, synced_last_id, message_count)
         VALUES (?, 1, ?, ?, 0, ?, 7, ?)`,
        id,
        id,
        `Conversation ${id}`,
        id,
        Math.ceil((messages - id + 1) / conversations),
      );
    }
    for (let n = 1; n <= messages; n += 1) {
      run(
        db,
        `INSERT INTO message (id, conversation_id, remote_id, sort_key, author, created_at, content)
         VALUES (?, ?, ?, ?, 'other', ?, ?)`,
        n * 1024,
        ((n - 1) % conversations) + 1,
        n,
        n,
        n,
        `message ${n} ${'lorem ipsum dolor sit amet '.repeat(50)}`,
      );
      run(db, 'INSERT INTO unindexed (message_id) VALUES (?)', n * 1024);
    }
  });
}

/** Opens a database for writing in this thread; the test fails when it cannot. */
export async function openForTest(options: Parameters<typeof openDatabase>[0]) {
  const opened = await openDatabase(options);
  if (!opened.ok) throw new Error(`${opened.error.reason}: ${opened.error.message}`);
  return opened.value;
}

/** A closed, complete database file. */
export async function createFile(file: string, size: { conversations: number; messages: number }): Promise<void> {
  const { db } = await openForTest({ file, now: 1 });
  fill(db, size);
  closeWriter(db);
}
