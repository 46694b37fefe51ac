import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Bridge, RequestOf, SearchPage } from '../../../preload/contract.ts';
import { useApp } from '../../../renderer/app/store.ts';
import { closeSearch, moreResults, search, useSearch } from '../../../renderer/chat/search-store.ts';

interface Asked {
  readonly request: RequestOf<'search.query'>;
  answer(page: Partial<SearchPage>): Promise<void>;
}

let asked: Asked[];

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  const call = (_: string, request: RequestOf<'search.query'>) =>
    new Promise((resolve) => {
      asked.push({
        request,
        async answer(page) {
          resolve({
            ok: true,
            value: { query: request.text, hits: [], next: null, titles: [], pendingIndex: 0, ...page },
          });
          await vi.advanceTimersByTimeAsync(0);
        },
      });
    });
  vi.stubGlobal('window', { companion: { call } as unknown as Bridge });
  useSearch.setState({ text: '', within: null, order: null, found: null, error: null, seeking: false });
});

afterEach(() => {
  closeSearch();
  meaning(false);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function meaning(on: boolean): void {
  const { settings } = useApp.getState();
  useApp.setState({ settings: { ...settings, meaning: on ? { sourceId: 'cloud', model: null } : null } });
}

const requests = () => asked.map(({ request }) => [request.text, request.order, request.meaning ?? false]);
const shown = () => useSearch.getState().found?.pendingIndex;

test('words are looked for at every letter, meaning only when the typing has stopped', async () => {
  meaning(true);
  for (const text of ['pu', 'pum', 'pump']) {
    search({ text });
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(requests()).toEqual(['pu', 'pum', 'pump'].map((text) => [text, 'relevance', false]));
  await vi.advanceTimersByTimeAsync(300);
  expect(requests().slice(3)).toEqual([['pump', 'relevance', true]]);
});

test('what was found by words is shown until what was found by meaning is there', async () => {
  meaning(true);
  search({ text: 'pump' });
  await vi.advanceTimersByTimeAsync(300);
  await asked[0]?.answer({ pendingIndex: 1 });
  expect([shown(), useSearch.getState().seeking]).toEqual([1, true]);
  await asked[1]?.answer({ pendingIndex: 2, meaning: 'used' });
  expect([shown(), useSearch.getState().seeking]).toEqual([2, false]);
});

test('words that come late do not take the place of what was found by meaning', async () => {
  meaning(true);
  search({ text: 'pump' });
  await vi.advanceTimersByTimeAsync(300);
  await asked[1]?.answer({ pendingIndex: 2, meaning: 'used' });
  await asked[0]?.answer({ pendingIndex: 1 });
  expect(shown()).toBe(2);
});

test('the answer to an earlier question is thrown away', async () => {
  meaning(true);
  search({ text: 'pump' });
  await vi.advanceTimersByTimeAsync(300);
  search({ text: 'motor' });
  await asked[1]?.answer({ pendingIndex: 2, meaning: 'used' });
  expect(useSearch.getState()).toMatchObject({ found: null, seeking: true });
});

test('pages go on with what the first was made of', async () => {
  meaning(true);
  search({ text: 'pump' });
  await vi.advanceTimersByTimeAsync(300);
  await asked[1]?.answer({ next: 50, meaning: 'failed' });
  void moreResults();
  expect(asked.at(-1)?.request).toMatchObject({ next: 50, meaning: true });
});

test('nobody is asked for meanings where they are off, or the order is by time', async () => {
  search({ text: 'pump' });
  await vi.advanceTimersByTimeAsync(1_000);
  meaning(true);
  search({ order: 'newest' });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(requests()).toEqual([
    ['pump', 'newest', false],
    ['pump', 'newest', false],
  ]);
});
