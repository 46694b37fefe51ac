import type {
  Interrupt,
  MediaRef,
  RunContact,
  RunItem,
  RunKind,
  RunState,
  RunUsage,
  SharedState,
  Turn,
} from '../../preload/contract.ts';

/** One run, whole: what is stored, what the reducer works on, and what windows are shown parts of. */
export interface Run {
  readonly id: number;
  readonly kind: RunKind;
  readonly sourceId: string;
  /** As it was called when the run began. */
  readonly sourceName: string;
  readonly demo: boolean;
  readonly model: string | null;
  readonly title: string;
  readonly prompt: string;
  readonly earlier: readonly Turn[];
  readonly conversationId: number | null;
  readonly previousId: number | null;

  readonly state: RunState;
  readonly contact: RunContact;
  readonly startedAt: number;
  readonly lastNewsAt: number;
  readonly endedAt: number | null;
  readonly unseen: boolean;

  /** The gateway's task id, or the AG-UI thread id. As good as the result: never logged, never shown. */
  readonly remoteId: string | null;
  /** What the driver wants to find again after a restart, as JSON: e.g. the thread's messages as AG-UI knows them. */
  readonly memory: unknown;

  readonly items: readonly RunItem[];
  readonly interrupts: readonly Interrupt[];
  readonly sharedState: SharedState | null;
  readonly usage: readonly RunUsage[];
  readonly result: string | null;
  readonly media: readonly MediaRef[];
  readonly events: number;
  readonly faults: number;
}

const UNDER_WAY: ReadonlySet<RunState['kind']> = new Set(['submitting', 'running', 'silent', 'waiting']);

/** Whether nothing more can happen to the run. */
export function isFinal(state: RunState): boolean {
  return !UNDER_WAY.has(state.kind);
}
