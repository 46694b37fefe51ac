import { type Folded, folded, score, wordsOf } from './match.ts';

/** In the order in which they come when nothing else decides. */
export const KINDS = ['action', 'conversation', 'run', 'source', 'setting'] as const;

/** Something that can be found by its words. */
export interface Findable {
  /** Unique, and the same at every opening. */
  readonly id: string;
  readonly kind: (typeof KINDS)[number];
  readonly title: string;
  /** Beside the title; searched too. */
  readonly detail: string;
  /** When it was last used; 0 for what has no time. */
  readonly at: number;
}

/** The most rows that are ranked and drawn. */
export const MOST = 50;
/** With nothing asked: of what was used last, so many. */
const RECENT = 8;

/** Folding is most of the work, and the words stay the same while somebody types. */
export type FoldedWords = Map<string, Folded>;

/** The best entries for a query, best first. The order depends on the entries alone, not on how they are listed. */
export function rank<E extends Findable>(entries: Iterable<E>, query: string, kept: FoldedWords): readonly E[] {
  const words = wordsOf(query);
  if (words.length === 0) return first(entries);
  const best: Ranked<E>[] = [];
  for (const entry of entries) {
    const own = score(words, wordsFor(entry, kept));
    if (own !== null) insert(best, { entry, score: own }, MOST, byScore);
  }
  return best.map(({ entry }) => entry);
}

/** What was used last, then what can be done. */
function first<E extends Findable>(entries: Iterable<E>): readonly E[] {
  const recent: E[] = [];
  const timeless: E[] = [];
  for (const entry of entries) {
    if (entry.at > 0) insert(recent, entry, RECENT, (a, b) => b.at - a.at || byKind(a, b) || byName(a, b));
    else if (entry.kind === 'action') insert(timeless, entry, MOST - RECENT, byName);
  }
  return [...recent, ...timeless];
}

interface Ranked<E extends Findable> {
  readonly entry: E;
  readonly score: number;
}

function byScore<E extends Findable>(a: Ranked<E>, b: Ranked<E>): number {
  return b.score - a.score || byKind(a.entry, b.entry) || b.entry.at - a.entry.at || byName(a.entry, b.entry);
}

function byKind(a: Findable, b: Findable): number {
  return KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind);
}

/** Among entries of one kind: the shorter title first, but actions in the order in which they are offered. */
function byName(a: Findable, b: Findable): number {
  if (a.title.length !== b.title.length && a.kind !== 'action') return a.title.length - b.title.length;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Puts a value into a sorted list of at most `most`; what falls off its end was the worst. */
function insert<T>(list: T[], value: T, most: number, compare: (a: T, b: T) => number): void {
  const last = list.at(-1);
  if (list.length === most && last !== undefined && compare(value, last) >= 0) return;
  let at = list.length;
  while (at > 0 && compare(value, list[at - 1] as T) < 0) at--;
  list.splice(at, 0, value);
  if (list.length > most) list.pop();
}

function wordsFor({ id, title, detail }: Findable, kept: FoldedWords): Folded {
  const known = kept.get(id);
  if (known) return known;
  const made = folded(`${title} ${detail}`);
  kept.set(id, made);
  return made;
}
