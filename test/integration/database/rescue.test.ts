import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeWriter, findDamage } from '../../../main/database/maintenance.ts';
import { openDatabase } from '../../../main/database/open.ts';
import { all, one } from '../../../main/database/statements.ts';
import { indexMessages } from '../../../main/search/indexer.ts';
import { searchMessages } from '../../../main/search/query.ts';
import { copyDatabase, createFile, fill, openForTest, overwrite, sizeOf, temporaryFolder } from './files.ts';

const MESSAGES = 2_000;
const PAGE = 4_096;

let home = '';
let sound = '';

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'companion-'));
  sound = join(home, 'sound.db');
  const { db } = await openForTest({ file: sound, now: 1 });
  fill(db, { conversations: 4, messages: MESSAGES });
  db.exec("INSERT INTO draft (conversation_id, text, updated_at) VALUES (1, 'unsent', 3)");
  db.exec(
    `INSERT INTO outbox (client_id, message_id, conversation_id, state, queued_at, since) VALUES ('c1', 1024, 1, 'queued', 1, 1)`,
  );
  for (const _ of indexMessages(db, { now: () => 0, indexed: () => {} }));
  closeWriter(db);
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

/** A copy of the sound file to be damaged. */
function copy(): string {
  const file = join(temporaryFolder(), 'a.db');
  copyFileSync(sound, file);
  return file;
}

/** Page numbers of a table or index, by kind of page. */
async function pagesOf(name: string): Promise<{ leaf: number[]; internal: number[] }> {
  const { db } = await openForTest({ file: copy(), now: 1 });
  const rows = all<{ pageno: number; pagetype: 'leaf' | 'internal' }>(
    db,
    "SELECT pageno, pagetype FROM dbstat WHERE name = ? AND pagetype <> 'overflow' ORDER BY path",
    name,
  );
  closeWriter(db);
  const of = (kind: string) => rows.filter((row) => row.pagetype === kind).map((row) => row.pageno);
  return { leaf: of('leaf'), internal: of('internal') };
}

function damagePage(file: string, page: number, length = PAGE): void {
  overwrite(file, (page - 1) * PAGE, new Uint8Array(length).fill(0x5a));
}

function messagesIn(db: DatabaseSync): number {
  return one<{ n: number }>(db, 'SELECT count(*) AS n FROM message')?.n ?? 0;
}

describe('a damaged file', () => {
  it('whose signature is gone is rescued whole', async () => {
    const file = copy();
    overwrite(file, 0, new TextEncoder().encode('not a database at all'));
    const { db, report } = await openForTest({ file, now: 77 });
    expect(report.rescue).toEqual({ kept: MESSAGES, lost: 0, aside: `${file}.damaged-77` });
    expect(all(db, 'SELECT text FROM draft')).toEqual([{ text: 'unsent' }]);
    expect(all(db, 'SELECT client_id FROM outbox')).toEqual([{ client_id: 'c1' }]);
    expect(findDamage(db)).toEqual([]);
    closeWriter(db);
    expect(sizeOf(`${file}.damaged-77`)).toBe(sizeOf(sound));
    expect(readdirSync(join(file, '..')).toSorted()).toEqual(['a.db', 'a.db.damaged-77']);
  });

  it('cut to 60 % keeps what lies before the cut', async () => {
    const file = copy();
    truncateSync(file, Math.floor((sizeOf(file) * 0.6) / PAGE) * PAGE);
    const { db, report } = await openForTest({ file, now: 77 });
    expect(report.rescue?.kept).toBe(messagesIn(db));
    expect(report.rescue?.kept).toBeGreaterThan(MESSAGES / 4);
    expect((report.rescue?.kept ?? 0) + (report.rescue?.lost ?? 0)).toBe(MESSAGES);
    expect(findDamage(db)).toEqual([]);
    closeWriter(db);
  });

  it('with 64 KiB of zeros among the messages loses only those', async () => {
    const file = copy();
    const { leaf } = await pagesOf('message');
    const first = leaf[Math.floor(leaf.length * 0.8)] ?? 0;
    overwrite(file, (first - 1) * PAGE, new Uint8Array(65_536));
    const { db, report } = await openForTest({ file, now: 77, suspect: true });
    expect(report.rescue?.kept).toBeGreaterThan(MESSAGES - 300);
    expect(report.rescue?.lost).toBe(MESSAGES - (report.rescue?.kept ?? 0));
    expect(findDamage(db)).toEqual([]);
    closeWriter(db);
  });

  it('with a damaged page inside the tree of messages keeps what its other branches reach', async () => {
    const file = copy();
    const { internal } = await pagesOf('message');
    damagePage(file, internal.at(-1) ?? 0, 200);
    const { db, report } = await openForTest({ file, now: 77, suspect: true });
    expect(internal.length).toBeGreaterThan(2);
    expect(report.rescue?.kept).toBeGreaterThan(MESSAGES / 4);
    expect(messagesIn(db)).toBe(report.rescue?.kept);
    expect(findDamage(db)).toEqual([]);
    closeWriter(db);
  });

  it('with a damaged index keeps every message', async () => {
    const file = copy();
    const { leaf } = await pagesOf('message_order');
    damagePage(file, leaf[0] ?? 0);
    const { db, report } = await openForTest({ file, now: 77, suspect: true });
    expect(report.rescue).toMatchObject({ kept: MESSAGES, lost: 0 });
    expect(all(db, 'SELECT count(*) AS n FROM message INDEXED BY message_order WHERE conversation_id > 0')).toEqual([
      { n: MESSAGES },
    ]);
    closeWriter(db);
  });

  it('asks synchronisation to fetch every conversation again, and counts what is there', async () => {
    const file = copy();
    overwrite(file, 0, new TextEncoder().encode('????'));
    const { db } = await openForTest({ file, now: 77 });
    expect(all(db, 'SELECT DISTINCT synced_last_id, message_count FROM conversation')).toEqual([
      { synced_last_id: null, message_count: MESSAGES / 4 },
    ]);
    closeWriter(db);
  });

  it('that nothing can be read from is set aside, and the program starts empty', async () => {
    const file = copy();
    overwrite(file, 100, new Uint8Array(PAGE - 100).fill(0x5a));
    const { db, report } = await openForTest({ file, now: 77 });
    expect(report.rescue).toMatchObject({ kept: 0 });
    expect(existsSync(`${file}.damaged-77`)).toBe(true);
    expect(messagesIn(db)).toBe(0);
    closeWriter(db);
  });

  it('is set aside together with its log', async () => {
    const folder = temporaryFolder();
    const live = join(folder, 'live.db');
    await createFile(live, { conversations: 1, messages: 500 });
    const { db: writer } = await openForTest({ file: live, now: 2 });
    writer.exec("UPDATE conversation SET title = 'in the log'");
    const file = join(folder, 'a.db');
    copyDatabase(live, file);
    closeWriter(writer);
    overwrite(file, 0, new TextEncoder().encode('not a database at all'));
    overwrite(`${file}-wal`, 32 + 24, new TextEncoder().encode('nor is this one'));
    const logged = sizeOf(`${file}-wal`);
    const opened = await openForTest({ file, now: 77 });
    expect(opened.report.rescue?.kept).toBe(500);
    expect(logged).toBeGreaterThan(0);
    expect(sizeOf(`${file}.damaged-77-wal`)).toBe(logged);
    closeWriter(opened.db);
  });
});

