import { areNeighbours, type Matcher, type Span } from './matcher.ts';

/** The constants of BM25 in their usual values. */
const K1 = 1.2;
const B = 0.75;
/** All terms side by side count like this many further words found. */
const PHRASE_BONUS = 1.5;
/** A message of this age counts three quarters of a new one, in milliseconds; none counts less than half. */
const HALF_LIFE = 180 * 86_400_000;
/** Only this much of a long text is looked at. */
const MOST_SCANNED = 20_000;
const MOST_COUNTED = 30;

export interface Candidate {
  readonly content: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

/**
 * Orders candidates by relevance, best first: how often the terms are in a text against its length (the saturating
 * term frequency of BM25; how rare a term is does not matter where every candidate has all of them), words side by
 * side, and how recent it is compared with the newest candidate. Equal ones keep their order.
 */
export function rankByRelevance<C extends Candidate>(matchers: readonly Matcher[], candidates: readonly C[]): C[] {
  const texts = candidates.map(({ content }) => content.slice(0, MOST_SCANNED));
  const average = texts.reduce((sum, text) => sum + text.length, 0) / Math.max(1, texts.length);
  const newest = candidates.reduce((latest, { createdAt }) => Math.max(latest, createdAt), 0);
  const scored = candidates.map((candidate, index) => {
    const text = texts[index] ?? '';
    const norm = K1 * (1 - B + (B * text.length) / Math.max(1, average));
    const places = matchers.map((matcher) => matcher.find(text, MOST_COUNTED));
    let score = sideBySide(text, places) ? PHRASE_BONUS : 0;
    for (const { length } of places) score += (length * (K1 + 1)) / (length + norm);
    return { candidate, score: score * (0.5 + 0.5 * 2 ** ((candidate.createdAt - newest) / HALF_LIFE)) };
  });
  return scored.sort((a, b) => b.score - a.score).map(({ candidate }) => candidate);
}

/** Whether somewhere the terms stand next to each other, in their order. */
function sideBySide(text: string, places: readonly Span[][]): boolean {
  const [first = [], ...others] = places;
  if (others.length === 0) return false;
  return (
    others.reduce((ends, term) => term.filter((span) => ends.some((end) => areNeighbours(text, end, span))), first)
      .length > 0
  );
}
