/** One measured figure beside what it is to be compared with, both from the same run. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the reference is, in a few words. */
  readonly against: string;
  readonly reference: number;
  /** The budget in the same unit, where there is one. */
  readonly budget: number | null;
}

/** The value at a quantile (0…1) of unsorted figures. */
export function quantile(figures: readonly number[], at: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(at * sorted.length))] ?? Number.NaN;
}

export function median(figures: readonly number[]): number {
  return quantile(figures, 0.5);
}
