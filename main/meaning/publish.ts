import type { MeaningStatus } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';

/** Told at most this often, milliseconds. */
const TOLD_MS = 250;

/** Tells at once, then at most four times a second, and always what was last. */
export function createMeaningPublisher(
  clock: Clock,
  status: () => MeaningStatus,
  tell: (status: MeaningStatus) => void,
): { changed(): void; close(): void } {
  let told = '';
  let resting = false;
  let waiting = false;
  let cancel = () => {};

  function speak(): void {
    waiting = false;
    const now = status();
    const text = JSON.stringify(now);
    if (text === told) return;
    told = text;
    tell(now);
    resting = true;
    cancel = clock.after(TOLD_MS, () => {
      resting = false;
      if (waiting) speak();
    });
  }

  return {
    changed() {
      if (resting) waiting = true;
      else speak();
    },
    close: () => cancel(),
  };
}
