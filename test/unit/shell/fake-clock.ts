import type { Clock } from '../../../main/clock.ts';

export interface FakeClock extends Clock {
  /** Lets time pass, with everything that is due on the way. */
  pass(ms: number): Promise<void>;
}

export function fakeClock(): FakeClock {
  let now = 1_000_000;
  let due: { at: number; fn: () => void }[] = [];
  const settle = () => new Promise<void>((done) => setImmediate(done));
  return {
    now: () => now,
    after(ms, fn) {
      const entry = { at: now + ms, fn };
      due.push(entry);
      return () => {
        due = due.filter((each) => each !== entry);
      };
    },
    async pass(ms) {
      const until = now + ms;
      await settle();
      for (;;) {
        const [next] = due.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
        if (!next) break;
        due = due.filter((each) => each !== next);
        now = Math.max(now, next.at);
        next.fn();
        await settle();
      }
      now = until;
    },
  };
}
