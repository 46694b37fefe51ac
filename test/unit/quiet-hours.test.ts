import { expect, test } from 'vitest';
import { isQuiet } from '../../main/quiet-hours.ts';

const at = (hour: number, minute = 0) => new Date(2026, 10, 21, hour, minute).getTime();
const NIGHT = { from: 22 * 60, to: 7 * 60 };
const LUNCH = { from: 12 * 60, to: 13 * 60 + 30 };

test.each([
  ['before the night', at(21, 59), NIGHT, false],
  ['when the night begins', at(22), NIGHT, true],
  ['at midnight', at(0), NIGHT, true],
  ['just before the morning', at(6, 59), NIGHT, true],
  ['in the morning', at(7), NIGHT, false],
  ['before lunch', at(11, 59), LUNCH, false],
  ['at lunch', at(12, 30), LUNCH, true],
  ['after lunch', at(13, 30), LUNCH, false],
  ['without quiet hours', at(3), null, false],
  ['with hours that end where they begin', at(12), { from: 720, to: 720 }, false],
])('%s', (_, now, hours, quiet) => {
  expect(isQuiet(now, hours)).toBe(quiet);
});
