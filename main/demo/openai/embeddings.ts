import { z } from 'zod';
import { words } from '../agents/speech.ts';
import type { Demo, DemoContext } from '../demo.ts';
import { meaningVector } from './meaning/vector.ts';

/** What is to be embedded: one text or several, none of them empty. */
export const embeddingInput = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1).max(2_048)])
  .transform((input) => (typeof input === 'string' ? [input] : input));

export interface Embedded {
  readonly vectors: readonly (readonly number[])[];
  /** Words, which the demo counts instead of tokens. */
  readonly tokens: number;
}

/** The vectors of texts, or what a test asked for in their place. */
export function embed(demo: Demo, c: DemoContext, texts: readonly string[], dimensions: number): Embedded {
  const wrong = demo.switches.take('embeddingsWrong', c.req);
  const length = wrong === 'dimensions' ? dimensions / 2 : dimensions;
  const vectors = texts.map((text) => meaningVector(text, length));
  const tokens = texts.reduce((sum, text) => sum + words(text).length, 0);
  if (wrong === 'tooFew') return { vectors: vectors.slice(1), tokens };
  if (wrong === 'lengths') return { vectors: vectors.map((each, at) => each.slice(at)), tokens };
  return { vectors, tokens };
}
