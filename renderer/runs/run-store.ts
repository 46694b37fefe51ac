import { create } from 'zustand';
import type { AppError, RunDetail, Topics } from '../../preload/contract.ts';
import { Recent } from '../app/recent.ts';
import { call, on } from '../ui/bridge.ts';
import { applyRunEvent } from './run-state.ts';

export type OpenRun =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading'; readonly id: number }
  | { readonly kind: 'failed'; readonly id: number; readonly error: AppError }
  | { readonly kind: 'open'; readonly detail: RunDetail };

export const useRun = create<{ readonly open: OpenRun }>(() => ({ open: { kind: 'none' } }));

/** Changes are drawn at most this often: a person reads no faster, and the window stays free for keys. Milliseconds. */
const DRAW_EVERY = 50;

/** Grows with every opening: a reply to an earlier one is thrown away. */
let opening = 0;
/** What has changed since the run was last asked for. */
let recent = new Recent<Topics['run']>();
/** What has arrived and is not drawn yet, in order. */
let waiting: Topics['run'][] = [];
let timer: ReturnType<typeof setTimeout> | null = null;

/** Opens a run, and tells main that its changes are wanted. One that is open already is asked for again. */
export async function openRun(id: number): Promise<void> {
  const { open } = useRun.getState();
  if (idOf(open) !== id) {
    closeRun();
    useRun.setState({ open: { kind: 'loading', id } });
  }
  await ask(id);
}

async function ask(id: number): Promise<void> {
  const own = ++opening;
  recent = new Recent();
  waiting = [];
  const result = await call('runs.open', { id });
  if (own !== opening) return;
  useRun.setState({
    open: result.ok
      ? { kind: 'open', detail: recent.replay(result.value, applyRunEvent) }
      : { kind: 'failed', id, error: result.error },
  });
}

/** Shows no run; main need not tell the changes any more. */
export function closeRun(): void {
  leaveRun();
  useRun.setState({ open: { kind: 'none' } });
}

/** What is shown stays as it is, but nobody looks: main need not tell the changes any more. */
export function leaveRun(): void {
  const id = idOf(useRun.getState().open);
  opening++;
  waiting = [];
  if (id !== null) void call('runs.close', { id });
}

/** Follows the topic until the returned function is called. */
export function followRun(): () => void {
  const stop = on('run', (event) => {
    recent.add(event);
    const { open } = useRun.getState();
    if (open.kind !== 'open' || event.id !== open.detail.run.id) return;
    waiting.push(event);
    timer ??= setTimeout(draw, DRAW_EVERY);
  });
  return () => {
    stop();
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
}

function draw(): void {
  timer = null;
  const { open } = useRun.getState();
  const events = waiting;
  waiting = [];
  if (open.kind !== 'open') return;
  let detail: RunDetail = open.detail;
  for (const event of events) {
    const next = applyRunEvent(detail, event);
    if (next === 'gap') {
      void ask(detail.run.id);
      break;
    }
    detail = next;
  }
  if (detail !== open.detail) useRun.setState({ open: { kind: 'open', detail } });
}

/** The run that is open, being opened, or could not be opened. */
export function idOf(open: OpenRun): number | null {
  switch (open.kind) {
    case 'none':
      return null;
    case 'loading':
    case 'failed':
      return open.id;
    case 'open':
      return open.detail.run.id;
  }
}
