import type { Account } from '../../preload/contract.ts';
import type { Clock, Random } from '../clock.ts';
import { appError } from '../errors.ts';
import type { HalextApi } from '../halext/api.ts';
import { type AnswerTiming, type AnswerWatch, createAnswerWatch } from './answers.ts';
import { type Creations, createCreations } from './creations.ts';
import { createLane, type Lane } from './lane.ts';
import type { LookTiming } from './looks.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import type { Store } from './procedures.ts';
import type { Publisher } from './publish.ts';
import { createPull, type Pull } from './pull.ts';
import type { Attention, SyncTiming } from './schedule.ts';
import type { Arrival } from './sql/arrive.ts';
import type { QuestionStep } from './steps.ts';
import { createSync, type Link, type Sync } from './sync.ts';

export interface Timing {
  sync: SyncTiming;
  outbox: LookTiming;
  answers: AnswerTiming;
}

export interface RunningDeps {
  account: Account;
  api: HalextApi;
  store: Store;
  clock: Clock;
  random: Random;
  timing: Timing;
  metered: () => boolean;
  publish: Publisher;
  onStep: (step: QuestionStep) => void;
  onArrivals: (conversationId: number, arrivals: readonly Arrival[]) => void;
  onFault: (cause: unknown) => void;
}

/** The engines of one account at work. */
export interface Running {
  account: Account;
  api: HalextApi;
  lane: Lane;
  pull: Pull;
  sync: Sync;
  outbox: Outbox;
  answers: AnswerWatch;
  creations: Creations;
  /** Settles what a crash left open and begins; resolves when the engines are at work. */
  start(attention: Attention): Promise<void>;
  stop(): void;
}

/** Wires the engines of one account together: each tells the others what concerns them. */
export function createRunning(deps: RunningDeps): Running {
  const { account, api, store, clock, publish } = deps;
  const accountId = account.id;
  const lane = createLane();
  let stopped = false;
  const shared = { accountId, api, store, lane, clock, publish, onFault: deps.onFault };

  const pull = createPull({
    ...shared,
    onArrivals: deps.onArrivals,
    onChanged: () => outbox.wake(),
    isStopped: () => stopped,
  });

  const sync: Sync = createSync({
    ...shared,
    pull,
    random: deps.random,
    timing: deps.timing.sync,
    metered: deps.metered,
    onState: publish.sync,
    onLink,
    onListed(askedAt) {
      creations.listed(askedAt);
      outbox.wake();
    },
  });

  const shell = {
    ...shared,
    pull,
    link: () => sync.link(),
    onLost: sync.lost,
    onSessionRefused: sync.doubtSession,
  };

  const answers = createAnswerWatch({ ...shell, timing: deps.timing.answers });

  const outbox: Outbox = createOutbox({
    ...shell,
    timing: deps.timing.outbox,
    onStale: () => sync.nudge('user'),
    onAwaited: () => answers.wake(),
    onStep: deps.onStep,
    onArrivals: deps.onArrivals,
  });

  const creations: Creations = createCreations({
    ...shell,
    grace: deps.timing.outbox.grace,
    onUnknown: () => sync.nudge('user'),
    onSettled: () => outbox.wake(),
  });

  function onLink(link: Link): void {
    tellWaiting().catch(deps.onFault);
    if (link !== 'up') return;
    creations.run().catch(deps.onFault);
    outbox.wake();
    answers.wake();
  }

  /** Why a message has not left depends on the link: the windows hear it anew. */
  async function tellWaiting(): Promise<void> {
    const waiting = await store.call('outbox.waiting', { accountId });
    for (const { id, conversationId } of waiting) publish.messages(conversationId, [id]);
  }

  return {
    account,
    api,
    lane,
    pull,
    sync,
    outbox,
    answers,
    creations,
    async start(attention) {
      const error = appError('unknown', 'the program ended while the message was being sent', { reason: 'restarted' });
      await store.call('outbox.recover', { accountId, error, now: clock.now() });
      await creations.recover();
      sync.start(attention);
    },
    stop() {
      stopped = true;
      outbox.stop();
      answers.stop();
      creations.stop();
      sync.stop();
    },
  };
}
