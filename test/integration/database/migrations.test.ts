import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { listAccounts, upsertAccount } from '../../../main/conversations/sql/accounts.ts';
import { listConversations } from '../../../main/conversations/sql/conversations.ts';
import { messagePage } from '../../../main/conversations/sql/message-rows.ts';
import { backups } from '../../../main/database/backup.ts';
import { closeWriter, findDamage } from '../../../main/database/maintenance.ts';
import { openDatabase } from '../../../main/database/open.ts';
import { LOCAL_ACCOUNT_ID, type Migration, migrations } from '../../../main/database/schema.ts';
import { all } from '../../../main/database/statements.ts';
import { loadRun } from '../../../main/runs/sql/load.ts';
import { fill, openForTest, sizeOf, temporaryFolder } from './files.ts';

const newest = migrations.length;

/** A made-up history on top of ours, so that the way from version to version is walked before there is a second one. */
const future: readonly Migration[] = [
  ...migrations,
  {
    version: newest + 1,
    sql: 'ALTER TABLE draft ADD COLUMN colour TEXT; CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT',
  },
  { version: newest + 2, sql: "INSERT INTO extra VALUES (1); UPDATE draft SET colour = 'red'" },
];

function schemaOf(db: DatabaseSync): unknown[] {
  return all(db, "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name");
}

/** Of each released version, so that nobody edits one by mistake: files that have it would never get the change. */
const RELEASED = ['4ead56ae1a521bdc'];

