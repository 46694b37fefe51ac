import { appError, fail } from '../errors.ts';
import type { RunBook, RunDriver } from './driver.ts';
import type { Run } from './run.ts';

const ABSENT = appError('unknown', 'this program cannot run agents of this kind', { reason: 'absent' });

/** Stands where a kind has no driver: nothing is sent, and every run says so. */
export function createAbsentDriver(book: RunBook): RunDriver {
  const refuse = ({ id }: Run) =>
    book.record(id, [{ kind: 'ended', end: { kind: 'failed', message: '', code: null, error: ABSENT } }]);
  return {
    submit: refuse,
    recover: (runs) => {
      for (const run of runs) refuse(run);
    },
    stop: ({ id }) => book.record(id, [{ kind: 'ended', end: { kind: 'cancelled' } }]),
    check: () => {},
    answer: async () => fail(ABSENT),
    power: () => {},
    sourceChanged: () => {},
    close: async () => {},
  };
}
