import type { Clock } from '../../../main/clock.ts';

/** A clock the test moves by hand; timers fire in order of their time. */
export function manualClock(start = Date.UTC(2026, 10, 20, 15, 0, 0)) {
  let now = start;
  const timers = new Set<{ at: number; fn: () => void }>();
  const clock: Clock = {
    now: () => now,
    after(ms, fn) {
      const timer = { at: now + ms, fn };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  };
  /** Lets promises settle that only wait for each other. */
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    clock,
    settle,
    /** Moves on, firing what is due. */
    async advance(ms: number) {
      const end = now + ms;
      for (;;) {
        const due = [...timers].filter((timer) => timer.at <= end).toSorted((a, b) => a.at - b.at)[0];
        if (!due) break;
        timers.delete(due);
        now = Math.max(now, due.at);
        due.fn();
        await settle();
      }
      now = end;
      await settle();
    },
    /** The computer sleeps: time passes, no timer fires. */
    sleep(ms: number) {
      now += ms;
    },
    timers: () => timers.size,
  };
}
