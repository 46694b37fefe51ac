const factor = Math.max(1, Number(process.env.COMPANION_SOAK ?? 1));

/** How many random cases a property test tries: more of them in a long trial (`npm run soak`). */
export function soaked(runs: number): number {
  return Math.round(runs * factor);
}

/** A time limit, in milliseconds, that grows with them. */
export function soakedMs(limit: number): number {
  return limit * factor;
}
