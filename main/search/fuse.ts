/** Damps the first places; the usual value of reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009). */
const K = 60;

/**
 * One list of several, each best first: what stands high in any of them comes early, what stands in several earlier
 * still. Only places count, so that scores of different kinds need not be compared. Equal ones keep the order of the
 * first list.
 */
export function fuse<Row extends { readonly id: number }>(lists: readonly (readonly Row[])[]): Row[] {
  const scores = new Map<number, { readonly row: Row; score: number }>();
  for (const list of lists) {
    for (const [place, row] of list.entries()) {
      const known = scores.get(row.id) ?? { row, score: 0 };
      known.score += 1 / (K + place + 1);
      scores.set(row.id, known);
    }
  }
  return [...scores.values()].sort((a, b) => b.score - a.score).map(({ row }) => row);
}
