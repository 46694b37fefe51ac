/** A vector as it is kept: whole numbers with the factor that makes them right again, and the sign of each as a bit. */
export interface Packed {
  readonly codes: Int8Array;
  readonly scale: number;
  readonly signs: Uint32Array;
}

const MOST_CODE = 127;
const WORD_BITS = 32;

/** Words of 32 bits that the signs of so many numbers take. */
export function signWords(dimensions: number): number {
  return Math.ceil(dimensions / WORD_BITS);
}

/** Brings a vector to length 1, so that a dot product is the cosine of the angle. One of only zeros stays as it is. */
export function normalised(vector: Float32Array): Float32Array {
  let sum = 0;
  for (const value of vector) sum += value * value;
  const length = Math.sqrt(sum);
  return length === 0 ? vector : vector.map((value) => value / length);
}

/** `vector` is normalised. */
export function pack(vector: Float32Array): Packed {
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  const scale = largest / MOST_CODE;
  const codes = new Int8Array(vector.length);
  if (scale > 0) for (let at = 0; at < codes.length; at++) codes[at] = Math.round((vector[at] ?? 0) / scale);
  return { codes, scale, signs: signsOf(vector) };
}

export function signsOf(vector: Float32Array): Uint32Array {
  const signs = new Uint32Array(signWords(vector.length));
  for (let at = 0; at < vector.length; at++) {
    if ((vector[at] ?? 0) < 0) signs[at >>> 5] = (signs[at >>> 5] ?? 0) | (1 << (at & 31));
  }
  return signs;
}

/** The cosine of the angle between a normalised vector and a packed one of the same length. */
export function similarity(vector: Float32Array, codes: Int8Array, scale: number): number {
  let sum = 0;
  for (let at = 0; at < codes.length; at++) sum += (vector[at] ?? 0) * (codes[at] ?? 0);
  return sum * scale;
}

/** How many of the 32 bits are set (Hacker's Delight, 5-1). */
export function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
