import { pendingIndex } from './indexer.ts';
import { searchMessages } from './query.ts';

/** What can be asked about the text of messages; it only reads. */
export const searchProcedures = {
  'search.query': searchMessages,
  'search.pending': pendingIndex,
} as const;
