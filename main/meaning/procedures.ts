import * as queue from './sql/queue.ts';

/** What search by meaning asks of the database of the conversations, by name; the vectors have a file of their own. */
export const meaningProcedures = {
  'meaning.follow': queue.follow,
  'meaning.unfollow': queue.unfollow,
  'meaning.take': queue.take,
  'meaning.done': queue.done,
  'meaning.progress': queue.progress,
  'meaning.measure': queue.measure,
} as const;
