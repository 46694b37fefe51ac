/** Runs one piece of work at a time, in the order asked. */
export type Lane = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * The requests of one account about conversations go one after the other: the server loads everything for its list (Q8),
 * and an answer must be stored before the next question is asked. Posting a message, which may take minutes, stays out.
 */
export function createLane(): Lane {
  let tail: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = tail.then(work);
    tail = done.catch(() => undefined);
    return done;
  };
}
