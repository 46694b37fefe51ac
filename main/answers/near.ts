const MOST = 5;
/** Letters compared; the work grows with their square. */
const LONGEST = 80;

/**
 * The ids most like a wanted one that is not among them, best first: first those that differ in case, accents or signs
 * only, then those that hold it or are held by it (`llama3` and `llama3:8b`), then those a few letters away.
 */
export function nearMatches(wanted: string, ids: readonly string[]): readonly string[] {
  const target = fold(wanted);
  if (target === '') return [];
  return ids
    .map((id) => ({ id, distance: distanceTo(target, fold(id)) }))
    .filter(({ distance }) => distance <= Math.max(1, target.length / 3))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST)
    .map(({ id }) => id);
}

/** Letters and digits in small letters without accents: what a person remembers of a name. */
function fold(id: string): string {
  return id
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .slice(0, LONGEST);
}

function distanceTo(target: string, id: string): number {
  if (id === target) return 0;
  const held = id !== '' && (id.includes(target) || target.includes(id));
  return held && Math.min(id.length, target.length) >= 3 ? 0.5 : editDistance(target, id);
}

/** Letters to insert, delete or replace, or neighbours to swap (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) least = Math.min(least, at(before, j - 2) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? 0;
}
