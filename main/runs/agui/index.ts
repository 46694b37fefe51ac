import type { Clock, NewId } from '../../clock.ts';
import { type AppError, appError, fail, ok, type Result } from '../../errors.ts';
import type { HttpClient } from '../../http/message.ts';
import type { Sources } from '../../sources/index.ts';
import type { RunBook, RunDriver } from '../driver.ts';
import type { RunEnd } from '../events.ts';
import type { Run } from '../run.ts';
import { type Answered, readAnswers } from './answers.ts';
import { beginThread } from './beginning.ts';
import { runTool, type ToolActions } from './client-tools.ts';
import { type Asked, NOTHING_ASKED, parseMemory } from './memory.ts';
import { createSession, NOT_AVAILABLE, type Sending, type Session } from './session.ts';

export interface AguiDriverDeps {
  readonly book: RunBook;
  readonly sources: Pick<Sources, 'access'>;
  readonly http: Pick<HttpClient, 'stream'>;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly tools: ToolActions;
}

/** How long a person who answers waits to hear whether the agent has taken it. Milliseconds. */
const ANSWER_PATIENCE = 10_000;
const REFUSED = 'The person refused.';

/**
 * Runs of AG-UI agents: one request, whose answer streams until the agent has ended or asks something. A person's answer
 * is another request of the same run, in the same thread. Nothing is ever sent again by itself.
 */
export function createAguiDriver(deps: AguiDriverDeps): RunDriver {
  const { book, sources, clock, newId, tools } = deps;
  const sessions = new Map<number, { readonly session: Session; readonly done: Promise<void> }>();
  /** Which run a thread belongs to at the moment. */
  const threads = new Map<string, number>();
  let closing = false;

  function end(id: number, how: RunEnd): void {
    book.record(id, [{ kind: 'ended', end: how }]);
  }
  const refuse = (id: number, error: AppError) => end(id, { kind: 'failed', message: '', code: null, error });

  /** One run at a time: two would write into the same thread, and the agent would mix them up. */
  function claim(threadId: string, id: number): boolean {
    const other = threads.get(threadId);
    if (other !== undefined && other !== id && book.get(other) !== null) return false;
    threads.set(threadId, id);
    return true;
  }

  /** Follows a session to its end. A fault of our own must not leave a run that seems to go on. */
  function follow(id: number, session: Session, work: () => Promise<void>): Promise<void> {
    const done = work()
      .catch(() => refuse(id, appError('unknown', 'a fault of this program')))
      .finally(() => {
        if (sessions.get(id)?.session === session) sessions.delete(id);
        if (book.get(id) === null && threads.get(session.threadId) === id) threads.delete(session.threadId);
      });
    sessions.set(id, { session, done });
    return done;
  }

  async function accessOf({ sourceId }: Run) {
    const access = await sources.access(sourceId);
    if (!access.ok) return access;
    const { source, headers } = access.value;
    if (source.kind === 'agui') return ok({ source, headers });
    return fail(appError('notFound', 'the source is of another kind', { reason: 'source' }));
  }

  async function begin(run: Run, session: Session, resume: Sending['resume']): Promise<void> {
    const access = await accessOf(run);
    if (!access.ok) return refuse(run.id, access.error);
    // What is on its way must be known to the disk before.
    await book.settled();
    if (closing) return;
    await session.go(access.value, { resume, commands: [], asked: NOTHING_ASKED, opened: () => {} });
  }

  /** Does what was approved, then sends the answers; resolves when the agent has taken them or turned them away. */
  async function resume(run: Run, asked: Asked, answered: Answered): Promise<Result<null>> {
    const access = await accessOf(run);
    if (!access.ok) return access;
    // Answered, or stopped, from somewhere else meanwhile.
    const current = book.get(run.id);
    const memory = parseMemory(current?.memory);
    if (!current || !memory || current.state.kind !== 'waiting' || sessions.has(run.id)) return notAsked();
    const { resume, commands, calls } = answered;
    if (resume.length + commands.length + calls.length + asked.strangers.length === 0) {
      end(run.id, { kind: 'cancelled' });
      return ok(null);
    }
    const session = createSession(deps, current, memory);
    return new Promise((resolve) => {
      const cancelPatience = clock.after(ANSWER_PATIENCE, () => resolve(ok(null)));
      let outcome: Result<null> = ok(null);
      const opened = (result: Result<null>) => {
        outcome = result;
        if (result.ok) resolve(result);
      };
      const done = follow(run.id, session, async () => {
        for (const { id, approved } of calls) await answerTool(session, id, approved);
        for (const id of asked.strangers) session.answerCall(id, NOT_AVAILABLE, NOT_AVAILABLE);
        session.answered();
        await book.settled();
        if (!closing) await session.go(access.value, { resume, commands, asked, opened });
      });
      // Who was turned away may answer again at once: the session is gone then.
      void done.then(() => {
        cancelPatience();
        resolve(outcome);
      });
    });
  }

  async function answerTool(session: Session, id: string, approved: boolean): Promise<void> {
    if (!approved) return session.answerCall(id, REFUSED, REFUSED);
    const call = session.call(id);
    const done = await runTool(tools, call?.name ?? '', call?.args ?? '');
    if (done.ok) session.answerCall(id, done.value, null);
    else session.answerCall(id, done.error.message, done.error.message);
  }

  return {
    submit(run) {
      const { memory, resume } = beginThread(run, newId);
      if (!claim(memory.threadId, run.id)) {
        return refuse(run.id, appError('validation', 'the thread is in use', { reason: 'threadBusy' }));
      }
      book.record(run.id, [{ kind: 'memory', memory }]);
      const session = createSession(deps, run, memory);
      void follow(run.id, session, () => begin(run, session, resume));
    },

    recover(runs) {
      for (const run of runs) {
        const threadId = parseMemory(run.memory)?.threadId;
        if (run.state.kind === 'waiting' && threadId !== undefined) claim(threadId, run.id);
        else end(run.id, { kind: 'lost', reason: run.state.kind === 'submitting' ? 'submit' : 'restart' });
      }
    },

    stop({ id }) {
      const running = sessions.get(id);
      if (running) running.session.stop();
      else end(id, { kind: 'cancelled' });
    },

    // A stream tells by itself; there is nobody to ask.
    check: () => {},
    power: () => {},
    sourceChanged: () => {},

    async answer(run, answers) {
      const memory = parseMemory(run.memory);
      if (run.state.kind !== 'waiting' || sessions.has(run.id) || memory === null) return notAsked();
      const read = readAnswers(memory.asked, answers, clock.now());
      if (!read.ok) return read;
      return resume(run, memory.asked, read.value);
    },

    async close() {
      closing = true;
      const open = [...sessions.values()];
      for (const { session } of open) session.leave();
      await Promise.all(open.map(({ done }) => done));
    },
  };
}

function notAsked(): Result<never> {
  return fail(appError('validation', 'the run asks nothing', { reason: 'notAsked' }));
}
