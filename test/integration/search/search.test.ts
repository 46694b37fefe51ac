import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { closeWriter, findDamage } from '../../../main/database/maintenance.ts';
import { openDatabase } from '../../../main/database/open.ts';
import { run } from '../../../main/database/statements.ts';
import { indexMessages } from '../../../main/search/indexer.ts';
import { type SearchArgs, searchMessages } from '../../../main/search/query.ts';

interface Written {
  conversation?: number;
  content: string;
}

/** A workspace of two accounts: conversations 1 (`Recettes d’été`), 2 (`Deployment`), 3 hidden, 4 of the other account. */
async function workspace({ fullText = true, indexed = true } = {}) {
  const opened = await openDatabase({ file: ':memory:', now: 1, fullText });
  if (!opened.ok) throw new Error(opened.error.message);
  const { db } = opened.value;
  onTestFinished(() => closeWriter(db));
  for (const id of [1, 2]) {
    run(
      db,
      `INSERT INTO account (id, server, user_id, username, display_name, last_used_at) VALUES (?, 'https://h/api', ?, 'a', 'A', 0)`,
      id,
      id,
    );
  }
  for (const [id, account, title, hidden] of [
    [1, 1, 'Recettes d’été', 0],
    [2, 1, 'Deployment', 0],
    [3, 1, 'Hidden', 1],
    [4, 2, 'Other', 0],
  ] as const) {
    run(
      db,
      'INSERT INTO conversation (id, account_id, title, hidden, created_at, last_at) VALUES (?, ?, ?, ?, 0, ?)',
      id,
      account,
      title,
      hidden,
      id,
    );
  }
  let last = 0;

  function write(...messages: Written[]): number[] {
    return messages.map(({ conversation = 1, content }) => {
      last += 1;
      run(
        db,
        `INSERT INTO message (id, conversation_id, sort_key, author, created_at, content) VALUES (?, ?, ?, 'other', ?, ?)`,
        last,
        conversation,
        last,
        last,
        content,
      );
      run(db, 'INSERT INTO unindexed (message_id) VALUES (?)', last);
      run(db, 'UPDATE conversation SET message_count = message_count + 1 WHERE id = ?', conversation);
      return last;
    });
  }

  function index(): void {
    if (fullText && indexed) for (const _ of indexMessages(db, { now: () => 0, indexed: () => {} }));
  }

  function page(text: string, more: Partial<SearchArgs> = {}) {
    return searchMessages(db, {
      accountId: 1,
      conversationId: null,
      text,
      order: 'newest',
      next: null,
      limit: 50,
      ...more,
    });
  }

  return {
    db,
    write,
    index,
    page,
    find: (text: string, more?: Partial<SearchArgs>) => page(text, more).hits.map((hit) => hit.messageId),
  };
}

const ways = [
  ['with the index', { fullText: true, indexed: true }],
  ['before the index knows', { fullText: true, indexed: false }],
  ['without full-text search', { fullText: false }],
] as const;

describe.each(ways)('search %s', (_name, way) => {
  it('finds words whatever their accents, case and ligatures, newest first', async () => {
    const { write, index, find } = await workspace(way);
    write({ content: 'Le cœur de l’été' }, { content: 'un COEUR d’hiver' }, { content: 'rien' });
    index();
    expect(find('coeur')).toEqual([2, 1]);
    expect(find('CŒUR ete')).toEqual([1]);
    expect(find('hiv')).toEqual([2]);
    expect(find('iver')).toEqual([]);
    expect(find('"de l’été"')).toEqual([1]);
  });

  it('finds scripts without spaces, signs, and text around control and direction characters', async () => {
    const { write, index, find } = await workspace(way);
    write({ content: 'これは東京タワーです' }, { content: 'done 👍' }, { content: '\u202Ehidden\u202C \u0007bell' });
    index();
    expect(find('東京')).toEqual([1]);
    expect(find('👍')).toEqual([2]);
    expect(find('hidden bell')).toEqual([3]);
    expect(find('100%_\\')).toEqual([]);
  });

  it('keeps to the account, and leaves hidden conversations out unless searched by themselves', async () => {
    const { write, index, find } = await workspace(way);
    write(
      { content: 'secret', conversation: 4 },
      { content: 'secret', conversation: 3 },
      { content: 'secret', conversation: 2 },
    );
    index();
    expect(find('secret')).toEqual([3]);
    expect(find('secret', { conversationId: 3 })).toEqual([2]);
    expect(find('secret', { conversationId: 4 })).toEqual([]);
    expect(find('secret', { accountId: 2 })).toEqual([1]);
  });

  it('goes on page by page, without missing or repeating', async () => {
    const { write, index, page } = await workspace(way);
    write(...Array.from({ length: 25 }, (_, n) => ({ content: `tide ${n}` })));
    index();
    for (const order of ['newest', 'relevance'] as const) {
      const seen: number[] = [];
      let next: number | null = null;
      do {
        const result = page('tide', { order, next, limit: 10 });
        seen.push(...result.hits.map((hit) => hit.messageId));
        next = result.next;
      } while (next !== null);
      expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, n) => n + 1));
    }
  });
});

