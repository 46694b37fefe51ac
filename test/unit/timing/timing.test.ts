import { expect, test } from 'vitest';
import { defaultTiming } from '../../../main/conversations/index.ts';
import { timingOf } from '../../../main/timing.ts';

test('an unpackaged program takes a shorter grace period from the environment', () => {
  const timing = timingOf({ COMPANION_OUTBOX_GRACE_MS: '1500' }, false);
  expect(timing.outbox.grace).toBe(1_500);
  expect(timing).toEqual({ ...defaultTiming, outbox: { ...defaultTiming.outbox, grace: 1_500 } });
});

test('a packaged program never does', () => {
  expect(timingOf({ COMPANION_OUTBOX_GRACE_MS: '1500' }, true)).toBe(defaultTiming);
});

test.each(['', '-5', '1.5', '1e3', 'soon', '99999999'])('%j is ignored', (value) => {
  expect(timingOf({ COMPANION_OUTBOX_GRACE_MS: value }, false)).toBe(defaultTiming);
});
