import { bitCount, signWords } from './pack.ts';

/** Rows that are allocated at a time: the index grows without ever being copied. */
const BLOCK = 4_096;

interface Block {
  readonly ids: Float64Array;
  /** Place of the row's conversation in `groups`. */
  readonly groups: Uint32Array;
  readonly signs: Uint32Array;
}

/** The signs of every vector, in memory: what a search looks through first. 100,000 of 1,536 numbers take 20 MB. */
export interface SignIndex {
  put(id: number, conversationId: number, signs: Uint32Array): void;
  remove(id: number): void;
  size(): number;
  /**
   * Ids of about `count` rows whose signs differ least from these, in no order; those of the last distance that counts
   * all come. `conversations: null` looks everywhere.
   */
  nearest(signs: Uint32Array, conversations: readonly number[] | null, count: number): number[];
  /** Up to `count` ids, spread evenly over all rows. */
  sample(count: number): number[];
}

export function createSignIndex(dimensions: number): SignIndex {
  const words = signWords(dimensions);
  const blocks: Block[] = [];
  const places = new Map<number, number>();
  const groups = new Map<number, number>();
  let size = 0;

  function blockOf(place: number): Block {
    const at = Math.floor(place / BLOCK);
    const block = blocks[at] ?? {
      ids: new Float64Array(BLOCK),
      groups: new Uint32Array(BLOCK),
      signs: new Uint32Array(BLOCK * words),
    };
    blocks[at] = block;
    return block;
  }

  function groupOf(conversationId: number): number {
    const group = groups.get(conversationId) ?? groups.size;
    groups.set(conversationId, group);
    return group;
  }

  function write(place: number, id: number, group: number, signs: Uint32Array): void {
    const block = blockOf(place);
    const row = place % BLOCK;
    block.ids[row] = id;
    block.groups[row] = group;
    block.signs.set(signs, row * words);
    places.set(id, place);
  }

  /** Distances of all rows; those of other conversations get one that no row can have. */
  function measure(signs: Uint32Array, allowed: Uint8Array | null): Uint16Array {
    const outside = dimensions + 1;
    const distances = new Uint16Array(size);
    for (let first = 0; first < size; first += BLOCK) {
      const block = blockOf(first);
      const rows = Math.min(BLOCK, size - first);
      for (let row = 0; row < rows; row++) {
        const within = allowed === null || allowed[block.groups[row] ?? 0] === 1;
        distances[first + row] = within ? distance(block.signs, row * words, signs) : outside;
      }
    }
    return distances;
  }

  return {
    put: (id, conversationId, signs) => write(places.get(id) ?? size++, id, groupOf(conversationId), signs),
    remove(id) {
      const place = places.get(id);
      if (place === undefined) return;
      places.delete(id);
      size -= 1;
      if (place === size) return;
      // The last row takes the empty place.
      const last = blockOf(size);
      const row = size % BLOCK;
      write(place, last.ids[row] ?? 0, last.groups[row] ?? 0, last.signs.subarray(row * words, (row + 1) * words));
    },
    size: () => size,
    nearest(signs, conversations, count) {
      const distances = measure(signs, conversations && maskOf(groups, conversations));
      const limit = distanceOfRank(distances, dimensions, count);
      const found: number[] = [];
      for (let place = 0; place < size; place++) {
        if ((distances[place] ?? 0) <= limit) found.push(blockOf(place).ids[place % BLOCK] ?? 0);
      }
      return found;
    },
    sample(count) {
      const taken = Math.min(count, size);
      return Array.from({ length: taken }, (_, at) => {
        const place = Math.floor((at * size) / taken);
        return blockOf(place).ids[place % BLOCK] ?? 0;
      });
    },
  };
}

function distance(signs: Uint32Array, from: number, other: Uint32Array): number {
  let bits = 0;
  for (let word = 0; word < other.length; word++) bits += bitCount((signs[from + word] ?? 0) ^ (other[word] ?? 0));
  return bits;
}

function maskOf(groups: ReadonlyMap<number, number>, conversations: readonly number[]): Uint8Array {
  const mask = new Uint8Array(groups.size);
  for (const id of conversations) {
    const group = groups.get(id);
    if (group !== undefined) mask[group] = 1;
  }
  return mask;
}

/** The distance up to which at least `count` rows are, counted instead of sorted: distances are small whole numbers. */
function distanceOfRank(distances: Uint16Array, largest: number, count: number): number {
  const rows = new Uint32Array(largest + 2);
  for (const each of distances) rows[each] = (rows[each] ?? 0) + 1;
  let seen = 0;
  for (let at = 0; at <= largest; at++) {
    seen += rows[at] ?? 0;
    if (seen >= count) return at;
  }
  return largest;
}
