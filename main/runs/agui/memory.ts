import type { Interrupt, Message } from '@ag-ui/core';
import { InterruptSchema, MessageSchema } from '@ag-ui/core/schemas';
import { z } from 'zod';

/** A question in the way of LangGraph bridges: `CUSTOM` named `on_interrupt`. */
export interface CustomAsk {
  readonly id: string;
  readonly value: unknown;
}

/** What the agent waits for. */
export interface Asked {
  readonly interrupts: readonly Interrupt[];
  readonly customs: readonly CustomAsk[];
  /** Calls of tools of this computer, by id. */
  readonly calls: readonly string[];
  /** Calls of tools that nobody has. They are answered together with the rest. */
  readonly strangers: readonly string[];
}

export const NOTHING_ASKED: Asked = { interrupts: [], customs: [], calls: [], strangers: [] };

/** What is kept of a thread: enough to answer it after a restart, or to go on with it in another run. */
export interface Memory {
  readonly threadId: string;
  readonly messages: readonly Message[];
  /** The message the run began with. */
  readonly questionId: string;
  readonly state: unknown;
  readonly inSync: boolean;
  readonly asked: Asked;
  /** Item ids of messages that a snapshot gave another id. */
  readonly aliases: Readonly<Record<string, string>>;
}

const strings = z.array(z.string());

const schema = z.object({
  threadId: z.string(),
  messages: z.array(MessageSchema),
  questionId: z.string(),
  state: z.unknown(),
  inSync: z.boolean(),
  asked: z.object({
    interrupts: z.array(InterruptSchema),
    customs: z.array(z.object({ id: z.string(), value: z.unknown() })),
    calls: strings,
    strangers: strings,
  }),
  aliases: z.record(z.string(), z.string()),
});

/** Reads what was kept; `null` when there is nothing, or nothing of use. */
export function parseMemory(kept: unknown): Memory | null {
  const parsed = schema.safeParse(kept);
  return parsed.success ? (parsed.data as Memory) : null;
}
