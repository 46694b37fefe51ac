import type { Demo, DemoContext } from '../demo.ts';
import type { TaskEnding, TaskRow } from '../state.ts';
import { neverAnswer } from '../transport.ts';
import { flaskJson } from './wire.ts';

/** Celery forgets a result after a day; its id then reads like one that never was (gateway contract 5). */
const FORGOTTEN_AFTER_MS = 24 * 3_600_000;

/** At the demo's usual pace of 0.9 s an answer: 20 to 90 s a task. */
const SHORTEST = 22;
const LONGEST = 100;

/**
 * Takes a task and tells its id; it goes on by itself, whether or not anybody asks for it. One that never ends needs no
 * row: it reads like an id nobody knows.
 */
export function addTask(demo: Demo, id: string, ending: TaskEnding | null, takesMs: number): void {
  const { state } = demo.store;
  const now = demo.now();
  const remembered = state.tasks.filter((task) => !isForgotten(task, now));
  state.tasks = ending ? [...remembered, { id, endsAt: now + takesMs, ending }] : remembered;
}

/** How long this task takes, ms: in proportion to how long an answer of the demo takes. */
export function taskMs({ switches, latencyMs }: Demo, c: DemoContext, id: string): number {
  const spread = Number.parseInt(id.slice(0, 4), 16) / 0xffff;
  return switches.take('taskMs', c.req) ?? Math.round(latencyMs * (SHORTEST + spread * (LONGEST - SHORTEST)));
}

/** Always 200: what is queued, running, unknown, expired or lost is `in_progress` (gateway contract 5). */
export function taskStatus(demo: Demo, c: DemoContext, id: string): Response {
  const { switches } = demo;
  if (switches.take('statusHangs', c.req)) return neverAnswer();
  const failure = switches.take('legacyFailed500', c.req);
  if (failure) return flaskJson({ task_id: id, status: 'failed', error: 'TimeLimitExceeded(4.0,)' }, 500);
  const ended = switches.take('gatewayForgets', c.req) ? undefined : endedTask(demo, id);
  return flaskJson(ended?.ending ?? { status: 'in_progress' });
}

function endedTask(demo: Demo, id: string): TaskRow | undefined {
  const now = demo.now();
  const task = demo.store.state.tasks.find((row) => row.id === id);
  return task && task.endsAt <= now && !isForgotten(task, now) ? task : undefined;
}

function isForgotten({ endsAt }: TaskRow, now: number): boolean {
  return endsAt + FORGOTTEN_AFTER_MS <= now;
}
