import type { Demo } from '../demo.ts';
import type { MailDraft, ThreadRow } from '../state.ts';

const THREADS_KEPT = 200;
const QUESTIONS_KEPT = 20;
const WORDS = 120;

/** What an agent remembers of a thread; of a new one nothing. */
export function threadOf(demo: Demo, agent: string, threadId: string): ThreadRow {
  const known = demo.store.state.threads.find((row) => row.agent === agent && row.threadId === threadId);
  return known ?? { agent, threadId, asked: [], draft: null };
}

/** Keeps what a run leaves behind: the question it answered, and the draft that waits for an answer. */
export function remember(demo: Demo, thread: ThreadRow, question: string, draft: MailDraft | null = null): void {
  keep(demo, { ...thread, asked: [...thread.asked, question.slice(0, WORDS)].slice(-QUESTIONS_KEPT), draft });
}

/** The draft of the thread is decided about. */
export function closeDraft(demo: Demo, thread: ThreadRow): void {
  keep(demo, { ...thread, draft: null });
}

function keep(demo: Demo, row: ThreadRow): void {
  const { state } = demo.store;
  const others = state.threads.filter((old) => old.agent !== row.agent || old.threadId !== row.threadId);
  state.threads = [...others, row].slice(-THREADS_KEPT);
  demo.changed();
}
