import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { normalised } from '../../../main/meaning/pack.ts';
import { openVectorFile } from '../../../main/meaning/vector-file.ts';
import { type IndexState, vectorProcedures } from '../../../main/meaning/vectors.ts';
import { seeded } from '../../bench/corpus.ts';

const DIMENSIONS = 128;
const FRESH: IndexState = {
  id: 'one',
  sourceId: 'cloud',
  model: null,
  answeredBy: null,
  dimensions: null,
  tokens: 0,
  paused: false,
};

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'companion-vectors-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'meaning.db');
}

function opened(file = ':memory:') {
  const db = openVectorFile(file);
  onTestFinished(() => {
    if (db.isOpen) db.close();
  });
  return { db, vectors: vectorProcedures(db) };
}

/** Vectors in a few directions, ids from 1, two conversations. */
function rows(count: number) {
  const random = seeded(5);
  const noise = () => random() - 0.5;
  const centres = Array.from({ length: 8 }, () => Float32Array.from({ length: DIMENSIONS }, noise));
  return Array.from({ length: count }, (_, at) => {
    const centre = centres[at % centres.length];
    const vector = Float32Array.from({ length: DIMENSIONS }, (__, n) => (centre?.[n] ?? 0) + noise());
    return { id: at + 1, conversationId: 1 + (at % 2), hash: at, vector };
  });
}

const cosine = (one: Float32Array, other: Float32Array) => {
  const [a, b] = [normalised(one), normalised(other)];
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
};

describe('the vectors', () => {
  it('are found nearly as by comparing with every one of them', () => {
    const { db, vectors } = opened();
    vectors['vectors.begin'](db, FRESH);
    const all = rows(3_000);
    vectors['vectors.put'](db, { rows: all, answeredBy: 'm', tokens: 7 });
    let right = 0;
    for (const { vector } of all.slice(0, 20)) {
      const exact = all
        .map((row) => ({ id: row.id, at: cosine(vector, row.vector) }))
        .sort((a, b) => b.at - a.at)
        .slice(0, 20);
      const near = vectors['vectors.nearest'](db, { vector, conversations: null, count: 20, standOut: false });
      expect(near[0]?.similarity).toBeCloseTo(1, 2);
      expect(near.map((each) => each.similarity)).toEqual(
        near.map((each) => each.similarity).toSorted((a, b) => b - a),
      );
      right += near.filter(({ id }) => exact.some((each) => each.id === id)).length;
    }
    expect(right / 400).toBeGreaterThan(0.9);
  });

  it('are there after the file was closed, with what they have used', () => {
    const file = newFile();
    const first = opened(file);
    first.vectors['vectors.begin'](first.db, FRESH);
    const all = rows(10);
    first.vectors['vectors.put'](first.db, { rows: all, answeredBy: 'm', tokens: 7 });
    first.vectors['vectors.spend'](first.db, 3);
    first.db.close();

    const { db, vectors } = opened(file);
    expect(vectors['vectors.state']()).toEqual({ ...FRESH, answeredBy: 'm', dimensions: DIMENSIONS, tokens: 10 });
    const query = all[3]?.vector ?? new Float32Array();
    const within = { vector: query, conversations: [2], count: 3, standOut: false };
    expect(vectors['vectors.nearest'](db, within)[0]?.id).toBe(4);
    const elsewhere = vectors['vectors.nearest'](db, { ...within, conversations: [1], count: 10 });
    expect(elsewhere.map(({ id }) => id % 2)).toEqual([1, 1, 1, 1, 1]);
    expect(
      vectors['vectors.known'](db, [
        { id: 4, hash: 3 },
        { id: 5, hash: 99 },
      ]),
    ).toEqual([4]);
  });

  it('do not know what they have used once a server has not counted', () => {
    const { db, vectors } = opened();
    vectors['vectors.begin'](db, FRESH);
    vectors['vectors.put'](db, { rows: rows(1), answeredBy: null, tokens: null });
    expect(vectors['vectors.put'](db, { rows: rows(2), answeredBy: null, tokens: 5 })?.tokens).toBeNull();
  });
});

describe('a file that cannot be used', () => {
  it('begins from nothing when it is damaged', () => {
    const file = newFile();
    const { db, vectors } = opened(file);
    vectors['vectors.begin'](db, FRESH);
    db.close();
    writeFileSync(file, readFileSync(file).fill(7, 0, 4_096));
    expect(opened(file).vectors['vectors.state']()).toBeNull();
  });

  it('begins from nothing when another version made it', () => {
    const file = newFile();
    const other = new DatabaseSync(file);
    other.exec('PRAGMA user_version = 99; CREATE TABLE vector (x)');
    other.close();
    expect(opened(file).vectors['vectors.state']()).toBeNull();
  });
});
