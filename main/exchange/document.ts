import { z } from 'zod';

/**
 * A conversation as this program writes it into a JSON file; docs/kept-here.md describes it. Readers pass over fields they
 * do not know; what a reader must understand raises `VERSION`.
 */
export const FORMAT = 'halext-conversation';
export const VERSION = 1;

const time = z.string().max(40);

export const messageSchema = z.object({
  id: z.string().max(100),
  /** Id of the message before it. */
  parent: z.string().max(100).nullable(),
  /** On the path that is shown. */
  shown: z.boolean(),
  author: z.enum(['me', 'ai', 'other']),
  /** Of another person. */
  name: z.string().nullable(),
  at: time,
  text: z.string(),
  /** `partial`: an answer that broke off, or was still coming. `unsent`: a question that had not left. */
  state: z.enum(['complete', 'partial', 'unsent']),
  /** Of an answer. */
  source: z.string().nullable(),
  model: z.string().nullable(),
  reasoning: z.string(),
});

export const documentSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  exportedAt: time,
  conversation: z.object({
    /** The same in every export of the conversation. */
    id: z.string().max(200),
    title: z.string(),
    keptBy: z.enum(['computer', 'server']),
    /** The server holds messages that were never here. */
    gap: z.boolean(),
    people: z.array(z.object({ name: z.string(), me: z.boolean() })),
    messages: z.array(messageSchema),
  }),
});

export type ConversationDocument = z.infer<typeof documentSchema>;
export type DocumentMessage = z.infer<typeof messageSchema>;