describe('migrations', () => {
  it('are never edited once they are released', () => {
    const sums = migrations.map(({ sql }) => createHash('sha256').update(sql).digest('hex').slice(0, 16));
    expect(sums.slice(0, RELEASED.length)).toEqual(RELEASED);
  });

  it('from version 2 on carry runs along with all that is in them', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'old.db');
    const old = await openForTest({ file, now: 1, migrations: migrations.slice(0, 2) });
    old.db.exec(`
INSERT INTO run (id, kind, source_id, source_name, demo, title, state, state_json, contact, started_at, last_news_at,
  steps, unseen, finished, ended_at) VALUES (7, 'agui', 'a', 'Agent', 0, 'Title', 'succeeded',
  '{"kind":"succeeded","since":2}', '{"kind":"ok"}', 1, 2, 0, 1, 2048, 2);
INSERT INTO run_part (id, run_id, slot) VALUES (1, 7, 'result');
INSERT INTO run_piece (part_id, no, text) VALUES (1, 1, '"the result"');
INSERT INTO run_event (run_id, seq, at, type, json, cut, merged) VALUES (7, 1, 2, 'X', '{}', 0, 1)`);
    closeWriter(old.db);
    const { db } = await openForTest({ file, now: 2, migrations: future });
    const steps = loadRun(db, { id: 7 });
    let step = steps.next();
    while (!step.done) step = steps.next();
    expect(step.value).toMatchObject({
      title: 'Title',
      state: { kind: 'succeeded' },
      result: 'the result',
      unseen: true,
    });
    expect(all(db, 'SELECT seq FROM run_event')).toEqual([{ seq: 1 }]);
    closeWriter(db);
  });

  it('from version 3 on know who owns what is kept here, and take nothing for kept here that is not', async () => {
    const file = join(temporaryFolder(), 'old.db');
    const old = await openForTest({ file, now: 1, migrations: migrations.slice(0, 3) });
    fill(old.db, { conversations: 1, messages: 3 });
    const accounts = all<{ id: number }>(old.db, 'SELECT id FROM account').map((row) => row.id);
    closeWriter(old.db);
    const { db } = await openForTest({ file, now: 2 });
    expect(all(db, 'SELECT server, user_id FROM account WHERE id = ?', LOCAL_ACCOUNT_ID)).toEqual([
      { server: 'local:', user_id: 0 },
    ]);
    expect(listAccounts(db).map((account) => account.id)).toEqual(accounts);
    const [conversation] = listConversations(db, { accountIds: accounts });
    expect(conversation).toMatchObject({ local: null });
    const page = messagePage(db, {
      accountId: accounts[0] ?? -1,
      conversationId: conversation?.id ?? -1,
      from: { kind: 'end' },
      limit: 10,
    });
    expect(page?.messages.map((message) => message.local)).toEqual([null, null, null]);
    const next = { server: 'https://other.example.org/api', userId: 9, username: 'n', displayName: 'N', now: 3 };
    expect(upsertAccount(db, { ...next, demo: false }).id).toBeGreaterThan(Math.max(...accounts));
    closeWriter(db);
  });

  it('are numbered from one without a gap', () => {
    expect(migrations.map((migration) => migration.version)).toEqual(migrations.map((_, index) => index + 1));
  });

  it.each(future.map((migration) => migration.version))(
    'lead from version %i to the newest with every row',
    async (from) => {
      const folder = temporaryFolder();
      const file = join(folder, 'old.db');
      const old = await openForTest({ file, now: 1, migrations: future.slice(0, from) });
      fill(old.db, { conversations: 2, messages: 20 });
      old.db.exec("INSERT INTO draft (conversation_id, text, updated_at) VALUES (1, 'unsent', 3)");
      closeWriter(old.db);

      const { db, report } = await openForTest({ file, now: 2, migrations: future });
      const fresh = await openForTest({ file: join(folder, 'new.db'), now: 2, migrations: future });
      expect(report).toMatchObject({ created: false, rescue: null, unclean: false });
      expect(report.migrated).toEqual(future.slice(from).map((migration) => migration.version));
      expect(schemaOf(db)).toEqual(schemaOf(fresh.db));
      expect(all(db, 'SELECT count(*) AS n FROM message')).toEqual([{ n: 20 }]);
      expect(all(db, 'SELECT text FROM draft')).toEqual([{ text: 'unsent' }]);
      expect(findDamage(db)).toEqual([]);
      closeWriter(db);
      closeWriter(fresh.db);
    },
  );

  it('are preceded by a copy that opens as it is; the last two are kept', async () => {
    const file = join(temporaryFolder(), 'a.db');
    const first = await openForTest({ file, now: 1, migrations });
    fill(first.db, { conversations: 1, messages: 5 });
    expect(first.report.backup).toBeNull();
    closeWriter(first.db);
    for (const [now, known] of [
      future.slice(0, newest + 1),
      future,
      [...future, { version: newest + 3, sql: '' }],
    ].entries()) {
      const { db, report } = await openForTest({ file, now: 10 + now, migrations: known });
      expect(report.backup).toBe(`${file}.before-v${newest + 1 + now}-${10 + now}`);
      closeWriter(db);
    }
    expect(backups(file)).toEqual([`${file}.before-v${newest + 3}-12`, `${file}.before-v${newest + 2}-11`]);
    const copy = new DatabaseSync(backups(file)[1] ?? '', { readOnly: true });
    expect(all(copy, 'SELECT count(*) AS n FROM message')).toEqual([{ n: 5 }]);
    expect(copy.prepare('PRAGMA user_version').get()).toEqual({ user_version: newest + 1 });
    copy.close();
  });

  it('leave everything as it was when one fails', async () => {
    const file = join(temporaryFolder(), 'a.db');
    closeWriter((await openForTest({ file, now: 1 })).db);
    const broken = [...migrations, { version: newest + 1, sql: 'CREATE TABLE half (a); SELECT nonsense' }];
    expect(await openDatabase({ file, now: 2, migrations: broken })).toMatchObject({
      ok: false,
      error: { kind: 'storage', reason: 'other' },
    });
    const { db, report } = await openForTest({ file, now: 3 });
    expect(report.migrated).toEqual([]);
    expect(all(db, "SELECT name FROM sqlite_schema WHERE name = 'half'")).toEqual([]);
    closeWriter(db);
  });

  it('refuse a newer file and leave it untouched', async () => {
    const file = join(temporaryFolder(), 'a.db');
    const { db } = await openForTest({ file, now: 1, migrations: future });
    fill(db, { conversations: 1, messages: 5 });
    db.close();
    const before = readFileSync(file);
    const logBefore = sizeOf(`${file}-wal`);
    expect(await openDatabase({ file, now: 2 })).toMatchObject({
      ok: false,
      error: { kind: 'storage', reason: 'tooNew' },
    });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(sizeOf(`${file}-wal`)).toBe(logBefore);
  });

  it('refuse a file of another program and leave it untouched', async () => {
    const file = join(temporaryFolder(), 'a.db');
    const other = new DatabaseSync(file);
    other.exec('CREATE TABLE account (a)');
    other.close();
    const before = readFileSync(file);
    expect(await openDatabase({ file, now: 2 })).toMatchObject({ ok: false, error: { reason: 'foreign' } });
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

describe('opening', () => {
  it('sets the file and the connection up', async () => {
    const file = join(temporaryFolder(), 'deeper', 'a.db');
    const { db, report } = await openForTest({ file, now: 1 });
    const pragma = (name: string) => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
    expect(report).toEqual({
      storage: 'file',
      error: null,
      created: true,
      migrated: [],
      backup: null,
      rescue: null,
      fullText: true,
      unclean: false,
    });
    expect(
      Object.fromEntries(
        [
          'journal_mode',
          'synchronous',
          'wal_autocheckpoint',
          'foreign_keys',
          'trusted_schema',
          'cell_size_check',
          'auto_vacuum',
          'page_size',
          'mmap_size',
          'application_id',
        ].map((name) => [name, pragma(name)]),
      ),
    ).toEqual({
      journal_mode: 'wal',
      synchronous: 1,
      wal_autocheckpoint: 0,
      foreign_keys: 1,
      trusted_schema: 0,
      cell_size_check: 1,
      auto_vacuum: 2,
      page_size: 4096,
      mmap_size: 0,
      application_id: 0x48414c58,
    });
    expect(() => db.exec("UPDATE sqlite_schema SET sql = 'x'")).toThrow();
    closeWriter(db);
    expect(existsSync(`${file}-wal`)).toBe(false);
  });

  it('notices that it was not closed', async () => {
    const file = join(temporaryFolder(), 'a.db');
    const { db } = await openForTest({ file, now: 1 });
    db.close();
    const again = await openForTest({ file, now: 2 });
    expect(again.report.unclean).toBe(true);
    closeWriter(again.db);
    const clean = await openForTest({ file, now: 3 });
    expect(clean.report.unclean).toBe(false);
    closeWriter(clean.db);
  });

  it('keeps no statistics of a young file, which would mislead the queries of a grown one', async () => {
    const file = join(temporaryFolder(), 'a.db');
    const { db } = await openForTest({ file, now: 1 });
    fill(db, { conversations: 1, messages: 50 });
    closeWriter(db);
    const again = await openForTest({ file, now: 2 });
    expect(all(again.db, "SELECT name FROM sqlite_schema WHERE name LIKE 'sqlite_stat%'")).toEqual([]);
    closeWriter(again.db);
  });

  it('answers where the folder is no folder', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    expect(await openDatabase({ file: join(folder, 'file', 'a.db'), now: 1 })).toMatchObject({
      ok: false,
      error: { reason: 'cannotOpen' },
    });
    expect(await openDatabase({ file: folder, now: 1 })).toMatchObject({ ok: false, error: { reason: 'cannotOpen' } });
  });
});
