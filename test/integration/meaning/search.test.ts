import { describe, expect, it } from 'vitest';
import { appError, fail, ok } from '../../../main/errors.ts';
import { manualClock } from '../../unit/accounts/manual-clock.ts';
import { type Embedder, embedder, eventually, files, must, start, TARGET, untilStopped, vectorsOf } from './desk.ts';

/** What people write about beside what is looked for. */
const OTHER = Array.from({ length: 120 }, (_, at) => `word${at} other${at} thing${at} note${at}`);

async function written(
  server: Embedder,
  ...more: Parameters<typeof start> extends [unknown, unknown, (infer C)?] ? [C?] : never
) {
  const program = await start(files(), server, ...more);
  for (const text of OTHER) program.write(text);
  const ids = {
    french: program.write('La pompe fuit depuis ce matin.'),
    english: program.write('The pump is leaking badly, the pump station is wet.', 2),
    foreign: program.write('Another account: the pump leaks.', 3),
  };
  must(program.settings.set({ meaning: TARGET }));
  await program.until('ready');
  return { program, ids };
}

describe('search by meaning', () => {
  it('finds a paraphrase in another language, and says why each message is there', async () => {
    const { program, ids } = await written(embedder());
    const page = await program.search('pump leaking');
    expect(page.meaning).toBe('used');
    expect(page.hits.map(({ messageId, why }) => [messageId, why])).toEqual([
      [ids.english, 'both'],
      [ids.french, 'meaning'],
    ]);
    const marked = page.hits.map(({ excerpt }) => excerpt.filter(({ hit }) => hit).map(({ text }) => text));
    expect(marked).toEqual([['pump', 'leaking', 'pump'], []]);
  });

  it('stays in the conversation it is asked for', async () => {
    const { program, ids } = await written(embedder());
    const page = await program.search('pump leaking', { conversationId: 1 });
    expect(page.hits.map(({ messageId }) => messageId)).toEqual([ids.french]);
  });

  it('finds nothing by meaning where nothing stands out', async () => {
    const { program } = await written(embedder());
    expect(await program.search('zebra giraffe')).toMatchObject({ hits: [], meaning: 'used' });
  });

  it('asks the server once for the same question, and not for the pages after the first', async () => {
    const server = embedder();
    const { program } = await written(server);
    server.texts.length = 0;
    const first = await program.search('pump leaking', { limit: 1 });
    const second = await program.search('pump leaking', { limit: 1, next: first.next ?? -1 });
    await program.search('pump leaking');
    expect(server.texts).toEqual(['pump leaking']);
    expect([...first.hits, ...second.hits].map(({ why }) => why)).toEqual(['both', 'meaning']);
    expect(second.next).toBeNull();
  });

  it('counts what searches use', async () => {
    const { program } = await written(embedder());
    const before = program.meaning.status().tokens ?? 0;
    await program.search('pump leaking');
    await eventually(() => program.meaning.status().tokens).toBe(before + 10);
  });

  it('leaves the order by time to the words', async () => {
    const server = embedder();
    const { program, ids } = await written(server);
    server.texts.length = 0;
    const request = { text: 'pump', conversationId: null, order: 'newest', next: null } as const;
    const page = must(await program.meaning.search({ ...request, accountId: 1, limit: 50, meaning: true }));
    expect(page.hits.map(({ messageId, why }) => [messageId, why])).toEqual([[ids.english, 'words']]);
    expect(page).not.toHaveProperty('meaning');
    expect(server.texts).toEqual([]);
  });

  it('asks nobody while words alone are wanted', async () => {
    const server = embedder();
    const { program } = await written(server);
    server.texts.length = 0;
    const request = { text: 'pump', conversationId: null, order: 'relevance', next: null } as const;
    const page = must(await program.meaning.search({ ...request, accountId: 1, limit: 50 }));
    expect(page.hits.map(({ why }) => why)).toEqual(['words']);
    expect(server.texts).toEqual([]);
  });
});

describe('a server of embeddings that fails', () => {
  it('leaves the search to the words, on every page of it', async () => {
    const server = embedder();
    const { program, ids } = await written(server);
    const newer = program.write('the pump was leaking');
    server.answer = async () => fail(appError('offline', 'no network'));
    const first = await program.search('pump leaking', { limit: 1 });
    expect(first).toMatchObject({ meaning: 'failed' });
    server.answer = async (request) => ok(vectorsOf(request));
    const second = await program.search('pump leaking', { limit: 1, next: first.next ?? -1 });
    expect(second.meaning).toBe('failed');
    const found = [...first.hits, ...second.hits];
    expect(found.map(({ messageId }) => messageId).toSorted((a, b) => a - b)).toEqual([ids.english, newer]);
    expect(found.map(({ why }) => why)).toEqual(['words', 'words']);
    expect((await program.search('pump leaking')).meaning).toBe('used');
  });

  it('is waited for four seconds', async () => {
    const server = embedder();
    const time = manualClock();
    const { program } = await written(server, time.clock);
    server.answer = (_, signal) => untilStopped(signal);
    const asked = server.batches.length;
    const search = program.search('pump leaking');
    await eventually(() => server.batches.length).toBe(asked + 1);
    await time.advance(4_000);
    expect(await search).toMatchObject({ meaning: 'failed', hits: [{ why: 'words' }] });
  });
});
