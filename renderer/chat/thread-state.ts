import type { Message, MessagePage, Topics } from '../../preload/contract.ts';

/** A loaded stretch of one conversation, oldest first. */
export interface Stretch {
  readonly conversationId: number;
  readonly messages: readonly Message[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
  readonly revision: number;
}

/**
 * Applies one change of the `messages` topic to the stretch of its conversation. A message beyond an end that is not
 * loaded stays out: it comes with its page. `'gap'` means a change was missed and the stretch must be asked for again.
 */
export function applyMessages(stretch: Stretch, change: Topics['messages']): Stretch | 'gap' {
  if (change.conversationId !== stretch.conversationId || change.revision <= stretch.revision) return stretch;
  if (change.revision !== stretch.revision + 1) return 'gap';
  const gone = new Set(change.removed);
  const byId = new Map(stretch.messages.filter((each) => !gone.has(each.id)).map((each) => [each.id, each]));
  for (const each of change.upserts) {
    if (byId.has(each.id) || belongs(stretch, each)) byId.set(each.id, each);
  }
  return { ...stretch, messages: inOrder(byId.values()), revision: change.revision };
}

function belongs(stretch: Stretch, message: Message): boolean {
  const first = stretch.messages[0];
  const last = stretch.messages.at(-1);
  if (stretch.hasOlder && first && message.order < first.order) return false;
  return !(stretch.hasNewer && last && message.order > last.order);
}

/**
 * Puts a page of older or newer messages at its end of the stretch. The page may reflect a later revision than the
 * stretch; the lower one is kept, so that no change in between is skipped (applying one twice does no harm).
 */
export function joinPage(stretch: Stretch, page: MessagePage, end: 'older' | 'newer'): Stretch {
  const byId = new Map([...page.messages, ...stretch.messages].map((each) => [each.id, each]));
  return {
    ...stretch,
    messages: inOrder(byId.values()),
    hasOlder: end === 'older' ? page.hasOlder : stretch.hasOlder,
    hasNewer: end === 'newer' ? page.hasNewer : stretch.hasNewer,
  };
}

function inOrder(messages: Iterable<Message>): Message[] {
  return [...messages].sort((a, b) => a.order - b.order || a.id - b.id);
}

export type ThreadRow =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'message'; readonly key: string; readonly message: Message }
  /** The air under the last message, a row of its own so that "the end" includes it. */
  | { readonly kind: 'end'; readonly key: string };

/** The rows to draw: messages, a separator wherever the local day changes, and the end. */
export function threadRows(messages: readonly Message[]): ThreadRow[] {
  const rows: ThreadRow[] = [];
  let day: number | null = null;
  for (const message of messages) {
    const own = new Date(message.createdAt).setHours(0, 0, 0, 0);
    if (own !== day) rows.push({ kind: 'day', key: `day-${own}-${message.id}`, at: own });
    day = own;
    rows.push({ kind: 'message', key: String(message.id), message });
  }
  rows.push({ kind: 'end', key: 'end' });
  return rows;
}

/** Highest place the server has numbered: what "read up to here" means. `0` when there is none. */
export function readMark(messages: readonly Message[]): number {
  return messages.reduce((highest, each) => (each.remoteId === null ? highest : Math.max(highest, each.order)), 0);
}

/** The question of ours an answer came to: the last of our messages before it. */
export function questionBefore(messages: readonly Message[], answer: Message): Message | null {
  return messages.findLast((each) => each.author === 'me' && each.order < answer.order) ?? null;
}

/** The last of our messages that can be taken back into the composer. */
export function lastQueued(messages: readonly Message[]): Message | null {
  return messages.findLast((each) => each.state.kind === 'queued') ?? null;
}

/** The message whose answer is being waited for, if any. */
export function waitingFor(messages: readonly Message[]): Message | null {
  return messages.findLast((each) => each.state.kind === 'waiting') ?? null;
}
