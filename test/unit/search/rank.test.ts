import { describe, expect, it } from 'vitest';
import { termMatchers } from '../../../main/search/matcher.ts';
import { rankByRelevance } from '../../../main/search/rank.ts';
import { parseTerms } from '../../../main/search/terms.ts';

const DAY = 86_400_000;

function best(query: string, candidates: readonly { content: string; createdAt?: number }[]): string[] {
  const dated = candidates.map((candidate) => ({ createdAt: 0, ...candidate }));
  return rankByRelevance(termMatchers(parseTerms(query)), dated).map(({ content }) => content);
}

describe('relevance', () => {
  it('prefers the text that speaks more of it', () => {
    const much = 'cache key, cache size, cache age';
    expect(best('cache ', [{ content: 'one cache of the nine' }, { content: much }])[0]).toBe(much);
  });

  it('prefers the short text that says it to the long one that mentions it', () => {
    const short = 'restart the proxy';
    const long = `the proxy ${'and many other things '.repeat(40)}`;
    expect(best('proxy ', [{ content: long }, { content: short }])[0]).toBe(short);
  });

  it('prefers words side by side', () => {
    const together = 'the red apple is here now';
    expect(best('red apple ', [{ content: 'apple here and the red now' }, { content: together }])[0]).toBe(together);
  });

  it('prefers the recent one among equals, and keeps the order of the rest', () => {
    const answer = best('tide ', [
      { content: 'tide one', createdAt: 0 },
      { content: 'tide two', createdAt: 400 * DAY },
      { content: 'tide six', createdAt: 400 * DAY },
    ]);
    expect(answer).toEqual(['tide two', 'tide six', 'tide one']);
  });
});
