import { expect, test } from 'vitest';
import { peakAfter, simulateOutage } from '../../simulate/outage.ts';
import { WAYS_DOWN } from '../../simulate/ways-down.ts';

const COMPANIONS = 500;
/** Single seconds of so few companions are mostly chance. */
const WINDOW_S = 10;
const LONG = 120_000;

test.each(WAYS_DOWN)(
  'a server that comes back is met by at most twice its usual load: $title',
  { timeout: LONG },
  async ({ how }) => {
    const result = await simulateOutage({ companions: COMPANIONS, how });
    expect(result.steady).toBeGreaterThan(COMPANIONS / 60);
    expect(peakAfter(result, WINDOW_S) / result.steady).toBeLessThanOrEqual(2);
    const end = result.perSecond.slice(-300);
    const settled = end.reduce((sum, rate) => sum + rate, 0) / end.length;
    expect(settled / result.steady, 'everybody is back').toBeGreaterThan(0.9);
  },
);
