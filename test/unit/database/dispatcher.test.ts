import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { createDispatcher, type Pace } from '../../../main/database/dispatcher.ts';
import type { ProcedureMap } from '../../../main/database/procedure.ts';
import type { Result } from '../../../main/errors.ts';

/** A thread whose time passes only when the work says so. */
function createThread() {
  let time = 0;
  const waiting: (() => void)[] = [];
  const pace: Pace = { now: () => time, soon: (fn) => waiting.push(fn) };
  return {
    pace,
    pass: (ms: number) => {
      time += ms;
    },
    /** Runs one turn of the event loop; answers whether there was anything to do. */
    turn(): boolean {
      const turn = waiting.splice(0);
      for (const fn of turn) fn();
      return turn.length > 0;
    },
  };
}

function setUp() {
  const thread = createThread();
  const log: string[] = [];
  const procedures: ProcedureMap = {
    plain: (_db, name: string) => {
      log.push(name);
      return name;
    },
    long: function* (_db, { name, steps, ms }: { name: string; steps: number; ms: number }) {
      for (let step = 1; step <= steps; step += 1) {
        thread.pass(ms);
        log.push(`${name}${step}`);
        yield null;
      }
      return `${name} done`;
    },
    throws: () => {
      throw Object.assign(new Error('x'), { errcode: 13, errstr: 'database or disk is full' });
    },
    throwsLater: function* () {
      yield null;
      throw Object.assign(new Error('x'), { errcode: 10, errstr: 'disk I/O error' });
    },
  };
  const dispatcher = createDispatcher(new DatabaseSync(':memory:'), procedures, thread.pace);
  const answers: unknown[] = [];
  const answer = (result: Result<unknown>) => answers.push(result.ok ? result.value : result.error.reason);
  return { ...thread, log, dispatcher, answer, answers };
}

describe('the dispatcher', () => {
  it('answers plain calls at once, in their order', () => {
    const { dispatcher, answer, answers } = setUp();
    for (const name of ['a', 'b', 'c']) dispatcher.call('plain', name, answer);
    expect(answers).toEqual(['a', 'b', 'c']);
  });

  it('answers plain calls between the steps of a long one', () => {
    const { dispatcher, answer, answers, log, turn } = setUp();
    dispatcher.call('long', { name: 'x', steps: 3, ms: 6 }, answer);
    turn();
    dispatcher.call('plain', 'a', answer);
    while (turn());
    expect(log).toEqual(['x1', 'a', 'x2', 'x3']);
    expect(answers).toEqual(['a', 'x done']);
  });

  it('takes as many small steps at once as fit in eight milliseconds', () => {
    const { dispatcher, answer, log, turn } = setUp();
    dispatcher.call('long', { name: 'x', steps: 20, ms: 1 }, answer);
    turn();
    expect(log).toHaveLength(8);
  });

  it('runs long calls one after another, and its own work when none waits', () => {
    const { dispatcher, answer, answers, log, turn } = setUp();
    dispatcher.background(
      (function* () {
        log.push('idle');
        yield null;
        return 'idle done';
      })(),
      answer,
    );
    dispatcher.call('long', { name: 'x', steps: 2, ms: 9 }, answer);
    dispatcher.call('long', { name: 'y', steps: 1, ms: 9 }, answer);
    expect(dispatcher.busy()).toBe(true);
    while (turn());
    expect(log).toEqual(['x1', 'x2', 'y1', 'idle']);
    expect(answers).toEqual(['x done', 'y done', 'idle done']);
    expect(dispatcher.busy()).toBe(false);
  });

  it('answers what is thrown as an error, and goes on', () => {
    const { dispatcher, answer, answers, turn } = setUp();
    dispatcher.call('throws', null, answer);
    dispatcher.call('throwsLater', null, answer);
    dispatcher.call('missing', null, answer);
    dispatcher.call('toString', null, answer);
    dispatcher.call('plain', 'a', answer);
    while (turn());
    expect(answers).toEqual(['full', 'other', 'other', 'a', 'ioError']);
  });

  it('answers everything when it is closed', () => {
    const { dispatcher, answer, answers, turn } = setUp();
    dispatcher.call('long', { name: 'x', steps: 3, ms: 9 }, answer);
    turn();
    dispatcher.close();
    dispatcher.call('plain', 'a', answer);
    while (turn());
    expect(answers).toEqual(['closed', 'closed']);
  });
});
