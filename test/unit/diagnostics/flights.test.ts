import { expect, test } from 'vitest';
import type { QuestionStep } from '../../../main/conversations/steps.ts';
import { createFlightRecorder } from '../../../main/diagnostics/flights.ts';

function recorder() {
  let now = 1_000;
  const flights = createFlightRecorder({ now: () => now });
  return {
    flights,
    at(time: number) {
      now = time;
    },
    step: (kind: Exclude<QuestionStep['kind'], 'failed'>, messageId: number, at: number) =>
      flights.step({ kind, messageId, at }),
  };
}

test('a quick question has all its parts, and the time of typing is none of them', () => {
  const { flights, step, at } = recorder();
  flights.shown({ calledAt: 1_000, shownAt: 1_030 });
  step('asked', 7, 9_000);
  step('sent', 7, 9_004);
  flights.askedQuickly(7);
  step('firstByte', 7, 11_004);
  step('done', 7, 11_010);
  at(11_035);
  flights.painted(7);
  expect(flights.questions()).toEqual([
    {
      askedAt: 9_000,
      from: 'quick',
      outcome: 'answered',
      opening: 30,
      sending: 4,
      waiting: 2_000,
      receiving: 6,
      drawing: 25,
      total: 2_065,
    },
  ]);
});

test('only the first question of a showing belongs to it; one of the main window to none', () => {
  const { flights, step } = recorder();
  flights.shown({ calledAt: 0, shownAt: 12 });
  step('asked', 1, 100);
  step('asked', 2, 200);
  flights.askedQuickly(2);
  step('asked', 3, 300);
  flights.askedQuickly(3);
  expect(flights.questions().map(({ from, opening }) => [from, opening])).toEqual([
    ['quick', null],
    ['quick', 12],
    ['main', null],
  ]);
});

test('an answer that is shown as it comes is drawn before it is complete', () => {
  const { flights, step, at } = recorder();
  step('asked', 1, 0);
  step('sent', 1, 10);
  step('firstByte', 1, 500);
  at(520);
  flights.painted(1);
  step('done', 1, 3_000);
  expect(flights.questions()).toMatchObject([{ waiting: 490, drawing: 20, receiving: 2_480, total: 3_000 }]);
});

test('an answer that is looked at later was not slow to draw, and is drawn once', () => {
  const { flights, step, at } = recorder();
  for (const id of [1, 2]) {
    step('asked', id, 0);
    step('sent', id, 1);
    step('firstByte', id, 2);
    step('done', id, 3);
  }
  at(10);
  flights.painted(1);
  at(60_000);
  flights.painted(1);
  flights.painted(2);
  flights.painted(99);
  expect(flights.questions().map(({ drawing }) => drawing)).toEqual([null, 7]);
});

test('what failed says so, unless it was answered after all; nothing yet is open', () => {
  const { flights, step } = recorder();
  const failed = { kind: 'failed', at: 20, error: { kind: 'timeout', message: '', retryable: true } } as const;
  for (const id of [1, 2, 3]) step('asked', id, 0);
  flights.step({ ...failed, messageId: 1 });
  flights.step({ ...failed, messageId: 2 });
  step('sent', 2, 30);
  step('done', 2, 40);
  expect(flights.questions().map(({ outcome }) => outcome)).toEqual(['open', 'answered', 'failed']);
});

test('a second sending does not hide the first, and a clock set back gives no negative time', () => {
  const { flights, step } = recorder();
  step('asked', 1, 1_000);
  step('sent', 1, 1_010);
  step('sent', 1, 99_000);
  step('firstByte', 1, 500);
  expect(flights.questions()).toMatchObject([{ sending: 10, waiting: 0 }]);
});

test('the last 50 are kept, newest first; of unknown messages nothing is', () => {
  const { flights, step } = recorder();
  for (let id = 1; id <= 60; id++) step('asked', id, id);
  step('sent', 1_000, 5);
  const asked = flights.questions().map(({ askedAt }) => askedAt);
  expect(asked).toEqual(Array.from({ length: 50 }, (_, at) => 60 - at));
});
