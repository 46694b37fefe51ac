import { createHash } from 'node:crypto';
import { conceptOf } from './concepts.ts';

/** How many places of a vector one meaning touches: enough that two meanings rarely meet in all of them. */
const PLACES = 8;

const SMALL_WORDS: ReadonlySet<string> = new Set(
  `a an the of to in on at for and or is are was be been it its this that with by from as not no do does did we you they
   he she i my our your their me us how what why when where which who can could should would will have has had there make makes since
   le la les l un une des du de d et ou est sont etait ete ce cet cette ces c ca il elle ils elles on nous vous je j tu
   mon ma mes notre nos votre vos leur leurs son sa ses au aux en dans pour par avec sans pas ne n que qu qui quoi quel
   quelle quels comment pourquoi quand ou s se y a ont avons avez peut faut fait faire depuis`.split(/\s+/),
);

/**
 * Stands for a model of embeddings in the demo: texts that say the same in French and English get vectors close to each
 * other. It is a bag of folded words, each mapped to a meaning through a small table of synonyms and spread over places
 * that its hash chooses; what is not in the table is only near itself. No model, no training: the same text gives the
 * same vector everywhere. Length 1.
 */
export function meaningVector(text: string, dimensions: number): number[] {
  const vector = Array.from({ length: dimensions }, () => 0);
  for (const [concept, count] of countOf(conceptsIn(text))) {
    for (const { at, sign } of placesOf(concept, dimensions)) vector[at] = (vector[at] ?? 0) + sign * Math.sqrt(count);
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

/** A text without any word still stands somewhere. */
function conceptsIn(text: string): readonly string[] {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/œ/gi, 'oe').toLowerCase();
  const concepts = (folded.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !SMALL_WORDS.has(word)).map(conceptOf);
  return concepts.length > 0 ? concepts : [folded];
}

function countOf(concepts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const concept of concepts) counts.set(concept, (counts.get(concept) ?? 0) + 1);
  return counts;
}

function placesOf(concept: string, dimensions: number): readonly { at: number; sign: 1 | -1 }[] {
  const digest = createHash('sha256').update(concept).digest();
  return Array.from({ length: PLACES }, (_, place) => {
    const number = digest.readUInt32BE(place * 4);
    return { at: (number >>> 1) % dimensions, sign: number % 2 === 0 ? 1 : -1 };
  });
}
