import type { Conversation, RunSummary, SessionState, SyncState, TopicName, Topics } from '../preload/contract.ts';
import type { Troubles } from './health/troubles.ts';
import { isFinal } from './runs/run.ts';
import type { TrayState } from './tray/model.ts';

/** What the tray and the notifications know, kept up from what the windows are told. */
export interface Overview {
  /** Takes note of an event on its way to the windows. */
  observe<T extends TopicName>(topic: T, event: Topics[T]): void;
  /** Another account is shown: these are its conversations. */
  reset(conversations: readonly Conversation[]): void;
  state(): TrayState;
}

export interface OverviewDeps {
  changed(): void;
  /** A message of this conversation now waits for the person to decide. */
  onDecision(conversation: Conversation): void;
  /** Questions being sent or waiting for their answer. */
  asking(): number;
  /** The runs under way, and others that ended a while ago. */
  runs(): readonly RunSummary[];
  /** What is broken of the services in use. */
  troubles(): Troubles;
}

export function createOverview({ changed, onDecision, asking, runs, troubles }: OverviewDeps): Overview {
  const conversations = new Map<number, Conversation>();
  let session: SessionState = { kind: 'starting' };
  let sync: SyncState = { kind: 'idle', lastAt: null };

  function take(upserts: readonly Conversation[], removed: readonly number[]): void {
    for (const id of removed) conversations.delete(id);
    for (const conversation of upserts) {
      const before = conversations.get(conversation.id)?.deciding ?? 0;
      conversations.set(conversation.id, conversation);
      if (conversation.deciding > before) onDecision(conversation);
    }
  }

  return {
    observe(topic, event) {
      switch (topic) {
        case 'session':
          session = (event as Topics['session']).session;
          break;
        case 'sync':
          sync = event as SyncState;
          break;
        case 'conversations': {
          const { upserts, removed } = event as Topics['conversations'];
          take(upserts, removed);
          break;
        }
        case 'runs':
        case 'health':
          // Who keeps them is asked for them when they are drawn.
          break;
        default:
          return;
      }
      changed();
    },
    reset(list) {
      conversations.clear();
      for (const conversation of list) conversations.set(conversation.id, conversation);
      changed();
    },
    state: () => ({
      session,
      sync,
      conversations: [...conversations.values()],
      asking: asking(),
      runs: runs().filter((run) => !isFinal(run.state)),
      troubles: troubles(),
    }),
  };
}
