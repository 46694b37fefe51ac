import type { DatabaseSync } from 'node:sqlite';
import type { AnswerTarget, ForeignFormat, SkipReason } from '../../preload/contract.ts';
import { readPiece } from './read.ts';
import { messageIdsAfter, storeImported } from './sql/imported.ts';

export type BroughtIn =
  | { kind: 'stored'; format: ForeignFormat; id: number; messages: number }
  | { kind: 'known'; format: ForeignFormat }
  | { kind: 'skipped'; format: ForeignFormat | null; title: string; reason: SkipReason };

/**
 * Reads one conversation of a file and stores it, whole or not at all. In the thread of the database, because a long
 * conversation takes longer to parse than a window may wait; other calls are answered between the two steps.
 */
function* bringIn(
  db: DatabaseSync,
  { text, chain, now }: { text: string; chain: readonly AnswerTarget[]; now: number },
): Generator<null, BroughtIn, void> {
  const reading = readPiece(text, now);
  yield null;
  if (reading.kind === 'skipped') return reading;
  const { format, conversation } = reading;
  const stored = storeImported(db, { conversation, chain });
  if (stored.kind === 'known') return { kind: 'known', format };
  return { kind: 'stored', format, id: stored.id, messages: conversation.messages.length };
}

export const exchangeProcedures = {
  'exchange.bringIn': bringIn,
  'exchange.messageIds': messageIdsAfter,
} as const;
