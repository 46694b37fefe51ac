import type { SearchPage } from '../../preload/contract.ts';

/** One page after another, as one: hits of a later page follow, titles and the query stay those of the first. */
export function joinPages(first: SearchPage, next: SearchPage): SearchPage {
  const known = new Set(first.hits.map((hit) => hit.messageId));
  const hits = [...first.hits, ...next.hits.filter((hit) => !known.has(hit.messageId))];
  return { ...first, hits, next: next.next, pendingIndex: next.pendingIndex };
}
