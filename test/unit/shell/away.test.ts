import { expect, test } from 'vitest';
import { createNotices } from '../../../main/notices.ts';
import { type Absence, createAway } from '../../../main/shell/away.ts';
import type { Notice } from '../../../preload/contract.ts';
import { endedRun, NOW, runSummary, waitingRun } from '../tray/run.ts';

const HOUR = 3_600_000;

/** A program that starts at `NOW`, with a clock that moves only when told. */
function desk() {
  let now = NOW;
  let timers: { at: number; fn: () => void }[] = [];
  const told: Absence[] = [];
  let shown: readonly Notice[] = [];
  const notices = createNotices((list) => {
    shown = list;
  });
  const clock = {
    now: () => now,
    after(ms: number, fn: () => void) {
      const timer = { at: now + ms, fn };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
  };
  const away = createAway({ clock, notices, tell: (absence) => told.push(absence) });
  return {
    away,
    told,
    notices,
    card: () => shown.find((notice) => notice.kind === 'away'),
    pass(ms: number) {
      now += ms;
      const due = timers.filter((timer) => timer.at <= now);
      timers = timers.filter((timer) => timer.at > now);
      for (const timer of due) timer.fn();
    },
    now: () => now,
  };
}

const done = (id: number) => endedRun(id, { kind: 'succeeded', since: NOW });

test('after a start: one card for all that ended meanwhile, and one word when it is quiet', () => {
  const { away, card, told, pass } = desk();
  expect([away.takes(done(1)), away.takes(done(2))]).toEqual([true, true]);
  pass(2_000);
  expect(away.takes(waitingRun(3))).toBe(true);
  expect(card()).toMatchObject({ ended: 2, waiting: 1, runId: 3 });
  expect(told).toEqual([]);
  pass(3_000);
  expect(told).toEqual([{ ended: 2, waiting: 1, runId: 3 }]);
});

test('what begins after the start, or ends a while after it, is news of its own', () => {
  const { away, card, pass, now } = desk();
  expect(away.takes(runSummary(1, { startedAt: now() + 1 }))).toBe(false);
  pass(61_000);
  expect(away.takes(done(2))).toBe(false);
  expect(card()).toBeUndefined();
});

test('sleep: what is heard on waking was during the absence, since the moment of falling asleep', () => {
  const { away, card, pass, told, now } = desk();
  pass(HOUR);
  const slept = now();
  away.left();
  pass(HOUR);
  away.back();
  expect(away.takes(done(4))).toBe(true);
  expect(card()).toMatchObject({ since: slept, ended: 1, waiting: 0, runId: 4 });
  pass(3_000);
  expect(told).toHaveLength(1);
});

test('what is heard while asleep is told on waking', () => {
  const { away, pass, told } = desk();
  pass(HOUR);
  away.left();
  expect(away.takes(done(4))).toBe(true);
  pass(HOUR);
  expect(told).toEqual([]);
  away.back();
  pass(3_000);
  expect(told).toEqual([{ ended: 1, waiting: 0, runId: 4 }]);
});

test('the card opens the run that waits longest, else the last that ended', () => {
  const { away, card } = desk();
  away.takes(done(1));
  away.takes(done(2));
  expect(card()).toMatchObject({ runId: 2 });
  away.takes({ ...waitingRun(3), state: { kind: 'waiting', since: NOW - 5 } });
  away.takes({ ...waitingRun(4), state: { kind: 'waiting', since: NOW - 9 } });
  expect(card()).toMatchObject({ waiting: 2, runId: 4 });
  away.takes(done(4));
  expect(card()).toMatchObject({ ended: 3, waiting: 1, runId: 3 });
});

test('a second absence adds to a card nobody has dismissed, and begins anew after one that was', () => {
  const { away, card, notices, pass } = desk();
  away.takes(done(1));
  away.left();
  away.back();
  away.takes(done(2));
  expect(card()).toMatchObject({ ended: 2 });
  notices.dismiss('away');
  pass(HOUR);
  away.left();
  away.back();
  away.takes(done(3));
  expect(card()).toMatchObject({ ended: 1, runId: 3 });
});
