/** How far above the usual a similarity must be, in deviations, to be more than chance. */
const DEVIATIONS = 3;
/** Similarities of a few messages may all be alike; this much is still no difference. */
const LEAST_DEVIATION = 0.02;
/** Fewer say nothing about what is usual. */
const FEWEST = 20;
/** The median distance from the median is this part of a standard deviation. */
const NORMAL = 0.6745;

/**
 * Above which similarity a message has something to do with a text, judged by how similar any messages are to it.
 * Models differ: with some, unrelated texts are at 0.1, with others at 0.7. Medians, because the messages looked for may
 * be among those drawn.
 */
export function standsOutFrom(similarities: readonly number[]): number {
  if (similarities.length < FEWEST) return 0;
  const middle = median(similarities);
  const spread = median(similarities.map((each) => Math.abs(each - middle))) / NORMAL;
  return middle + DEVIATIONS * Math.max(LEAST_DEVIATION, spread);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
