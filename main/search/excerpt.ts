import type { Matcher, Span } from './matcher.ts';

/** Length of an excerpt, in UTF-16 units, and how much of it comes before the first word found. */
const LENGTH = 180;
const LEAD = 50;
/** A hit beyond this is not looked for: the excerpt then shows the beginning. */
const MOST_SCANNED = 200_000;
const MOST_HITS = 200;

export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/**
 * The part of a text with the most different terms, as pieces in reading order; what the matchers find is marked.
 * White space is folded, an ellipsis shows where text was left out.
 */
export function excerpt(content: string, matchers: readonly Matcher[]): Piece[] {
  const text = content.slice(0, MOST_SCANNED);
  const hits = matchers.map((matcher) => matcher.find(text, MOST_HITS));
  const start = bestStart(hits);
  const window = cut(content, start);
  const marked = merged(hits.flat()).filter((hit) => hit.end > window.start && hit.start < window.end);
  return joined([
    { text: window.start > 0 ? '…' : '', hit: false },
    ...pieces(content, window, marked),
    { text: window.end < content.length ? '…' : '', hit: false },
  ]);
}

/** Where the first hit is that has most other terms within reach. */
function bestStart(hits: readonly Span[][]): number {
  const starts = hits.flat().map((hit) => hit.start);
  let best = { start: Math.min(...starts, Number.MAX_SAFE_INTEGER), terms: 0 };
  for (const start of starts.sort((a, b) => a - b)) {
    const terms = hits.filter((of) => of.some((hit) => hit.start >= start && hit.end <= start + LENGTH - LEAD)).length;
    if (terms > best.terms) best = { start, terms };
  }
  return best.terms === 0 && starts.length === 0 ? 0 : best.start;
}

/** A window around `start` that begins and ends between words, and never inside a surrogate pair. */
function cut(content: string, start: number): Span {
  let from = Math.max(0, start - LEAD);
  if (from > 0) {
    const space = content.slice(from, start).search(/\s/);
    from = space >= 0 ? from + space + 1 : from;
  }
  let to = Math.min(content.length, from + LENGTH);
  if (to < content.length) {
    const space = content.slice(start, to).search(/\s\S*$/);
    to = space > 0 ? start + space : to;
  }
  return { start: whole(content, from), end: whole(content, to) };
}

function whole(content: string, at: number): number {
  const code = content.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}

/** Overlapping hits of different terms become one. */
function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && span.start <= last.end)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else result.push(span);
  }
  return result;
}

function pieces(content: string, window: Span, hits: readonly Span[]): Piece[] {
  const result: Piece[] = [];
  let at = window.start;
  for (const hit of hits) {
    const start = Math.max(hit.start, window.start);
    const end = Math.min(hit.end, window.end);
    result.push({ text: content.slice(at, start), hit: false }, { text: content.slice(start, end), hit: true });
    at = end;
  }
  result.push({ text: content.slice(at, window.end), hit: false });
  return result;
}

function joined(parts: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const part of parts) {
    const text = part.text.replace(/\s+/g, ' ');
    const last = result.at(-1);
    if (text === '') continue;
    if (last && last.hit === part.hit) result[result.length - 1] = { text: last.text + text, hit: last.hit };
    else result.push({ text, hit: part.hit });
  }
  return result;
}
