import type { Conversation, Topics } from '../../preload/contract.ts';

export interface ListState {
  readonly conversations: ReadonlyMap<number, Conversation>;
  readonly revision: number;
}

/** The list from a full reply. */
export function listFrom(reply: { conversations: readonly Conversation[]; revision: number }): ListState {
  return { conversations: new Map(reply.conversations.map((each) => [each.id, each])), revision: reply.revision };
}

/**
 * Applies one change. A change older than the state is already in it; one that does not follow it means something was
 * missed: the answer is `'gap'`, and the whole list must be asked for.
 */
export function applyListChange(state: ListState, change: Topics['conversations']): ListState | 'gap' {
  if (change.revision <= state.revision) return state;
  if (change.revision !== state.revision + 1) return 'gap';
  const conversations = new Map(state.conversations);
  for (const each of change.upserts) conversations.set(each.id, each);
  for (const id of change.removed) conversations.delete(id);
  return { conversations, revision: change.revision };
}

export type ListRow =
  | { readonly kind: 'label'; readonly key: string; readonly group: ListGroup }
  | { readonly kind: 'conversation'; readonly key: string; readonly conversation: Conversation };

export type ListGroup = 'today' | 'week' | 'earlier';

/** The rows to draw: newest first, under the headings Today, This week (the six days before) and Earlier. */
export function rowsOf(conversations: Iterable<Conversation>, now: number, showHidden: boolean): ListRow[] {
  const today = new Date(now).setHours(0, 0, 0, 0);
  const week = new Date(today);
  week.setDate(week.getDate() - 6);
  const sorted = [...conversations].filter((each) => showHidden || !each.hidden).sort(byNewest);
  const rows: ListRow[] = [];
  let group: ListGroup | null = null;
  for (const conversation of sorted) {
    const own = conversation.lastAt >= today ? 'today' : conversation.lastAt >= week.getTime() ? 'week' : 'earlier';
    if (own !== group) rows.push({ kind: 'label', key: own, group: own });
    group = own;
    rows.push({ kind: 'conversation', key: String(conversation.id), conversation });
  }
  return rows;
}

function byNewest(a: Conversation, b: Conversation): number {
  return b.lastAt - a.lastAt || b.id - a.id;
}

export type Mark = 'decide' | 'unread' | 'draft' | 'gone' | null;

/** The one mark of a row: what needs the person most. */
export function markOf(conversation: Conversation): Mark {
  if (conversation.deciding > 0) return 'decide';
  if (conversation.unread > 0) return 'unread';
  if (conversation.draft !== null) return 'draft';
  return conversation.presence === 'gone' ? 'gone' : null;
}
