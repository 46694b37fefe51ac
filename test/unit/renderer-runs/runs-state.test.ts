import { describe, expect, it } from 'vitest';
import type { RunState } from '../../../preload/contract.ts';
import {
  applyRunsChange,
  groupOf,
  railMark,
  rowsOf,
  runsFrom,
  troubleOf,
  withPage,
} from '../../../renderer/runs/runs-state.ts';
import { finished, NOW, run } from './samples.ts';

const MIDNIGHT = new Date(NOW).setHours(0, 0, 0, 0);
const REFUSED = { kind: 'refused', message: 'ECONNREFUSED', retryable: true } as const;

describe('the list of runs', () => {
  const old = run(1, { startedAt: NOW - 86_400_000 });
  const list = runsFrom(
    { runs: [old], next: null, revision: 6 },
    { runs: [finished(9, NOW), finished(8, NOW)], next: 8, revision: 7 },
  );

  it('holds what is under way beside the newest page, at the older of their revisions', () => {
    expect([...list.runs.keys()]).toEqual([1, 9, 8]);
    expect(list).toMatchObject({ revision: 6, next: 8 });
  });

  it('takes the next change, leaves out a known one, and says when one was missed', () => {
    const next = applyRunsChange(list, { revision: 7, upserts: [run(10)], removed: [9] });
    expect(next === 'gap' ? [] : [...next.runs.keys()]).toEqual([1, 8, 10]);
    expect(applyRunsChange(list, { revision: 6, upserts: [], removed: [1] })).toBe(list);
    expect(applyRunsChange(list, { revision: 8, upserts: [], removed: [] })).toBe('gap');
  });

  it('adds an older page without putting back what has changed since', () => {
    const page = { runs: [finished(8, NOW - 5_000), finished(7, NOW)], next: null, revision: 3 };
    const more = withPage(list, page);
    expect(more.runs.get(8)?.endedAt).toBe(NOW);
    expect(more.runs.has(7)).toBe(true);
    expect(more.next).toBeNull();
  });
});

describe('groups', () => {
  it.each([
    ['submitting', 'running'],
    ['running', 'running'],
    ['silent', 'silent'],
    ['waiting', 'waiting'],
  ] as const)('%s stands under %s', (kind, group) => {
    expect(groupOf(run(1, { state: { kind, since: NOW } as RunState }), NOW)).toBe(group);
  });

  it('calls nothing running that cannot be asked about', () => {
    expect(groupOf(run(1, { contact: { kind: 'unreachable', since: NOW, error: REFUSED } }), NOW)).toBe('silent');
    expect(groupOf(run(1, { contact: { kind: 'keyRefused', since: NOW } }), NOW)).toBe('silent');
  });

  it('tells what ended today from midnight on', () => {
    expect(groupOf(finished(1, MIDNIGHT), NOW)).toBe('today');
    expect(groupOf(finished(1, MIDNIGHT - 1), NOW)).toBe('earlier');
  });

  it('orders: what expires first, then what waits longest; what has ended, newest first', () => {
    const asking = (id: number, since: number, expiresAt: number | null) =>
      run(id, {
        state: { kind: 'waiting', since },
        asks: { count: 1, expiresAt, title: '', simple: true },
      });
    const rows = rowsOf(
      [
        finished(1, NOW - 2_000),
        finished(2, NOW - 1_000),
        asking(3, NOW - 9_000, null),
        asking(4, NOW - 20_000, null),
        asking(5, NOW - 1_000, NOW + 60_000),
      ],
      NOW,
    );
    expect(rows.map((row) => (row.kind === 'label' ? `${row.group} ${row.count}` : row.run.id))).toEqual([
      'waiting 3',
      5,
      4,
      3,
      'today 2',
      2,
      1,
    ]);
  });
});

describe('what the window says of all runs', () => {
  it('a waiting run comes before running ones; what is unheard of is neither', () => {
    const waiting = run(1, { state: { kind: 'waiting', since: NOW } });
    expect(railMark([waiting, run(2), run(3)])).toEqual({ kind: 'waiting', count: 1 });
    expect(railMark([run(2), run(3), finished(4, NOW)])).toEqual({ kind: 'working', count: 2 });
    expect(railMark([run(1, { state: { kind: 'silent', since: NOW } }), finished(4, NOW)])).toBeNull();
  });

  it('names the refused key before an unreachable source, and the longest of a kind', () => {
    const unreachable = (id: number, since: number) =>
      run(id, { contact: { kind: 'unreachable', since, error: REFUSED }, sourceName: `s${id}` });
    const key = run(3, { contact: { kind: 'keyRefused', since: NOW }, sourceName: 's3' });
    expect(troubleOf([unreachable(1, NOW - 5), unreachable(2, NOW - 9), key])?.sourceName).toBe('s3');
    expect(troubleOf([unreachable(1, NOW - 5), unreachable(2, NOW - 9)])?.sourceName).toBe('s2');
    expect(troubleOf([{ ...finished(4, NOW), contact: key.contact }, run(5)])).toBeNull();
  });
});
