import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Clock } from '../../../main/clock.ts';
import { openStore, type Store } from '../../../main/database/client.ts';
import { openInlineStore } from '../../../main/database/inline.ts';
import { createFile, overwrite, sizeOf, temporaryFolder, workerUrl } from './files.ts';

const ada = { server: 'https://halext.test/api', userId: 1, username: 'ada', displayName: 'Ada', demo: false, now: 5 };

async function open(file: string, more: Partial<Parameters<typeof openStore>[0]> = {}) {
  const opened = await openStore({ file, workerUrl, fallback: 'fail', ...more });
  if (!opened.ok) throw new Error(opened.error.message);
  onTestFinished(() => opened.value.store.close());
  return opened.value;
}

/** A clock whose timers run when the test says so. */
function manualClock(): Clock & { fire(): void } {
  const timers = new Set<() => void>();
  return {
    now: () => 1_000,
    after(_ms, fn) {
      timers.add(fn);
      return () => timers.delete(fn);
    },
    fire() {
      for (const fn of [...timers]) fn();
    },
  };
}

/** Rights mean nothing to root, but not even root may put files into /sys. */
function lockedFolder(): string {
  if (process.getuid?.() === 0) return '/sys/kernel';
  const folder = join(temporaryFolder(), 'locked');
  mkdirSync(folder);
  chmodSync(folder, 0o500);
  onTestFinished(() => chmodSync(folder, 0o700));
  return folder;
}

function names(store: Store): Promise<unknown> {
  return store
    .read('accounts.list', undefined)
    .then((result) => (result.ok ? result.value.map((account) => account.username) : result.error.reason));
}

