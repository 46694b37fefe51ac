import { monitorEventLoopDelay } from 'node:perf_hooks';

export const DELTAS = 50_000;
export const PIECE = 'word ';

/** What reading one run took of a process that did nothing else. */
export interface Reading {
  readonly seconds: number;
  /** Of the processor, all threads: this hardly depends on what else the machine does. */
  readonly busySeconds: number;
  /** The most memory the process had, looked at every few milliseconds, megabytes; `before`: when everything was loaded. */
  readonly peak: number;
  readonly before: number;
  /** Milliseconds. */
  readonly longestBlock: number;
}

/** Measures `read`, which answers the text it read, and prints the reading as a line of JSON. */
export async function report(read: () => Promise<string>): Promise<void> {
  const before = process.memoryUsage.rss() / 1e6;
  let peak = before;
  // The system's own record of the most memory is that of the parent too, where there was more.
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss() / 1e6);
  }, 5);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  // The first sample only begins to measure.
  await new Promise((resolve) => setTimeout(resolve, 20));
  delay.reset();
  const start = performance.now();
  const busy = process.cpuUsage();
  const text = await read();
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(busy);
  await new Promise((resolve) => setTimeout(resolve, 20));
  delay.disable();
  clearInterval(watch);
  if (text.length !== DELTAS * PIECE.length) throw new Error(`${text.length} characters came`);
  const reading: Reading = {
    seconds,
    busySeconds: (user + system) / 1e6,
    before,
    peak,
    longestBlock: delay.max / 1e6,
  };
  console.log(JSON.stringify(reading));
}
