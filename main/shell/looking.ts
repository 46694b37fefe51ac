import type { Navigation, Page } from '../../preload/contract.ts';

/** What a person can look at, and be told about. */
export interface Subject {
  readonly kind: 'conversation' | 'run';
  readonly id: number;
}

export interface Looking {
  /** This page of the window is in front now. */
  page(windowId: number, page: Page): void;
  /** The window now shows this, on the page where such things are. */
  opened(windowId: number, subject: Subject): void;
  /** The window shows it no more. */
  closed(windowId: number, subject: Subject): void;
  /** The page of comparisons of the window now shows this conversation's answers side by side. */
  compared(windowId: number, conversationId: number): void;
  /** The page that is in front in the window. */
  pageOf(windowId: number): Page;
  /** What is in front in the window; `null` when it is none of these. */
  front(windowId: number): Subject | null;
  /** The way back to what is in front in the window. */
  wayBack(windowId: number): Navigation;
}

interface View {
  readonly page: Page;
  readonly conversation: number | null;
  readonly run: number | null;
  readonly comparison: number | null;
}

const AT_FIRST: View = { page: 'chat', conversation: null, run: null, comparison: null };

/**
 * Remembers what each window shows. A page keeps what it shows while another lies over it, so both are needed to know
 * what a person sees.
 */
export function createLooking(): Looking {
  const views = new Map<number, View>();
  const viewOf = (windowId: number) => views.get(windowId) ?? AT_FIRST;

  return {
    page(windowId, page) {
      views.set(windowId, { ...viewOf(windowId), page });
    },
    opened(windowId, { kind, id }) {
      views.set(windowId, { ...viewOf(windowId), [kind]: id });
    },
    closed(windowId, { kind, id }) {
      const view = viewOf(windowId);
      if (view[kind] === id) views.set(windowId, { ...view, [kind]: null });
    },
    compared(windowId, comparison) {
      views.set(windowId, { ...viewOf(windowId), comparison });
    },
    pageOf: (windowId) => viewOf(windowId).page,
    front(windowId) {
      const { page, conversation, run, comparison } = viewOf(windowId);
      switch (page) {
        case 'chat':
          return conversation === null ? null : { kind: 'conversation', id: conversation };
        case 'runs':
          return run === null ? null : { kind: 'run', id: run };
        case 'compare':
          return comparison === null ? null : { kind: 'conversation', id: comparison };
        case 'health':
        case 'settings':
          return null;
      }
    },
    wayBack(windowId) {
      const { page, conversation, run, comparison } = viewOf(windowId);
      if (page === 'chat' && conversation !== null) {
        return { kind: 'conversation', conversationId: conversation, messageId: null };
      }
      if (page === 'runs' && run !== null) return { kind: 'run', runId: run };
      if (page === 'compare' && comparison !== null) return { kind: 'compare', prompt: '', conversationId: comparison };
      return { kind: 'page', page };
    },
  };
}
