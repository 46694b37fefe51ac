import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { appError, fail, ok } from '../../../main/errors.ts';
import { manualClock } from '../../unit/accounts/manual-clock.ts';
import { embedder, eventually, files, must, SOURCE, start, TARGET, untilStopped, vectorsOf } from './desk.ts';

/** Texts that have nothing in common. */
const texts = (count: number) => Array.from({ length: count }, (_, at) => `note ${at} about thing${at}`);

describe('the index', () => {
  it('is made of every message once, newest first, and never of blank ones', async () => {
    const server = embedder();
    const program = await start(files(), server);
    for (const text of texts(150)) program.write(text);
    program.write('   \n');
    must(program.settings.set({ meaning: TARGET }));
    await program.until('ready');
    expect(server.texts).toEqual(texts(150).reverse());
    expect(server.batches.map((batch) => batch.length)).toEqual([63, 64, 23]);
    expect(program.meaning.status()).toMatchObject({
      chosen: { ...TARGET, sourceName: 'Cloud' },
      done: 151,
      total: 151,
      tokens: 1_500,
      cost: { amount: 0.003, currency: 'EUR' },
    });
    const seen = program.told.filter(({ state }) => state.kind === 'indexing').map(({ done }) => done);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(program.faults).toEqual([]);
  });

  it('sends nothing twice when the program is killed between keeping vectors and saying so', async () => {
    const on = files();
    const server = embedder();
    const first = await start(on, server);
    for (const text of texts(200)) first.write(text);
    server.answer = async (request) => {
      if (server.batches.length === 2) first.lost.add('meaning.done');
      return ok(vectorsOf(request));
    };
    must(first.settings.set({ meaning: TARGET }));
    await eventually(first.stuck).toBe(1);

    const second = await start(on, server);
    await second.until('ready');
    expect(server.texts.toSorted()).toEqual(texts(200).toSorted());
    expect(second.meaning.status()).toMatchObject({ done: 200, total: 200, tokens: 2_000 });
  });

  it('sends one request twice at most when the program is killed while it waits', async () => {
    const on = files();
    const server = embedder();
    const first = await start(on, server);
    for (const text of texts(200)) first.write(text);
    server.answer = (request, signal) =>
      server.batches.length < 3 ? Promise.resolve(ok(vectorsOf(request))) : untilStopped(signal);
    must(first.settings.set({ meaning: TARGET }));
    await eventually(() => server.batches.length).toBe(3);

    server.answer = async (request) => ok(vectorsOf(request));
    const second = await start(on, server);
    await second.until('ready');
    expect(new Set(server.texts).size).toBe(200);
    expect(server.texts).toHaveLength(200 + (server.batches[2]?.length ?? 0));
    expect(server.batches[3]).toEqual(server.batches[2]);
  });

  it('follows what is written, changed and deleted', async () => {
    const server = embedder();
    const time = manualClock();
    const program = await start(files(), server, time.clock);
    const kept = program.write('the pump leaks');
    const changed = program.write('the invoice is late');
    must(program.settings.set({ meaning: TARGET }));
    await program.until('ready');
    server.texts.length = 0;

    program.change(changed, 'the holiday was cold');
    program.remove(kept);
    program.write('the river is high');
    expect(server.texts).toEqual([]);
    await time.advance(3_000);
    await eventually(() => program.meaning.status()).toMatchObject({ state: { kind: 'ready' }, done: 2, total: 2 });
    expect(server.texts).toEqual(['the river is high', 'the holiday was cold']);
    expect((await program.search('the bill is delayed')).hits).toEqual([]);
    expect((await program.search('vacances froides')).hits.map(({ messageId }) => messageId)).toEqual([changed]);
  });

  it('loses the vectors of what is deleted even when the source is gone', async () => {
    const on = files();
    const program = await start(on, embedder());
    const ids = texts(3).map((text) => program.write(text));
    must(program.settings.set({ meaning: TARGET }));
    await program.until('ready');
    program.sourceChanged(false);
    for (const id of ids) program.remove(id);
    must(await program.meaning.pause(false));
    const db = new DatabaseSync(on.vectors, { readOnly: true });
    onTestFinished(() => db.close());
    const left = () => ['vector', 'sign'].map((table) => db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n);
    await eventually(left).toEqual([0, 0]);
  });

  it('asks nobody while the program sleeps, and goes on after', async () => {
    const server = embedder();
    const program = await start(files(), server);
    program.write('the pump leaks');
    program.meaning.power('asleep');
    must(program.settings.set({ meaning: TARGET }));
    await eventually(() => program.meaning.status().total).toBe(1);
    expect(server.texts).toEqual([]);
    program.meaning.power('awake');
    await program.until('ready');
    expect(server.texts).toEqual(['the pump leaks']);
  });

  it('waits on a metered connection, still searches, and goes on when the connection is free', async () => {
    const server = embedder();
    const program = await start(files(), server);
    program.write('the pump leaks');
    const { network } = program.settings.get();
    must(program.settings.set({ network: { ...network, metered: true }, meaning: TARGET }));
    await program.until('metered');
    program.write('the roof leaks');
    await eventually(() => program.meaning.status().total).toBe(2);
    expect(server.texts).toEqual([]);
    must(program.settings.set({ network }));
    await program.until('ready');
    expect(server.texts.toSorted()).toEqual(['the pump leaks', 'the roof leaks']);
    must(program.settings.set({ network: { ...network, metered: true } }));
    await program.until('metered');
    expect(await program.search('pompe')).toMatchObject({ meaning: 'used' });
    expect(server.texts).toContain('pompe');
  });

  it('stays paused over a restart, and goes on when it may', async () => {
    const on = files();
    const server = embedder();
    const first = await start(on, server);
    must(first.settings.set({ meaning: TARGET }));
    await first.until('ready');
    must(await first.meaning.pause(true));
    first.write('the pump leaks');
    await first.close();

    const second = await start(on, server);
    await second.until('paused');
    expect(second.meaning.status()).toMatchObject({ done: 0, total: 1 });
    expect(server.texts).toEqual([]);
    must(await second.meaning.pause(false));
    await second.until('ready');
    expect(server.texts).toEqual(['the pump leaks']);
  });

  it('leaves nothing behind when it is switched off', async () => {
    const on = files();
    const program = await start(on, embedder());
    program.write('the pump leaks');
    must(program.settings.set({ meaning: TARGET }));
    await program.until('ready');
    expect(existsSync(on.vectors)).toBe(true);
    must(program.settings.set({ meaning: null }));
    await program.until('off');
    expect([on.vectors, `${on.vectors}-wal`].map((file) => existsSync(file))).toEqual([false, false]);
    expect(program.meaning.status()).toMatchObject({ chosen: null, done: 0, total: 0, tokens: 0 });
    const page = await program.search('pompe');
    expect(page).not.toHaveProperty('meaning');
    // Nothing is queued any more: writing does not depend on the queue.
    expect(program.write('after')).toBeGreaterThan(0);
  });

  it('begins anew with another model', async () => {
    const server = embedder();
    const program = await start(files(), server);
    program.write('the pump leaks');
    must(program.settings.set({ meaning: TARGET }));
    await program.until('ready');
    server.answer = async (request) => ok(vectorsOf(request, 96));
    must(program.settings.set({ meaning: { ...TARGET, model: 'other' } }));
    await eventually(() => server.texts.length).toBe(2);
    await program.until('ready');
    expect(program.meaning.status()).toMatchObject({ chosen: { model: 'other' }, done: 1, tokens: 10 });
    expect((await program.search('la pompe')).hits).toHaveLength(1);
  });

  it('is not thrown away because the server answers with another model by itself', async () => {
    const server = embedder();
    const program = await start(files(), server);
    program.write('the pump leaks');
    must(program.settings.set({ meaning: TARGET }));
    await program.until('ready');
    server.answer = async (request) => ok(vectorsOf(request, 96));
    program.write('the motor is loud');
    must(await program.meaning.pause(false));
    await program.until('failed');
    expect(program.meaning.status().state).toMatchObject({ error: { reason: 'embeddingDimensions' }, nextAt: null });
    server.answer = async (request) => ok(vectorsOf(request));
    expect((await program.search('la pompe')).hits).toHaveLength(1);
  });
});

