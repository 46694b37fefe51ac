import { create } from 'zustand';
import type { AppError, MessagePage, Topics } from '../../preload/contract.ts';
import { Recent } from '../app/recent.ts';
import { call, on } from '../ui/bridge.ts';
import { noteArrivals } from './painted.ts';
import { applyMessages, isShown, joinPage, type Stretch } from './thread-state.ts';

export const PAGE_SIZE = 60;
/** The most main gives at once: what is asked for when a change was missed. */
const LARGEST_PAGE = 200;

export type Thread =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading'; readonly conversationId: number }
  | { readonly kind: 'failed'; readonly conversationId: number; readonly error: AppError }
  | {
      readonly kind: 'open';
      readonly stretch: Stretch;
      /** Where to stand at first: at a message (search hit), or at the end. A new opening is a new object. */
      readonly start: { readonly messageId: number | null };
    };

export const useThread = create<{ readonly thread: Thread }>(() => ({ thread: { kind: 'none' } }));

/** Grows with every opening: a reply to an earlier one is thrown away. */
let opening = 0;
/** What has changed since the last opening was asked for. */
let recent = new Recent<Topics['messages']>();

/** Opens a conversation at a message, or at its end. */
export async function openThread(conversationId: number, messageId: number | null): Promise<void> {
  const own = ++opening;
  recent = new Recent();
  const before = useThread.getState().thread;
  const same = before.kind === 'open' && before.stretch.conversationId === conversationId;
  if (!same) useThread.setState({ thread: { kind: 'loading', conversationId } });
  const result = await call('messages.open', { conversationId, around: messageId, limit: PAGE_SIZE });
  if (own !== opening) return;
  useThread.setState({
    thread: result.ok
      ? { kind: 'open', stretch: stretchOf(result.value), start: { messageId } }
      : { kind: 'failed', conversationId, error: result.error },
  });
}

export function closeThread(): void {
  opening++;
  useThread.setState({ thread: { kind: 'none' } });
}

/** Asks again for what is shown, after a change was missed. Where the person stands is kept. */
async function reload(stretch: Stretch): Promise<void> {
  const own = ++opening;
  recent = new Recent();
  const around = stretch.hasNewer ? (stretch.messages.at(-1)?.id ?? null) : null;
  const limit = Math.min(LARGEST_PAGE, Math.max(PAGE_SIZE, stretch.messages.length));
  const result = await call('messages.open', { conversationId: stretch.conversationId, around, limit });
  const thread = useThread.getState().thread;
  if (own !== opening || !result.ok || thread.kind !== 'open') return;
  useThread.setState({ thread: { ...thread, stretch: stretchOf(result.value) } });
}

const loading = new Set<'older' | 'newer'>();

/** Loads one more page at an end of what is shown; does nothing while one is under way or when there is none. */
export async function loadMore(end: 'older' | 'newer'): Promise<void> {
  const { thread } = useThread.getState();
  if (thread.kind !== 'open' || loading.has(end)) return;
  const { stretch } = thread;
  const edge = end === 'older' ? stretch.messages[0] : stretch.messages.at(-1);
  if (!edge || !(end === 'older' ? stretch.hasOlder : stretch.hasNewer)) return;
  const own = opening;
  const conversationId = stretch.conversationId;
  loading.add(end);
  const result =
    end === 'older'
      ? await call('messages.older', { conversationId, before: edge.order, limit: PAGE_SIZE })
      : await call('messages.newer', { conversationId, after: edge.order, limit: PAGE_SIZE });
  loading.delete(end);
  const now = useThread.getState().thread;
  if (own !== opening || !result.ok || now.kind !== 'open') return;
  useThread.setState({ thread: { ...now, stretch: joinPage(now.stretch, result.value, end) } });
}

/** Streamed text that is not drawn yet, in order. */
let waiting: Topics['messages'][] = [];
let frame: number | null = null;

/**
 * Follows the topic until the returned function is called. Streamed text is drawn once a frame: a source may send
 * hundreds of pieces a second.
 */
export function followMessages(): () => void {
  const stop = on('messages', (change) => {
    recent.add(change);
    const { thread } = useThread.getState();
    noteArrivals(change.upserts, thread.kind === 'open' ? thread.stretch.messages : []);
    if (thread.kind !== 'open') return;
    waiting.push(change);
    if (isTextOnly(change)) frame ??= requestAnimationFrame(draw);
    else draw();
  });
  return () => {
    stop();
    forget();
  };
}

function isTextOnly({ upserts, removed, appended = [] }: Topics['messages']): boolean {
  return appended.length > 0 && upserts.length + removed.length === 0;
}

function draw(): void {
  const { thread } = useThread.getState();
  const changes = forget();
  if (thread.kind !== 'open') return;
  let { stretch } = thread;
  for (const change of changes) {
    const next = applyMessages(stretch, change);
    if (next === 'gap') {
      void reload(stretch);
      break;
    }
    stretch = next;
  }
  if (stretch !== thread.stretch) useThread.setState({ thread: { ...thread, stretch } });
}

/** Nothing waits any more; answers what did. */
function forget(): readonly Topics['messages'][] {
  if (frame !== null) cancelAnimationFrame(frame);
  frame = null;
  const changes = waiting;
  waiting = [];
  return changes;
}

function stretchOf(page: MessagePage): Stretch {
  const { conversationId, hasOlder, hasNewer, revision } = page;
  const messages = page.messages.filter(isShown);
  return recent.replay({ conversationId, messages, hasOlder, hasNewer, revision }, applyMessages);
}