describe('a damaged full-text index', () => {
  async function search(db: DatabaseSync) {
    for (const _ of indexMessages(db, { now: () => 0, indexed: () => {} }));
    const page = searchMessages(db, {
      accountId: 1,
      conversationId: null,
      text: 'message 1234',
      order: 'newest',
      next: null,
      limit: 5,
    });
    return page.hits.map((hit) => hit.messageId);
  }

  it('is made again from the messages', async () => {
    const file = copy();
    const { leaf } = await pagesOf('message_fts_data');
    for (const page of leaf.slice(2, 12)) overwrite(file, page * PAGE - 900, new Uint8Array(800).fill(0x33));
    const { db, report } = await openForTest({ file, now: 77, suspect: true });
    expect(await search(db)).toEqual([1234 * 1024]);
    expect(findDamage(db)).toEqual([]);
    expect(messagesIn(db)).toBe(MESSAGES);
    expect(report.rescue?.lost ?? 0).toBe(0);
    closeWriter(db);
  });

  it('that cannot even be removed is left behind', async () => {
    const file = copy();
    const { leaf } = await pagesOf('message_fts_data');
    for (const page of leaf.slice(0, 20)) damagePage(file, page, 64);
    const { db, report } = await openForTest({ file, now: 77, suspect: true });
    expect(report.rescue).toMatchObject({ kept: MESSAGES, lost: 0 });
    expect(await search(db)).toEqual([1234 * 1024]);
    closeWriter(db);
  });
});

describe('a rescue cut short', () => {
  it('after its new file was complete is ended at the next start', async () => {
    const file = copy();
    renameSync(file, `${file}.rescue`);
    const { db, report } = await openForTest({ file, now: 78 });
    expect(report.created).toBe(false);
    expect(messagesIn(db)).toBe(MESSAGES);
    closeWriter(db);
  });

  it('before that is forgotten', async () => {
    const file = copy();
    copyFileSync(sound, `${file}.rescue`);
    truncateSync(`${file}.rescue`, 5_000);
    const { db, report } = await openForTest({ file, now: 78 });
    expect(report.rescue).toBeNull();
    expect(messagesIn(db)).toBe(MESSAGES);
    expect(existsSync(`${file}.rescue`)).toBe(false);
    closeWriter(db);
  });

  it('leaves the damaged file where it is when the new one cannot be made', async () => {
    const file = copy();
    overwrite(file, 0, new TextEncoder().encode('not a database at all'));
    const damaged = readFileSync(file);
    mkdirSync(`${file}.repaired`);
    expect(await openDatabase({ file, now: 77 })).toMatchObject({ ok: false });
    expect(readFileSync(file).equals(damaged)).toBe(true);
  });
});
