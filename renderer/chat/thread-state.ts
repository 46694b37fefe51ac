import type { Message, MessagePage, Topics } from '../../preload/contract.ts';

/** A loaded stretch of one conversation, oldest first. */
export interface Stretch {
  readonly conversationId: number;
  readonly messages: readonly Message[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
  readonly revision: number;
  /** Messages that came with a later page, and its revision: text that is streamed must not be put to them twice. */
  readonly ahead?: ReadonlyMap<number, number>;
}

/**
 * Applies one change of the `messages` topic to the stretch of its conversation. A message beyond an end that is not
 * loaded stays out: it comes with its page. `'gap'` means a change was missed and the stretch must be asked for again.
 */
export function applyMessages(stretch: Stretch, change: Topics['messages']): Stretch | 'gap' {
  const { conversationId, revision, upserts, removed, appended = [] } = change;
  if (conversationId !== stretch.conversationId || revision <= stretch.revision) return stretch;
  if (revision !== stretch.revision + 1) return 'gap';
  const isNews = ({ id }: { id: number }) => (stretch.ahead?.get(id) ?? 0) < revision;
  const messages =
    upserts.length + removed.length === 0
      ? stretch.messages
      : withUpserts(stretch, upserts.filter(isNews), new Set(removed));
  return { ...stretch, messages: withText(messages, appended.filter(isNews)), revision };
}

function withUpserts(stretch: Stretch, upserts: readonly Message[], gone: ReadonlySet<number>): readonly Message[] {
  const byId = new Map(stretch.messages.filter((each) => !gone.has(each.id)).map((each) => [each.id, each]));
  for (const each of upserts) {
    if (!isShown(each)) byId.delete(each.id);
    else if (byId.has(each.id) || belongs(stretch, each)) byId.set(each.id, each);
  }
  return inOrder(byId.values());
}

/** Whether it lies on the branch that is displayed; all that the Halext server keeps does. */
export function isShown(message: Message): boolean {
  return message.local?.shown !== false;
}

type Appended = NonNullable<Topics['messages']['appended']>;

/** Puts streamed text to the ends of its messages. The others stay the same objects and are not drawn again. */
function withText(messages: readonly Message[], appended: Appended): readonly Message[] {
  if (appended.length === 0) return messages;
  return messages.map((message) => {
    const own = appended.filter((each) => each.id === message.id);
    if (own.length === 0) return message;
    const content = message.content + own.map((each) => each.text).join('');
    const { local } = message;
    if (!local?.answer) return { ...message, content };
    const reasoning = local.answer.reasoning + own.map((each) => each.reasoning).join('');
    return { ...message, content, local: { ...local, answer: { ...local.answer, reasoning } } };
  });
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
  const known = new Set(stretch.messages.map((each) => each.id));
  const added = page.messages.filter((each) => !known.has(each.id) && isShown(each));
  const byId = new Map([...added, ...stretch.messages].map((each) => [each.id, each]));
  const ahead =
    page.revision > stretch.revision
      ? new Map([...(stretch.ahead ?? []), ...added.map(({ id }) => [id, page.revision] as const)])
      : stretch.ahead;
  return {
    ...stretch,
    ...(ahead ? { ahead } : {}),
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

/** Highest place that is settled, by the server or here: what "read up to here" means. `0` when there is none. */
export function readMark(messages: readonly Message[]): number {
  const settled = messages.filter((each) => each.remoteId !== null || each.local !== null);
  return settled.reduce((highest, each) => Math.max(highest, each.order), 0);
}

/** The question of ours an answer came to: its parent, or, on the server, the last of our messages before it. */
export function questionBefore(messages: readonly Message[], answer: Message): Message | null {
  const { local } = answer;
  if (local) return messages.find((each) => each.id === local.parentId) ?? null;
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

/** The answer that is being made now, if any: the last that has not ended. */
export function answeringNow(messages: readonly Message[]): Message | null {
  return messages.findLast((each) => isAnswering(each)) ?? null;
}

/** Whether more of this answer is on its way. One that waits for the person's word is not under way. */
export function isAnswering(message: Message): boolean {
  const kind = message.local?.answer?.state.kind;
  return kind === 'asking' || kind === 'streaming';
}

/** The answer that must end before the next question: one under way, or one that waits for the person's word. */
export function unsettledNow(messages: readonly Message[]): Message | null {
  return messages.findLast((each) => isAnswering(each) || each.local?.answer?.state.kind === 'crossing') ?? null;
}
