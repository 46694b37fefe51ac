import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Computer, computer, type Program } from '../companion/computer.ts';

/** None of these words is in the message they ask for. */
const QUESTION = 'seal purchased, when is the shipping';
const FOUND = 'Garniture commandée, livraison le 26';

let desk: Computer;

beforeEach(() => {
  desk = computer();
});
afterEach(() => desk.remove());

const indexed = (program: Program) =>
  expect.poll(async () => await program.ask('meaning.get', null), { timeout: 20_000 });

it('finds in the demo workspace what was said in the other language, after a restart as before', async () => {
  const first = await desk.start();
  await first.ask('session.openDemo', null);
  await expect
    .poll(async () => (await first.ask('conversations.list', null)).conversations.length, { timeout: 20_000 })
    .toBeGreaterThan(3);
  const estimate = await first.ask('meaning.estimate', { sourceId: 'demo-openai' });
  expect(estimate.host).toMatch(/^127\.0\.0\.1:\d+$/);

  await first.ask('settings.set', { meaning: { sourceId: 'demo-openai', model: null } });
  await indexed(first).toMatchObject({ state: { kind: 'ready' } });
  const request = { text: QUESTION, conversationId: null, order: 'relevance', next: null } as const;
  const words = await first.ask('search.query', request);
  expect(words.hits).toEqual([]);
  const page = await first.ask('search.query', { ...request, meaning: true });
  expect(page.meaning).toBe('used');
  expect(page.hits[0]).toMatchObject({ why: 'meaning' });
  const text = page.hits[0]?.excerpt.map((piece) => piece.text).join('');
  expect(text).toContain(FOUND);
  const { tokens, total } = await first.ask('meaning.get', null);
  expect(total).toBeGreaterThan(20);
  await first.quit();

  const second = await desk.start();
  await indexed(second).toMatchObject({ state: { kind: 'ready' }, total });
  const again = await second.ask('search.query', { ...request, meaning: true });
  expect(again.hits[0]?.messageId).toBe(page.hits[0]?.messageId);
  // Only the question was asked again, not the messages.
  const after = (await second.ask('meaning.get', null)).tokens ?? 0;
  expect(after - (tokens ?? 0)).toBeLessThan(50);
  expect([...first.logged, ...second.logged]).not.toContain('meaning.failed');
});