describe('the store', () => {
  it('writes on one connection and reads on another what was written', async () => {
    const { store, report } = await open(join(temporaryFolder(), 'a.db'));
    expect(report).toMatchObject({ storage: 'file', created: true, error: null });
    expect(await store.run('accounts.upsert', ada)).toMatchObject({ ok: true, value: { id: 1, username: 'ada' } });
    expect(await names(store)).toEqual(['ada']);
    expect(await store.read('accounts.upsert', ada)).toMatchObject({
      ok: false,
      error: { kind: 'storage', reason: 'readOnly' },
    });
  });

  it('keeps what was written, in one tidy file', async () => {
    const folder = temporaryFolder();
    const first = await open(join(folder, 'a.db'));
    await first.store.run('accounts.upsert', ada);
    await first.store.close();
    expect(readdirSync(folder)).toEqual(['a.db']);
    const second = await open(join(folder, 'a.db'));
    expect(second.report).toMatchObject({ created: false, unclean: false });
    expect(await names(second.store)).toEqual(['ada']);
  });

  it('answers values, whatever goes wrong', async () => {
    const { store } = await open(join(temporaryFolder(), 'a.db'));
    const wrong = { ...ada, username: null } as unknown as typeof ada;
    expect(await store.run('accounts.upsert', wrong)).toMatchObject({ ok: false, error: { kind: 'unknown' } });
    const uncloneable = { ...ada, now: (() => 1) as unknown as number };
    expect(await store.run('accounts.upsert', uncloneable)).toMatchObject({ ok: false, error: { kind: 'storage' } });
    await store.close();
    expect(await store.run('accounts.list', undefined)).toMatchObject({ ok: false, error: { kind: 'storage' } });
  });

  it('fills the full-text index when work is over, and says so', async () => {
    const { store } = await open(join(temporaryFolder(), 'a.db'));
    const indexed = new Promise((resolve) => store.on('indexed', resolve));
    await store.run('accounts.upsert', ada);
    const about = { accountId: 1, modelId: null, now: 5 };
    await store.run('conversations.createLocal', { ...about, title: 'Tides', withAi: false, people: [] });
    await store.run('outbox.queue', { ...about, conversationId: 1, clientId: 'c1', content: 'High water at six' });
    expect(await indexed).toBe(0);
    const found = await store.read('search.query', {
      accountId: 1,
      conversationId: null,
      text: 'water',
      order: 'newest',
      next: null,
      limit: 5,
    });
    expect(found).toMatchObject({ ok: true, value: { pendingIndex: 0, hits: [{ conversationTitle: 'Tides' }] } });
  });

  it('starts a thread that died once more, and fails what it had not answered', async () => {
    const file = join(temporaryFolder(), 'a.db');
    const { store } = await open(file, { workerUrl: new URL('./mortal-worker.ts', import.meta.url) });
    await store.run('accounts.upsert', ada);
    const dying = await store.run('test.die' as 'accounts.list', undefined);
    expect(dying).toMatchObject({ ok: false, error: { kind: 'storage', reason: 'workerDied', retryable: true } });
    expect(await names(store)).toEqual(['ada']);
    expect(await store.run('test.die' as 'accounts.list', undefined)).toMatchObject({
      ok: false,
      error: { reason: 'workerDied' },
    });
    expect(await store.run('accounts.upsert', ada)).toMatchObject({ ok: false, error: { reason: 'workerDied' } });
  });

  it('rescues a file that turns out to be damaged while it runs', async () => {
    const file = join(temporaryFolder(), 'a.db');
    await createFile(file, { conversations: 2, messages: 600 });
    const clock = manualClock();
    const { store } = await open(file, { clock });
    const rescued = new Promise((resolve) => store.on('rescued', resolve));
    overwrite(file, 7 * 4_096, new Uint8Array(sizeOf(file) - 7 * 4_096).fill(0x5a));
    const first = await store.read('messages.page', {
      accountId: 1,
      conversationId: 1,
      from: { kind: 'end' },
      limit: 60,
    });
    expect(first).toMatchObject({ ok: false, error: { reason: 'damaged' } });
    expect(await rescued).toMatchObject({ aside: `${file}.damaged-1000` });
    expect(await store.run('accounts.upsert', ada)).toMatchObject({ ok: true });
  });

  it('looks a file through that was not closed, in its own time', async () => {
    const file = join(temporaryFolder(), 'a.db');
    await createFile(file, { conversations: 2, messages: 600 });
    const db = new DatabaseSync(file);
    db.exec("INSERT INTO meta VALUES ('open', '1')");
    const page = db
      .prepare("SELECT pageno FROM dbstat WHERE name = 'message' AND pagetype = 'leaf' LIMIT 1")
      .get()?.pageno;
    db.close();
    overwrite(file, (Number(page) - 1) * 4_096, new Uint8Array(4_096));
    const clock = manualClock();
    const { store, report } = await open(file, { clock });
    expect(report).toMatchObject({ unclean: true, rescue: null });
    const rescued = new Promise((resolve) => store.on('rescued', resolve));
    clock.fire();
    expect(await rescued).toMatchObject({ lost: expect.any(Number), aside: `${file}.damaged-1000` });
  });

  it('does without a file only when asked to, and says why', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'file', 'a.db');
    writeFileSync(join(folder, 'file'), '');
    expect(await openStore({ file, workerUrl, fallback: 'fail' })).toMatchObject({
      ok: false,
      error: { kind: 'storage', reason: 'cannotOpen' },
    });
    const { store, report } = await open(file, { fallback: 'memory' });
    expect(report).toMatchObject({ storage: 'memory', error: { reason: 'cannotOpen' } });
    await store.run('accounts.upsert', ada);
    expect(await names(store)).toEqual(['ada']);
  });

  it.skipIf(process.platform === 'win32')(
    'says that a folder cannot be written (Windows: folders have no such right)',
    async () => {
      expect(await openStore({ file: join(lockedFolder(), 'a.db'), workerUrl, fallback: 'fail' })).toMatchObject({
        ok: false,
        error: { kind: 'storage', reason: 'cannotOpen' },
      });
    },
  );
});

describe('the store in this thread', () => {
  it('answers like the one in threads', async () => {
    const opened = await openInlineStore(':memory:');
    if (!opened.ok) throw new Error(opened.error.message);
    const { store, report } = opened.value;
    expect(report).toMatchObject({ storage: 'memory', created: true, error: null });
    await store.run('accounts.upsert', ada);
    expect(await names(store)).toEqual(['ada']);
    await store.close();
    expect(await names(store)).toBe('closed');
  });
});
