import type { Clock } from '../clock.ts';
import { type AppError, appError } from '../errors.ts';
import type { HalextApi } from '../halext/api.ts';
import type { Lane } from './lane.ts';
import { classifyPostFailure } from './outcome.ts';
import type { Store } from './procedures.ts';
import type { Publisher } from './publish.ts';
import type { ConversationKey, Creation } from './sql/conversation-keys.ts';
import type { Link } from './sync.ts';

export interface CreationDeps {
  accountId: number;
  api: HalextApi;
  store: Store;
  lane: Lane;
  publish: Publisher;
  clock: Clock;
  /** How long a creation of unknown outcome is looked for in the list, in milliseconds. */
  grace: number;
  link: () => Link;
  onLost: (error: AppError) => void;
  onSessionRefused: () => void;
  /** Ask for the list soon: it shows whether a creation of unknown outcome was stored. */
  onUnknown: () => void;
  /** A conversation now exists on the server, or never will: its messages can go on. */
  onSettled: () => void;
  onFault: (cause: unknown) => void;
}

export interface Creations {
  /** Creates on the server what was made here. Resolves when nothing more can be done now. */
  run(): Promise<void>;
  /** The list has just been stored: what was asked for at `askedAt` and is not there by now was not created. */
  listed(askedAt: number): void;
  /** After a start: what was being created when the program ended has an unknown outcome. */
  recover(): Promise<void>;
  stop(): void;
}

/** Creates conversations on the server, with the same care as messages: posting twice would make two (Q4). */
export function createCreations(deps: CreationDeps): Creations {
  const { accountId, api, store, lane, publish, clock } = deps;
  let stopped = false;

  async function run(): Promise<void> {
    for (const { id } of await unconfirmed('queued')) {
      if (stopped || deps.link() !== 'up') return;
      await lane(() => create(id));
    }
  }

  async function unconfirmed(state: Creation['state']): Promise<(ConversationKey & { creation: Creation })[]> {
    const keys = await store.call('conversations.creations', { accountId });
    return keys.flatMap((key) => (key.creation?.state === state ? [{ ...key, creation: key.creation }] : []));
  }

  async function create(id: number): Promise<void> {
    const key = await store.call('conversations.key', { accountId, id });
    const creation = key?.creation;
    if (!key || creation?.state !== 'queued') return;
    await move(id, creation, 'sending', null);
    const created = await api.createConversation({
      title: key.title,
      withAi: key.withAi,
      defaultModelId: key.modelId,
      participantUsernames: creation.people,
    });
    if (stopped) return;
    if (!created.ok) return failed(id, creation, created.error);
    await store.call('conversations.confirmCreation', { accountId, id, conversation: created.value });
    publish.conversations([id]);
    deps.onSettled();
  }

  async function failed(id: number, creation: Creation, error: AppError): Promise<void> {
    const failure = classifyPostFailure(error);
    switch (failure) {
      case 'unsent':
        await move(id, creation, 'queued', null);
        return deps.onLost(error);
      case 'session':
        await move(id, creation, 'queued', null);
        return deps.onSessionRefused();
      case 'unknown':
        await move(id, creation, 'checking', error);
        return deps.onUnknown();
      case 'refused':
        await move(id, creation, 'refused', error);
        return deps.onSettled();
    }
  }

  async function move(id: number, creation: Creation, state: Creation['state'], error: AppError | null) {
    await store.call('conversations.setCreation', { id, creation: { ...creation, state, error, since: clock.now() } });
  }

  async function giveUp(askedAt: number): Promise<void> {
    for (const { id, creation } of await unconfirmed('checking')) {
      if (askedAt - creation.since < deps.grace) continue;
      await move(id, creation, 'refused', creation.error);
      publish.conversations([id]);
    }
    deps.onSettled();
  }

  return {
    run: () => run().catch(deps.onFault),
    listed(askedAt) {
      giveUp(askedAt).catch(deps.onFault);
    },
    async recover() {
      const error = appError('unknown', 'the program ended while the conversation was being created');
      for (const { id, creation } of await unconfirmed('sending')) await move(id, creation, 'checking', error);
    },
    stop() {
      stopped = true;
    },
  };
}