describe('search', () => {
  it('shows what it found where it is', async () => {
    const { write, index, page } = await workspace();
    write({ content: 'On se voit\nau café ?' });
    index();
    expect(page('cafe').hits).toEqual([
      {
        messageId: 1,
        conversationId: 1,
        conversationTitle: 'Recettes d’été',
        author: 'other',
        authorName: null,
        createdAt: 1,
        excerpt: [
          { text: 'On se voit au ', hit: false },
          { text: 'café', hit: true },
          { text: ' ?', hit: false },
        ],
        why: 'words',
      },
    ]);
  });

  it('finds titles on the first page of a search through everything', async () => {
    const { page } = await workspace();
    expect(page('ete').titles).toEqual([{ conversationId: 1, title: 'Recettes d’été' }]);
    expect(page('e').titles).toEqual([]);
    expect(page('hid').titles).toEqual([]);
    expect(page('ete', { next: 5 }).titles).toEqual([]);
    expect(page('ete', { conversationId: 1 }).titles).toEqual([]);
  });

  it('ranks by relevance when asked to', async () => {
    const { write, index, find } = await workspace();
    write(
      { content: 'proxy: restart the proxy, then test the proxy' },
      { content: `the proxy ${'and so on '.repeat(60)}` },
    );
    index();
    expect(find('proxy')).toEqual([2, 1]);
    expect(find('proxy', { order: 'relevance' })).toEqual([1, 2]);
  });

  it('uses the index in a large conversation', async () => {
    const { db, write, index, find } = await workspace();
    write({ content: 'needle' }, { content: 'needle', conversation: 2 });
    index();
    run(db, 'UPDATE conversation SET message_count = 100000 WHERE id = 1');
    expect(find('needle', { conversationId: 1 })).toEqual([1]);
  });

  it('says how many messages the index does not know yet', async () => {
    const { write, index, page } = await workspace();
    write({ content: 'one' }, { content: 'two' });
    expect(page('one').pendingIndex).toBe(2);
    index();
    expect(page('one').pendingIndex).toBe(0);
  });

  it('finds nothing, and does not fail, where there is nothing to look for', async () => {
    const { write, page } = await workspace();
    write({ content: 'text' });
    for (const text of ['', '  ', '"', '""', '\u0000', '\uD800', '\u200B']) {
      expect(page(text)).toMatchObject({ query: text, hits: [], next: null, titles: [] });
    }
  });

  it('answers whatever is typed, without failing', async () => {
    const { write, index, page } = await workspace();
    write({ content: 'plain text' }, { content: 'un été' });
    index();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.boolean(), (text, ranked) => {
        page(text, { order: ranked ? 'relevance' : 'newest' });
      }),
      { numRuns: 500 },
    );
  });
});

describe('the full-text index', () => {
  it('follows changes and removals, of messages it knows and of those it does not', async () => {
    const { db, write, index, find } = await workspace();
    write({ content: 'alpha' }, { content: 'beta' });
    index();
    write({ content: 'gamma' }, { content: 'delta' });
    run(db, "UPDATE message SET content = 'omega' WHERE id IN (1, 3)");
    run(db, 'DELETE FROM message WHERE id IN (2, 4)');
    for (const again of [false, true]) {
      if (again) index();
      expect([find('omega'), find('alpha'), find('beta'), find('gamma'), find('delta')]).toEqual([
        [3, 1],
        [],
        [],
        [],
        [],
      ]);
    }
    expect(findDamage(db)).toEqual([]);
  });

  it('goes with its conversation', async () => {
    const { db, write, index, find } = await workspace();
    write({ content: 'alpha' }, { content: 'alpha', conversation: 2 });
    index();
    write({ content: 'alpha' });
    run(db, 'DELETE FROM conversation WHERE id = 1');
    expect(find('alpha')).toEqual([2]);
    expect(findDamage(db)).toEqual([]);
  });

  it('goes on after an interruption where it stopped', async () => {
    const { db, write, page, find } = await workspace({ indexed: false });
    write(...Array.from({ length: 500 }, (_, n) => ({ content: `word ${n}` })));
    const half = indexMessages(db, { now: () => 0, indexed: () => {} });
    half.next();
    half.return(0);
    const left = page('word').pendingIndex;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(500);
    const news: number[] = [];
    for (const _ of indexMessages(db, { now: () => 0, indexed: (pending) => news.push(pending) }));
    expect(news).toEqual([0]);
    expect(find('word', { limit: 1_000 })).toHaveLength(500);
  });

  it('slows down where a batch takes long, and tells of its progress', async () => {
    const { db, write } = await workspace({ indexed: false });
    write(...Array.from({ length: 400 }, (_, n) => ({ content: `word ${n}` })));
    let time = 0;
    const sizes: number[] = [];
    const news: number[] = [];
    let before = 400;
    const clock = () => {
      time += 70;
      return time;
    };
    for (const _ of indexMessages(db, { now: clock, indexed: (pending) => news.push(pending) })) {
      const left = Number(db.prepare('SELECT count(*) AS n FROM unindexed').get()?.n);
      if (left < before) sizes.push(before - left);
      before = left;
    }
    expect(sizes.slice(0, 4)).toEqual([100, 50, 25, 12]);
    expect(news.at(-1)).toBe(0);
    expect(news.length).toBeGreaterThan(1);
  });

  it('is filled with everything when it comes back after a program without it', async () => {
    const { openForTest, temporaryFolder, fill } = await import('../database/files.ts');
    const file = `${temporaryFolder()}/a.db`;
    const first = await openForTest({ file, now: 1, fullText: false });
    fill(first.db, { conversations: 1, messages: 3 });
    run(first.db, 'DELETE FROM unindexed');
    run(first.db, 'DELETE FROM message WHERE id = 1024');
    expect(first.report.fullText).toBe(false);
    closeWriter(first.db);
    const { db } = await openForTest({ file, now: 2 });
    for (const _ of indexMessages(db, { now: () => 0, indexed: () => {} }));
    const page = searchMessages(db, {
      accountId: 1,
      conversationId: null,
      text: 'message',
      order: 'newest',
      next: null,
      limit: 9,
    });
    expect(page.hits).toHaveLength(2);
    expect(findDamage(db)).toEqual([]);
    closeWriter(db);
  });
});
