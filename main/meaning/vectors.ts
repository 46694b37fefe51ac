import type { DatabaseSync } from 'node:sqlite';
import { all, one, run, transaction } from '../database/statements.ts';
import { normalised, pack, signsOf, similarity } from './pack.ts';
import { createSignIndex, type SignIndex } from './sign-index.ts';
import { standsOutFrom } from './stand-out.ts';

/** Rows whose numbers are looked at for each row that is wanted, and at least. */
const CANDIDATES = { each: 4, least: 400 };
/** Messages drawn to know how similar any message is. */
const SAMPLE = 100;

/** What the index is made of, kept beside the vectors. */
export interface IndexState {
  /** Another one for every index that begins from nothing. */
  readonly id: string;
  readonly sourceId: string;
  readonly model: string | null;
  /** The model the server named in its answers. */
  readonly answeredBy: string | null;
  readonly dimensions: number | null;
  /** Used so far, for messages and searches; `null` once an answer came without its count. */
  readonly tokens: number | null;
  readonly paused: boolean;
}

export interface NewVector {
  readonly id: number;
  readonly conversationId: number;
  readonly hash: number;
  readonly vector: Float32Array;
}

export interface Near {
  readonly id: number;
  /** Cosine, 1 for the same direction. */
  readonly similarity: number;
}

/** What can be asked of the vectors, by name; it runs in the thread that owns their file. */
export function vectorProcedures(db: DatabaseSync) {
  let signs: SignIndex | null = null;

  /** Read at the first use; `null` while there is no vector at all. */
  function index(): SignIndex | null {
    const dimensions = readState(db)?.dimensions ?? null;
    if (dimensions === null) return null;
    signs ??= loadSigns(db, dimensions);
    return signs;
  }

  function change(patch: Partial<IndexState>): IndexState | null {
    const state = readState(db);
    if (!state) return null;
    const next = { ...state, ...patch };
    writeState(db, next);
    return next;
  }

  return {
    'vectors.state': (): IndexState | null => readState(db),
    /** For an empty file. */
    'vectors.begin': (_: DatabaseSync, state: IndexState): IndexState => {
      writeState(db, state);
      return state;
    },
    'vectors.pause': (_: DatabaseSync, paused: boolean): IndexState | null => change({ paused }),
    /** Counts what a search has used. */
    'vectors.spend': (_: DatabaseSync, tokens: number | null): IndexState | null =>
      change({ tokens: added(readState(db)?.tokens ?? null, tokens) }),
    /** Which of these texts there is a vector of. */
    'vectors.known': (_: DatabaseSync, rows: readonly { readonly id: number; readonly hash: number }[]): number[] =>
      rows
        .filter(({ id, hash }) => one(db, 'SELECT 1 FROM sign WHERE message_id = ? AND hash = ?', id, hash))
        .map(({ id }) => id),
    'vectors.put': (_: DatabaseSync, { rows, answeredBy, tokens }: PutArgs): IndexState | null => {
      const state = readState(db);
      if (!state) return null;
      const dimensions = state.dimensions ?? rows[0]?.vector.length ?? null;
      const next: IndexState = {
        ...state,
        answeredBy: state.answeredBy ?? answeredBy,
        dimensions,
        tokens: added(state.tokens, tokens),
      };
      const packed = rows.map((row) => ({ ...row, ...pack(normalised(row.vector)) }));
      transaction(db, () => {
        for (const row of packed) insert(db, row);
        writeState(db, next);
      });
      const known = index();
      for (const row of packed) known?.put(row.id, row.conversationId, row.signs);
      return next;
    },
    'vectors.remove': (_: DatabaseSync, ids: readonly number[]): null => {
      transaction(db, () => {
        for (const id of ids) {
          run(db, 'DELETE FROM vector WHERE message_id = ?', id);
          run(db, 'DELETE FROM sign WHERE message_id = ?', id);
        }
      });
      for (const id of ids) index()?.remove(id);
      return null;
    },
    'vectors.count': (): number => index()?.size() ?? 0,
    /**
     * The most similar messages, best first, by their signs and then by their numbers. With `standOut` only those that
     * are more similar than chance.
     */
    'vectors.nearest': (_: DatabaseSync, { vector, conversations, count, standOut }: NearestArgs): Near[] => {
      const known = index();
      if (!known || known.size() === 0) return [];
      const query = normalised(vector);
      const wanted = Math.max(CANDIDATES.least, CANDIDATES.each * count);
      const found = measured(db, query, known.nearest(signsOf(query), conversations, wanted));
      const least = standOut ? standsOutFrom(similarities(measured(db, query, known.sample(SAMPLE)))) : -1;
      return found
        .filter((each) => each.similarity > least)
        .sort((a, b) => b.similarity - a.similarity)
        .slice(0, count);
    },
  } as const;
}

interface PutArgs {
  readonly rows: readonly NewVector[];
  readonly answeredBy: string | null;
  readonly tokens: number | null;
}

interface NearestArgs {
  readonly vector: Float32Array;
  /** `null`: everywhere. */
  readonly conversations: readonly number[] | null;
  readonly count: number;
  readonly standOut: boolean;
}

function readState(db: DatabaseSync): IndexState | null {
  const row = one<{ json: string }>(db, 'SELECT json FROM state WHERE id = 1');
  return row ? (JSON.parse(row.json) as IndexState) : null;
}

function writeState(db: DatabaseSync, state: IndexState): void {
  run(db, 'INSERT OR REPLACE INTO state (id, json) VALUES (1, ?)', JSON.stringify(state));
}

function added(before: number | null, tokens: number | null): number | null {
  return before === null || tokens === null ? null : before + tokens;
}

function insert(db: DatabaseSync, row: NewVector & ReturnType<typeof pack>): void {
  run(db, 'INSERT OR REPLACE INTO vector VALUES (?, ?, ?)', row.id, row.scale, bytesOf(row.codes));
  run(db, 'INSERT OR REPLACE INTO sign VALUES (?, ?, ?, ?)', row.id, row.conversationId, row.hash, bytesOf(row.signs));
}

function loadSigns(db: DatabaseSync, dimensions: number): SignIndex {
  const index = createSignIndex(dimensions);
  const rows = db.prepare('SELECT message_id AS id, conversation_id AS conversationId, signs FROM sign').iterate();
  for (const row of rows) {
    const { id, conversationId, signs } = row as { id: number; conversationId: number; signs: Uint8Array };
    // Copied: the words must begin at a multiple of four bytes.
    index.put(id, conversationId, new Uint32Array(signs.slice().buffer));
  }
  return index;
}

function measured(db: DatabaseSync, query: Float32Array, ids: readonly number[]): Near[] {
  return ids.flatMap((id) => {
    const [row] = all<{ scale: number; codes: Uint8Array }>(
      db,
      'SELECT scale, codes FROM vector WHERE message_id = ?',
      id,
    );
    if (!row) return [];
    const codes = new Int8Array(row.codes.buffer, row.codes.byteOffset, row.codes.length);
    return { id, similarity: similarity(query, codes, row.scale) };
  });
}

function similarities(rows: readonly Near[]): number[] {
  return rows.map((row) => row.similarity);
}

function bytesOf({ buffer, byteOffset, byteLength }: Int8Array | Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
