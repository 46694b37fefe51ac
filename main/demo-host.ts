import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Source } from '../preload/contract.ts';
import type { Clock, Random } from './clock.ts';
import type { DemoWorkspace } from './demo/index.ts';
import type { DemoSources } from './demo/sources.ts';
import type { DemoState } from './demo/state.ts';
import type { Translate } from './i18n.ts';
import { Secret } from './secret.ts';

/** Where to sign in to the running demo workspace, and what it offers to ask and to give tasks to. */
export interface DemoAddress {
  readonly server: string;
  readonly username: string;
  readonly password: string;
  readonly sources: readonly Source[];
  /** Keys of `sources`, by id. */
  readonly keys: ReadonlyMap<string, Secret>;
}

interface Running {
  readonly workspace: DemoWorkspace;
  readonly offered: DemoSources;
}

/** How long after the last change the data is written. */
const KEEP_MS = 500;

export interface DemoHost {
  /** Starts it unless it runs. */
  start(): Promise<DemoAddress>;
  /** Ends it and keeps what was said in it for the next time. */
  stop(): Promise<void>;
}

/**
 * Runs the embedded demo workspace when asked to, and only then: its code is not even loaded before. What was said in it
 * and what its gateway and agents work at is kept in `file`; its password, its signing key and the keys of its
 * servers are made anew with each start and kept nowhere. Its sources have the names of the language it starts in.
 */
export function createDemoHost(file: string, clock: Clock, random: Random, translate: () => Translate): DemoHost {
  let running: Promise<Running> | null = null;

  let planned = () => {};
  function keepSoon(state: DemoState): void {
    planned();
    planned = clock.after(KEEP_MS, () => void keep(file, state));
  }

  async function launch(): Promise<Running> {
    const [{ startDemoWorkspace }, { newState }, { demoSources }] = await Promise.all([
      import('./demo/index.ts'),
      import('./demo/seed/index.ts'),
      import('./demo/sources.ts'),
    ]);
    const fresh = newState('believable', clock.now(), random);
    const kept = await readKept(file);
    const state = kept ? { ...fresh, ...kept } : fresh;
    // At once, so that a killed program does not come back to conversations of the same names but other times.
    if (!kept) await keep(file, state);
    const changed = () => keepSoon(state);
    const workspace = await startDemoWorkspace({ clock, random, seed: 'believable', state, changed });
    return { workspace, offered: demoSources(workspace, translate()) };
  }

  return {
    async start() {
      running ??= launch();
      try {
        const { workspace, offered } = await running;
        const keys = new Map([...offered.keys].map(([id, key]) => [id, new Secret(key)]));
        return { server: workspace.apiBase, ...workspace.credentials, sources: offered.sources, keys };
      } catch (cause) {
        running = null;
        throw cause;
      }
    },
    async stop() {
      const launched = await running?.catch(() => null);
      running = null;
      planned();
      if (!launched) return;
      await keep(file, launched.workspace.state);
      await launched.workspace.stop();
    },
  };
}

const id = z.int().positive();
const keptSchema = z.object({
  conversations: z.array(
    z.object({
      id,
      title: z.string(),
      mode: z.string(),
      withAi: z.boolean(),
      defaultModelId: z.string().nullable(),
      ownerId: id,
      participantIds: z.array(id),
      hiveMindGoal: z.string().nullable(),
      createdAt: z.number(),
      updatedAt: z.number(),
    }),
  ),
  messages: z.array(
    z.object({
      id,
      conversationId: id,
      authorId: id.nullable(),
      modelUsed: z.string().nullable(),
      content: z.string(),
      createdAt: z.number(),
    }),
  ),
  defaultModelId: z.string(),
  provisionedUserIds: z.array(id),
  // Files of earlier versions hold no tasks and no threads.
  tasks: z
    .array(
      z.object({
        id: z.string(),
        endsAt: z.number(),
        ending: z.discriminatedUnion('status', [
          z.object({ status: z.literal('completed'), result: z.string().nullable() }),
          z.object({ status: z.literal('failed'), error: z.string() }),
          z.object({ status: z.literal('unknown'), state: z.literal('REVOKED') }),
        ]),
      }),
    )
    .default([]),
  threads: z
    .array(
      z.object({
        agent: z.string(),
        threadId: z.string(),
        asked: z.array(z.string()),
        draft: z
          .object({
            interruptId: z.string(),
            toolCallId: z.string(),
            expiresAt: z.number(),
            language: z.enum(['fr', 'en']),
            recipients: z.array(z.string()),
            subject: z.string(),
            text: z.string(),
          })
          .nullable(),
      }),
    )
    .default([]),
});

type Kept = z.infer<typeof keptSchema> & Pick<DemoState, 'conversations' | 'messages' | 'tasks' | 'threads'>;

async function readKept(file: string): Promise<Kept | null> {
  try {
    return keptSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null; // not there yet, or not ours any more: the seed is as good
  }
}

async function keep(file: string, state: DemoState): Promise<void> {
  try {
    const whole = `${file}.new`;
    await writeFile(whole, JSON.stringify(keptSchema.parse(state)));
    await rename(whole, file);
  } catch {
    // Invented conversations are not worth an error at quitting.
  }
}
