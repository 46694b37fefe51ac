import type { Clock, Random } from '../../clock.ts';
import type { AppError, Result } from '../../errors.ts';
import type { GatewayClient, TaskStatus } from '../../gateway/client.ts';
import type { SourceAccess } from '../../sources/index.ts';
import { backoff, nextPoll, pollEvery, ROUND, WAKE_PAUSE } from './schedule.ts';
import type { Teller } from './tell.ts';
import { isBlocked, nextOverdue, nextTurn, overdue, type Reach, spreadTurns, type Task } from './turns.ts';

export interface WatchDeps {
  readonly client: Pick<GatewayClient, 'status'>;
  readonly access: () => Promise<Result<SourceAccess>>;
  readonly tell: Teller;
  readonly clock: Clock;
  readonly random: Random;
  /** Milliseconds this program has listened: time asleep is no silence of the source. */
  readonly listened: () => number;
  readonly demo: boolean;
}

export interface SourceWatch {
  /** Watches a task from now on. `firstAt`: when it is asked for first; left out, when its turn comes. */
  add(task: { readonly id: number; readonly taskId: string; readonly startedAt: number }, firstAt?: number): void;
  drop(id: number): void;
  /** Asks for it now, whatever is known about the source. */
  check(id: number): void;
  /** The source has answered something else: it is there, and the key is good. */
  heard(): void;
  /** Another key or address may work now. */
  changed(): void;
  asleep(): void;
  awake(): void;
  close(): void;
}

/** Watches the tasks of one source: every task at its own time, and never many at once. */
export function createSourceWatch(deps: WatchDeps): SourceWatch {
  const { clock, tell, random } = deps;
  const tasks = new Map<number, Task>();
  let reach: Reach = { kind: 'up' };
  let asking = 0;
  let paused = false;
  let disarm = () => {};
  /** Ends requests whose answer would no longer mean anything: after sleep, a change of the source, at the end. */
  let era = new AbortController();

  const all = () => [...tasks.values()];

  /** Starts what is due, and waits for what comes next. */
  function pump(): void {
    disarm();
    if (paused) return;
    if (isBlocked(reach)) giveUpOverdue();
    let turn = nextTurn(all(), reach, asking);
    while (turn && turn.at <= clock.now()) {
      void ask(turn.task);
      turn = nextTurn(all(), reach, asking);
    }
    const wakeAt = Math.min(turn?.at ?? Infinity, nextOverdue(all(), reach));
    if (wakeAt < Infinity) disarm = clock.after(Math.max(0, wakeAt - clock.now()), pump);
  }

  // ---- asking

  async function ask(task: Task): Promise<void> {
    const asked = era;
    asking += 1;
    Object.assign(task, { asking: true, urgent: false, askedAt: clock.now() });
    const access = await deps.access();
    const answer = access.ok ? await deps.client.status(access.value, task.taskId, { signal: asked.signal }) : access;
    asking -= 1;
    task.asking = false;
    if (tasks.get(task.id) === task) {
      if (answer.ok) answered(task, answer.value);
      else if (asked === era) failed(task, answer.error);
    }
    pump();
  }

  function answered(task: Task, status: TaskStatus): void {
    Object.assign(task, { faulty: false, failures: 0 });
    recovered();
    const heard = tell.status(task.id, status, deps.listened() - task.newsAt);
    if (heard === 'ended') {
      drop(task.id);
      return;
    }
    if (heard === 'news') task.newsAt = deps.listened();
    tell.contact(task.id, 'ok');
    task.dueAt = nextPoll(clock.now(), pollEvery(clock.now() - task.startedAt, tasks.size), task.id);
  }

  /** The source is there again: all others get their turn, and will say for themselves whether all is well. */
  function recovered(): void {
    if (reach.kind === 'up') return;
    reach = { kind: 'up' };
    spreadTurns(all(), clock.now(), ROUND);
    for (const task of all()) if (!task.faulty) tell.contact(task.id, 'ok');
  }

  function failed(task: Task, error: AppError): void {
    if (error.kind === 'protocol' && error.reason === 'tooLarge') {
      tell.tooLarge(task.id, error);
      drop(task.id);
    } else if (error.kind === 'auth') refuse();
    else if (error.kind === 'notFound' && error.reason === 'source') missing(error);
    else if (reach.kind === 'up' && task.faulty) failedAlone(task, error);
    else if (reach.kind === 'up' || reach.kind === 'down') unreachable(task, error);
  }

  function unreachable(task: Task, error: AppError): void {
    // Something did answer: should another task be answered properly, the fault is with this one alone.
    task.faulty = error.status !== undefined;
    // Requests that were on their way together fail together, and count as one.
    if (reach.kind === 'down' && task.askedAt <= reach.since) return;
    const now = clock.now();
    const { since, failures } = reach.kind === 'down' ? reach : { since: now, failures: 0 };
    reach = { kind: 'down', since, failures: failures + 1, at: now + backoff(failures + 1, error, random), error };
    for (const { id } of all()) tell.contact(id, { error });
    giveUpOverdue();
  }

  function failedAlone(task: Task, error: AppError): void {
    task.failures += 1;
    task.dueAt = clock.now() + backoff(task.failures, error, random);
    tell.contact(task.id, { error });
    giveUpOverdue([task]);
  }

  function refuse(): void {
    reach = { kind: 'keyRefused' };
    for (const { id } of all()) tell.contact(id, 'keyRefused');
  }

  function missing(error: AppError): void {
    if (deps.demo) {
      reach = { kind: 'away' };
      for (const { id } of all()) tell.contact(id, { error });
      return;
    }
    for (const { id } of all()) {
      tell.lost(id, 'sourceGone');
      drop(id);
    }
  }

  function giveUpOverdue(only: readonly Task[] = all()): void {
    for (const { id } of overdue(only, clock.now())) {
      tell.lost(id, 'noNews');
      drop(id);
    }
  }

  function drop(id: number): void {
    tasks.delete(id);
  }

  function newEra(): void {
    era.abort();
    era = new AbortController();
  }

  return {
    add({ id, taskId, startedAt }, firstAt) {
      const dueAt = firstAt ?? nextPoll(clock.now(), pollEvery(clock.now() - startedAt, tasks.size + 1), id);
      const fresh = { asking: false, urgent: false, askedAt: 0, newsAt: deps.listened(), faulty: false, failures: 0 };
      tasks.set(id, { id, taskId, startedAt, dueAt, ...fresh });
      pump();
    },
    drop(id) {
      drop(id);
      pump();
    },
    check(id) {
      const task = tasks.get(id);
      if (task && !task.asking) task.urgent = true;
      pump();
    },
    heard() {
      recovered();
      pump();
    },
    changed() {
      newEra();
      reach = { kind: 'up' };
      spreadTurns(all(), clock.now(), ROUND);
      pump();
    },
    asleep() {
      paused = true;
      disarm();
      newEra();
    },
    awake() {
      paused = false;
      newEra();
      const from = clock.now() + WAKE_PAUSE;
      spreadTurns(all(), from, ROUND);
      if (reach.kind === 'down') {
        const patient = reach.error.retryAfterMs !== undefined;
        reach = { ...reach, failures: 0, at: patient ? reach.at : from };
      }
      pump();
    },
    close() {
      paused = true;
      disarm();
      tasks.clear();
      newEra();
    },
  };
}
