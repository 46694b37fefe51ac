import { pendingIndex } from './indexer.ts';
import { searchMessages } from './query.ts';
import { conversationsInScope } from './rows.ts';

/** What can be asked about the text of messages; it only reads. */
export const searchProcedures = {
  'search.query': searchMessages,
  'search.pending': pendingIndex,
  'search.conversations': conversationsInScope,
} as const;
