import { expect, it } from 'vitest';
import { createMeaningPublisher } from '../../../main/meaning/publish.ts';
import type { MeaningStatus } from '../../../preload/contract.ts';
import { manualClock } from '../accounts/manual-clock.ts';

it('tells at once, then four times a second at most, and always what was last', async () => {
  const time = manualClock();
  const told: number[] = [];
  let done = 0;
  const status = (): MeaningStatus => ({
    chosen: null,
    state: { kind: 'indexing' },
    done,
    total: 1_000,
    tokens: 0,
    cost: null,
  });
  const publisher = createMeaningPublisher(time.clock, status, (now) => told.push(now.done));
  for (done = 1; done <= 100; done++) {
    publisher.changed();
    await time.advance(10);
  }
  done = 100;
  await time.advance(1_000);
  expect(told[0]).toBe(1);
  expect(told.at(-1)).toBe(100);
  expect(told.length).toBeLessThanOrEqual(6);
  publisher.changed();
  expect(told.filter((each) => each === 100)).toHaveLength(1);
});
