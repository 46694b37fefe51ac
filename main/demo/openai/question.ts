import { z } from 'zod';

const content = z.union([
  z.string(),
  z
    .array(z.object({ type: z.literal('text'), text: z.string() }))
    .transform((parts) => parts.map(({ text }) => text).join('')),
]);

/** A request for an answer. Unknown fields are ignored, as most of these servers do. */
export const chatRequest = z.object({
  model: z.string().min(1),
  messages: z.array(z.object({ role: z.enum(['system', 'user', 'assistant', 'tool']), content })).min(1),
  stream: z.boolean().default(false),
  stream_options: z.object({ include_usage: z.boolean().default(false) }).nullish(),
  max_tokens: z.number().int().positive().nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  frequency_penalty: z.number().min(-2).max(2).nullish(),
  presence_penalty: z.number().min(-2).max(2).nullish(),
});

export type ChatRequest = z.output<typeof chatRequest>;

/** What the person asked last. */
export function questionOf({ messages }: Pick<ChatRequest, 'messages'>): string {
  return messages.findLast(({ role }) => role === 'user')?.content ?? '';
}
