import type { DatabaseSync } from 'node:sqlite';
import { one, run, transaction } from '../../database/statements.ts';
import type { RemoteMessage } from '../../halext/api.ts';
import { adoptAnswered, findOwn } from './adopt.ts';
import { type Arrival, type Arriving, arrive, beginArriving, endArriving, isKnown, isOwn } from './arrive.ts';

/** Messages written in one step. */
const STEP = 50;

/** The server returns this many messages of a conversation, the oldest, and no more (Q2). */
export const SERVER_LIMIT = 200;

/** No server thinks longer than this, in milliseconds (contract 3.1): an older question gets no answer any more. */
const LONGEST_ANSWER = 180_000;

export interface MergeArgs {
  conversationId: number;
  /** What `GET messages` answered. */
  messages: RemoteMessage[];
  /** The conversation's `last_message`, the only view of what lies beyond the oldest 200; `null` when not asked for. */
  last: RemoteMessage | null;
  /** The server holds more than it returned, or may. */
  full: boolean;
  /** The last id the list named when this was fetched: from now on that much is stored. `null`: not fetched for a list. */
  listedLastId: number | null;
  /** The account's first synchronisation: its history counts as read and is no news. */
  first: boolean;
  now: number;
}

export interface Merged {
  /** Messages added or changed. */
  changed: number[];
  arrivals: Arrival[];
}

/**
 * Adds what the server has and we do not, by id, in steps. Nothing stored is overwritten or removed. A text of ours
 * whose sending has an unknown outcome is recognised and takes the server's id instead of appearing twice (Q4).
 */
export function* mergeMessages(db: DatabaseSync, args: MergeArgs): Generator<null, Merged, void> {
  const merged: Merged = { changed: [], arrivals: [] };
  const fetched = args.messages.toSorted((a, b) => a.id - b.id);
  for (let from = 0; from < fetched.length; from += STEP) {
    inStep(db, args, merged, (step) => arrive(step, fetched.slice(from, from + STEP)));
    yield null;
  }
  const beyond = args.last && !fetched.some((message) => message.id === args.last?.id) ? args.last : null;
  inStep(db, args, merged, (step) => {
    if (beyond) arriveBeyond(step, beyond, args.full);
    else if (!args.full) run(db, 'UPDATE conversation SET gap = 0 WHERE id = ?', args.conversationId);
    if (args.first) step.readUpTo = Math.max(step.readUpTo, beyond?.id ?? fetched.at(-1)?.id ?? 0);
    if (args.listedLastId === null) return;
    run(db, 'UPDATE conversation SET synced_last_id = ? WHERE id = ?', args.listedLastId, args.conversationId);
  });
  return args.first ? { ...merged, arrivals: [] } : merged;
}

function inStep(db: DatabaseSync, args: MergeArgs, merged: Merged, work: (step: Arriving) => void): void {
  transaction(db, () => {
    const step = beginArriving(db, args.conversationId, args.now);
    if (!step) return;
    work(step);
    endArriving(step);
    merged.changed.push(...step.changed);
    merged.arrivals.push(...step.arrivals);
  });
}

/**
 * The newest message of a conversation with more than the server returns. When it is new to us and nothing explains
 * it, there may be others before it that the server will never give: that is the gap.
 */
function arriveBeyond(step: Arriving, remote: RemoteMessage, full: boolean): void {
  if (isKnown(step, remote.id)) return;
  const explained = isOwn(step, remote)
    ? findOwn(step.unconfirmed, remote) !== null
    : remote.ai && (adoptHiddenQuestion(step, remote) || newestWaitsForAnswer(step));
  arrive(step, [remote]);
  if (full && !explained) run(step.db, 'UPDATE conversation SET gap = 1 WHERE id = ?', step.conversationId);
}

/**
 * Beyond the oldest 200 the server shows the last message only. With nobody else in the conversation, an answer newer
 * than our sending, with room for our question before it and no older question open, can only answer that question.
 */
function adoptHiddenQuestion(step: Arriving, answer: RemoteMessage): boolean {
  const question = step.unconfirmed[0];
  const alone = step.people.every((person) => person.id === step.userId);
  if (question?.state !== 'checking' || !alone || answer.id < question.before + 2) return false;
  const before = one<{ author: string; answer: string; created_at: number }>(
    step.db,
    'SELECT author, answer, created_at FROM message WHERE conversation_id = ? AND remote_id = ?',
    step.conversationId,
    question.before,
  );
  if (!before) return false;
  const overdue = answer.createdAt - before.created_at > LONGEST_ANSWER;
  const settled = before.author === 'ai' || before.answer === 'failed' || overdue;
  if (!settled) return false;
  adoptAnswered(step, question, answer);
  return true;
}

/** Whether the newest numbered message is a question of ours without its answer: then the next message is that answer. */
function newestWaitsForAnswer({ db, conversationId }: Arriving): boolean {
  const newest = one<{ answer: string }>(
    db,
    'SELECT answer FROM message WHERE conversation_id = ? AND remote_id IS NOT NULL ORDER BY sort_key DESC LIMIT 1',
    conversationId,
  );
  return newest?.answer === 'awaited' || newest?.answer === 'lost';
}