describe('a server that refuses', () => {
  it('is left alone as long as it asks', async () => {
    const server = embedder();
    const time = manualClock();
    server.answer = async () =>
      fail(appError('http', 'status 429', { status: 429, reason: 'tooManyRequests', retryAfterMs: 42_000 }));
    const program = await start(files(), server, time.clock);
    program.write('the pump leaks');
    must(program.settings.set({ meaning: TARGET }));
    await program.until('failed');
    expect(program.meaning.status().state).toMatchObject({ nextAt: time.clock.now() + 42_000 });
    server.answer = async (request) => ok(vectorsOf(request));
    await time.advance(41_000);
    expect(server.batches).toHaveLength(1);
    await time.advance(1_000);
    await program.until('ready');
  });

  it('is not asked again with the same key, but at once when the source has changed', async () => {
    const server = embedder();
    const time = manualClock();
    server.answer = async () => fail(appError('auth', 'status 401', { status: 401, reason: 'keyRefused' }));
    const program = await start(files(), server, time.clock);
    program.write('the pump leaks');
    must(program.settings.set({ meaning: TARGET }));
    await program.until('failed');
    await time.advance(86_400_000);
    expect(server.batches).toHaveLength(1);
    server.answer = async (request) => ok(vectorsOf(request));
    program.sourceChanged(true);
    await program.until('ready');
  });

  it('and takes all texts but one costs that one its vector, and no other', async () => {
    const server = embedder();
    server.answer = async (request) =>
      request.texts.some((text) => text.includes('thing7 '))
        ? fail(appError('validation', 'status 400', { status: 400, reason: 'invalid' }))
        : ok(vectorsOf(request));
    const program = await start(files(), server);
    for (const text of texts(10)) program.write(`${text} `);
    for (const text of texts(10)) program.write(`${text} again`);
    must(program.settings.set({ meaning: TARGET }));
    await program.until('ready');
    expect(program.meaning.status()).toMatchObject({ done: 20, total: 20 });
    expect((await program.search('thing6')).hits.filter(({ why }) => why === 'both')).toHaveLength(2);
  });

  it('and takes no text at all loses none', async () => {
    const server = embedder();
    server.answer = async () => fail(appError('validation', 'status 400', { status: 400, reason: 'invalid' }));
    const program = await start(files(), server);
    for (const text of texts(10)) program.write(text);
    must(program.settings.set({ meaning: TARGET }));
    await program.until('failed');
    expect(program.meaning.status()).toMatchObject({ done: 0, total: 10 });
    server.answer = async (request) => ok(vectorsOf(request));
    program.meaning.retry();
    await program.until('ready');
    expect((await program.search('thing9')).hits[0]).toMatchObject({ why: 'both' });
  });

  it('or is gone is waited for', async () => {
    const server = embedder();
    const program = await start(files(), server);
    program.sourceChanged(false);
    program.write('the pump leaks');
    must(program.settings.set({ meaning: TARGET }));
    await program.until('failed');
    program.sourceChanged(true);
    await program.until('ready');
  });
});

it('says before it is switched on what would go where', async () => {
  const program = await start(files(), embedder());
  for (const text of ['a'.repeat(300), '  ', 'b'.repeat(1_000_000)]) program.write(text);
  const estimate = must(await program.meaning.estimate(SOURCE.id));
  // The second is blank, the third is cut to what is embedded of a message.
  expect(estimate).toEqual({
    messages: 2,
    tokens: 2_100,
    cost: { amount: 0.0042, currency: 'EUR' },
    host: 'cloud.test',
  });
});
