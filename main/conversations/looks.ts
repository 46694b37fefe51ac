import type { Clock } from '../clock.ts';
import { type AppError, appError } from '../errors.ts';
import type { Store } from './procedures.ts';
import type { Pull } from './pull.ts';
import type { OutboxHead } from './sql/outbox.ts';
import type { Link } from './sync.ts';

/** All in milliseconds. */
export interface LookTiming {
  /** How long a message of unknown outcome is looked for before the person is asked. */
  grace: number;
  /** The pauses between two looks; the last one repeats. */
  looks: readonly number[];
}

export const defaultLookTiming: LookTiming = {
  grace: 120_000,
  looks: [0, 2_000, 4_000, 8_000, 15_000, 30_000],
};

export interface LookDeps {
  accountId: number;
  store: Store;
  pull: Pull;
  clock: Clock;
  timing: LookTiming;
  link: () => Link;
  /** Leaves the message to the person. */
  decide: (head: OutboxHead, error: AppError) => Promise<true>;
  tell: (head: OutboxHead) => void;
  hindered: (error: AppError) => void;
  /** A look has ended: the outbox goes on. */
  wake: () => void;
  onAwaited: () => void;
  onFault: (cause: unknown) => void;
}

/** Looks for messages whose sending has an unknown outcome. */
export interface Looks {
  /** Plans the next look for this message, unless one is planned. */
  plan(head: OutboxHead): void;
  stop(): void;
}

interface Look {
  done: number;
  cancel: (() => void) | null;
}

export function createLooks(deps: LookDeps): Looks {
  const { accountId, store, pull, clock, timing } = deps;
  const looks = new Map<string, Look>();
  let stopped = false;

  /**
   * Storing what the server has recognises the message if it is there. It is given up only after a look that began when
   * the grace period was over: a server that could not be asked proves nothing.
   */
  async function lookFor(head: OutboxHead, look: Look): Promise<void> {
    if (stopped || deps.link() !== 'up') return;
    const begun = clock.now();
    const looked = await pull(head.conversationId);
    if (stopped) return;
    look.done += 1;
    const gone = !looked.ok && looked.error.kind === 'notFound';
    if (!looked.ok && !gone) return deps.hindered(looked.error);
    if (await isMissing(head)) {
      if (!gone && begun - head.since < timing.grace) return;
      const error = looked.ok ? head.error : looked.error;
      await deps.decide(head, error ?? appError('unknown', 'the message was not found on the server'));
    } else {
      deps.onAwaited();
    }
    looks.delete(head.clientId);
    deps.tell(head);
  }

  async function isMissing(head: OutboxHead): Promise<boolean> {
    const heads = await store.call('outbox.heads', { accountId });
    return heads.some((other) => other.clientId === head.clientId && other.state === 'checking');
  }

  return {
    plan(head) {
      const look = looks.get(head.clientId) ?? { done: 0, cancel: null };
      if (look.cancel) return;
      const pause = timing.looks[Math.min(look.done, timing.looks.length - 1)] ?? 0;
      look.cancel = clock.after(pause, () => {
        lookFor(head, look)
          .catch(deps.onFault)
          .finally(() => {
            look.cancel = null;
            deps.wake();
          });
      });
      looks.set(head.clientId, look);
    },
    stop() {
      stopped = true;
      for (const look of looks.values()) look.cancel?.();
    },
  };
}
