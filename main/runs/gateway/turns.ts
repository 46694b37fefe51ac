import { type AppError, assertNever } from '../../errors.ts';
import { GIVE_UP_AFTER, MOST_AT_ONCE, spreadOver } from './schedule.ts';

/** A task that is watched. The times are ours alone: everything else about it is in the book. */
export interface Task {
  readonly id: number;
  readonly taskId: string;
  readonly startedAt: number;
  dueAt: number;
  asking: boolean;
  /** A person wants to know now: neither an outage nor a refused key keeps us from asking. */
  urgent: boolean;
  askedAt: number;
  /** Time spent listening when there was news last, ms. */
  newsAt: number;
  /** The last answer about it was an error while something did answer: maybe it is not the source that is away. */
  faulty: boolean;
  /** Errors in a row that were about this task alone. */
  failures: number;
}

/** Whether a source can be asked. */
export type Reach =
  | { readonly kind: 'up' }
  /** One task after the other is asked for until one is answered; `at`: the next time. */
  | {
      readonly kind: 'down';
      readonly since: number;
      readonly failures: number;
      readonly at: number;
      readonly error: AppError;
    }
  /** Nothing is asked until the source has changed. */
  | { readonly kind: 'keyRefused' }
  /** The demo workspace is closed, and its gateway with it. */
  | { readonly kind: 'away' };

export interface Turn {
  readonly task: Task;
  readonly at: number;
}

/**
 * The task to ask for next and when; `null` when there is none, or enough requests are on their way: `asking` of them,
 * those for tasks that are no longer watched included.
 */
export function nextTurn(tasks: readonly Task[], reach: Reach, asking: number): Turn | null {
  if (asking >= MOST_AT_ONCE) return null;
  const free = tasks.filter((task) => !task.asking);
  const urgent = free.find((task) => task.urgent);
  if (urgent) return { task: urgent, at: 0 };
  switch (reach.kind) {
    case 'up': {
      const task = earliest(free, 'dueAt');
      return task && { task, at: task.dueAt };
    }
    case 'down': {
      // Another one each time: it may be one task alone that cannot be asked for.
      const task = asking > 0 ? null : earliest(free, 'askedAt');
      return task && { task, at: reach.at };
    }
    case 'keyRefused':
    case 'away':
      return null;
    default:
      return assertNever(reach);
  }
}

/** Gives every task a time of its own within `within` milliseconds, those asked for longest ago first. */
export function spreadTurns(tasks: readonly Task[], from: number, within: number): void {
  const inOrder = tasks.toSorted((a, b) => a.askedAt - b.askedAt);
  const times = spreadOver(from, within, inOrder.length);
  for (const [index, task] of inOrder.entries()) task.dueAt = times[index] ?? from;
}

/** The tasks that could not be asked for until there was no more hope. */
export function overdue(tasks: readonly Task[], now: number): readonly Task[] {
  return tasks.filter(({ startedAt }) => now - startedAt >= GIVE_UP_AFTER);
}

/** When hope ends by the clock alone, because nothing may be asked; `Infinity` while something may. */
export function nextOverdue(tasks: readonly Task[], reach: Reach): number {
  if (!isBlocked(reach)) return Infinity;
  return Math.min(...tasks.map(({ startedAt }) => startedAt + GIVE_UP_AFTER));
}

export function isBlocked({ kind }: Reach): boolean {
  return kind === 'keyRefused' || kind === 'away';
}

function earliest(tasks: readonly Task[], by: 'dueAt' | 'askedAt'): Task | null {
  return tasks.reduce<Task | null>((first, task) => (first && first[by] <= task[by] ? first : task), null);
}
