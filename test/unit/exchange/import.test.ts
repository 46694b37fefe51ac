import { describe, expect, it } from 'vitest';
import { appError, fail, ok } from '../../../main/errors.ts';
import { type ImportDeps, importFile } from '../../../main/exchange/import.ts';
import type { BroughtIn } from '../../../main/exchange/procedures.ts';
import type { ChosenFile } from '../../../main/ports.ts';
import type { ImportState } from '../../../preload/contract.ts';

/** A file whose parts come like this; an error is thrown where it stands. */
function file(parts: readonly (string | Error)[], bytes?: number): ChosenFile {
  const size = parts.reduce((sum, part) => sum + (typeof part === 'string' ? Buffer.byteLength(part) : 0), 0);
  return {
    name: 'conversations.json',
    bytes: bytes ?? size,
    async *read() {
      for (const part of parts) {
        if (typeof part !== 'string') throw part;
        yield part;
      }
    },
  };
}

/** Every conversation takes 30 ms and is stored, unless `outcome` says otherwise. */
function desk(outcome: (n: number) => BroughtIn | 'full' = stored) {
  let now = 1_000;
  let calls = 0;
  const told: Extract<ImportState, { kind: 'reading' }>[] = [];
  const arrived: (readonly number[])[] = [];
  const ending = new AbortController();
  const deps = {
    store: {
      async run() {
        calls += 1;
        now += 30;
        const result = outcome(calls);
        return result === 'full' ? fail(appError('storage', 'disk full', { reason: 'full' })) : ok(result);
      },
    },
    clock: { now: () => now },
    chain: () => [],
    arrived: (ids: readonly number[]) => void arrived.push(ids),
    tell: (state: ImportState) => void (state.kind === 'reading' && told.push(state)),
  } as unknown as ImportDeps;
  return {
    told,
    arrived,
    ending,
    calls: () => calls,
    bringIn: (chosen: ChosenFile) => importFile(deps, chosen, ending.signal),
  };
}

function stored(id: number): BroughtIn {
  return { kind: 'stored', format: 'chatgpt', id, messages: 2 };
}

const many = (n: number) => JSON.stringify(Array.from({ length: n }, (_, index) => ({ index })));

describe('bringing in a file', () => {
  it('tells how far it is, ten times a second at most, and what is here in groups', async () => {
    const { told, arrived, bringIn } = desk();
    const report = await bringIn(file([many(120)]));
    expect(report).toMatchObject({ conversations: 120, messages: 240, end: { kind: 'complete' } });
    expect(arrived.map((ids) => ids.length)).toEqual([50, 50, 20]);
    expect(told[0]).toMatchObject({ done: 0, conversations: 0 });
    expect(told.slice(1).map(({ conversations }) => conversations)).toEqual(
      Array.from({ length: 30 }, (_, index) => (index + 1) * 4),
    );
  });

  it('counts what was known, and names what was left out', async () => {
    const { bringIn, arrived } = desk((n) => {
      if (n === 1) return { kind: 'known', format: 'open-webui' };
      return { kind: 'skipped', format: null, title: `t${n}`, reason: 'unknown' };
    });
    expect(await bringIn(file([many(3)]))).toMatchObject({
      format: 'open-webui',
      known: 1,
      skipped: 2,
      named: [
        { title: 't2', reason: 'unknown' },
        { title: 't3', reason: 'unknown' },
      ],
    });
    expect(arrived).toEqual([]);
  });

  it('ends when the disk is full; what came is told, and nothing more is asked', async () => {
    const { bringIn, arrived, calls } = desk((n) => (n === 3 ? 'full' : stored(n)));
    const report = await bringIn(file([many(10)]));
    expect(report).toMatchObject({ conversations: 2, end: { kind: 'failed', error: { reason: 'full' } } });
    expect(arrived).toEqual([[1, 2]]);
    expect(calls()).toBe(3);
  });

  it('ends when the file cannot be read any further', async () => {
    const report = await desk().bringIn(file(['[{"a":1},', new Error('EIO')], 100));
    expect(report).toMatchObject({ conversations: 1, end: { kind: 'failed', error: { reason: 'unreadable' } } });
  });

  it('does not begin with a file that is too large', async () => {
    const { bringIn, calls } = desk();
    const report = await bringIn(file([many(3)], 200 * 1_024 * 1_024 + 1));
    expect(report.end).toMatchObject({ kind: 'failed', error: { reason: 'fileTooLarge' } });
    expect(calls()).toBe(0);
  });

  it('stops after the conversation under way when told to', async () => {
    const { bringIn, calls, ending } = desk((n) => {
      if (n === 2) ending.abort();
      return stored(n);
    });
    expect(await bringIn(file([many(5)]))).toMatchObject({ conversations: 2, end: { kind: 'cancelled' } });
    expect(calls()).toBe(2);
  });
});
