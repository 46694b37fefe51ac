import type { Clock } from '../clock.ts';
import type { Store } from './procedures.ts';
import type { Publisher } from './publish.ts';
import type { Pull } from './pull.ts';
import type { Link } from './sync.ts';

/** All in milliseconds. */
export interface AnswerTiming {
  /** How long an answer that did not come with its question is looked for. */
  patience: number;
  /** The pauses between two looks; the last one repeats. */
  looks: readonly number[];
}

export const defaultAnswerTiming: AnswerTiming = { patience: 180_000, looks: [2_000, 4_000, 8_000, 15_000, 30_000] };

export interface AnswerWatch {
  /** A question may have been stored without its answer: look for answers, beginning with short pauses. */
  wake(): void;
  stop(): void;
}

export interface AnswerDeps {
  accountId: number;
  store: Store;
  pull: Pull;
  publish: Publisher;
  clock: Clock;
  timing: AnswerTiming;
  link: () => Link;
  onFault: (cause: unknown) => void;
}

/**
 * The server goes on answering after we gave up waiting (contract 3.1). Looks for such answers for a while; storing the
 * messages attaches them. After that they are called lost, and still attached should a later synchronisation bring them.
 */
export function createAnswerWatch(deps: AnswerDeps): AnswerWatch {
  const { accountId, store, pull, publish, clock, timing } = deps;
  let looks = 0;
  let stopped = false;
  let looking = false;
  let cancel: (() => void) | null = null;

  function plan(): void {
    cancel?.();
    const pause = timing.looks[Math.min(looks, timing.looks.length - 1)] ?? 0;
    cancel = clock.after(pause, () => {
      cancel = null;
      looking = true;
      look()
        .then((more) => {
          looking = false;
          if (more && !stopped) plan();
        })
        .catch((cause) => {
          looking = false;
          deps.onFault(cause);
        });
    });
  }

  async function look(): Promise<boolean> {
    if (stopped || deps.link() !== 'up') return false;
    looks += 1;
    const begun = clock.now();
    const awaited = await store.call('answers.awaited', { accountId });
    for (const conversationId of new Set(awaited.map((question) => question.conversationId))) {
      const pulled = await pull(conversationId);
      if (stopped) return false;
      if (pulled.ok) await giveUp(conversationId, begun);
    }
    return (await store.call('answers.awaited', { accountId })).length > 0;
  }

  async function giveUp(conversationId: number, begun: number): Promise<void> {
    for (const question of await store.call('answers.awaited', { accountId })) {
      if (question.conversationId !== conversationId || begun - question.since < timing.patience) continue;
      await store.call('answers.lose', { messageId: question.messageId });
      publish.messages(conversationId, [question.messageId]);
    }
  }

  return {
    wake() {
      looks = 0;
      if (!stopped && !looking) plan();
    },
    stop() {
      stopped = true;
      cancel?.();
    },
  };
}
