import { expect, test } from 'vitest';
import { createIntegrityCheck } from '../../../main/diagnostics/integrity.ts';
import { appError, fail, ok, type Result } from '../../../main/errors.ts';

function desk() {
  const looks: ((result: Result<readonly string[]>) => void)[] = [];
  const timers = new Set<() => void>();
  const look = createIntegrityCheck({
    check: () => new Promise((resolve) => looks.push(resolve)),
    clock: {
      now: () => 0,
      after(_ms, fn) {
        timers.add(fn);
        return () => timers.delete(fn);
      },
    },
    patienceMs: 5_000,
  });
  return { look, looks, timers };
}

test.each([
  [ok([]), 'sound'],
  [ok(['row 3 missing from index']), 'damaged'],
  [fail(appError('storage', 'malformed', { reason: 'damaged' })), 'damaged'],
  [fail(appError('storage', 'gone', { reason: 'cannotOpen' })), 'unreadable'],
] as const)('%j is %s', async (result, verdict) => {
  const { look, looks, timers } = desk();
  const found = look();
  looks[0]?.(result);
  expect(await found).toBe(verdict);
  expect(timers.size).toBe(0);
});

test('nobody waits for long, and who asks again meanwhile starts no second look', async () => {
  const { look, looks, timers } = desk();
  const first = look();
  for (const due of timers) due();
  expect(await first).toBe('unfinished');
  const second = look();
  expect(looks).toHaveLength(1);
  looks[0]?.(ok([]));
  expect(await second).toBe('sound');
  void look();
  expect(looks).toHaveLength(2);
});
