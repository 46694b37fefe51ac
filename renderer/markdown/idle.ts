/** Work that may wait, one task after the other, in the gaps between frames. */
const queue: (() => void)[] = [];
let asked = false;

/** Tasks run in one gap only as long as this much of it is left, in milliseconds. */
const ENOUGH = 10;

/** Puts a task at the end of the queue; the returned function takes it out again. */
export function whenIdle(task: () => void): () => void {
  queue.push(task);
  ask();
  return () => {
    const at = queue.indexOf(task);
    if (at !== -1) queue.splice(at, 1);
  };
}

function ask(): void {
  if (asked || queue.length === 0) return;
  asked = true;
  if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: 1000 });
  else setTimeout(() => run(null), 16);
}

function run(deadline: IdleDeadline | null): void {
  asked = false;
  do queue.shift()?.();
  while (queue.length > 0 && deadline !== null && deadline.timeRemaining() > ENOUGH);
  ask();
}
