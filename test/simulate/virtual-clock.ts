import type { Clock } from '../../main/clock.ts';

interface Timer {
  readonly at: number;
  /** Order of equal times: first come, first run. */
  readonly turn: number;
  readonly fn: () => void;
  cancelled: boolean;
}

/** Time that passes only when told to; made for many thousands of timers (a binary heap). */
export class VirtualClock implements Clock {
  private time: number;
  private turns = 0;
  private readonly heap: Timer[] = [];

  constructor(start: number) {
    this.time = start;
  }

  now = (): number => this.time;

  after = (ms: number, fn: () => void): (() => void) => {
    const timer: Timer = { at: this.time + Math.max(0, ms), turn: this.turns++, fn, cancelled: false };
    this.push(timer);
    return () => {
      timer.cancelled = true;
    };
  };

  /** Lets time pass; everything that falls due in the same millisecond runs before what it causes. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    for (let first = this.heap[0]; first && first.at <= end; first = this.heap[0]) {
      this.time = Math.max(this.time, first.at);
      const untilMs = Math.floor(this.time) + 1;
      for (let next = this.heap[0]; next && next.at < untilMs && next.at <= end; next = this.heap[0]) {
        this.pop();
        if (!next.cancelled) next.fn();
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.time = end;
  }

  private push(timer: Timer): void {
    const { heap } = this;
    let place = heap.push(timer) - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!isBefore(timer, heap[above])) break;
      heap[place] = heap[above] as Timer;
      place = above;
    }
    heap[place] = timer;
  }

  private pop(): void {
    const { heap } = this;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= heap.length) break;
      const right = heap[below + 1];
      if (right && isBefore(right, heap[below])) below += 1;
      if (!isBefore(heap[below] as Timer, last)) break;
      heap[place] = heap[below] as Timer;
      place = below;
    }
    heap[place] = last;
  }
}

function isBefore(one: Timer, other: Timer | undefined): boolean {
  return other === undefined || one.at < other.at || (one.at === other.at && one.turn < other.turn);
}
