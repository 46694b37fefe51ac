import { z } from 'zod';
import { usage } from '../openai-compatible/schemas.ts';
import type { Finish } from '../source.ts';

const word = z.string().min(1).max(500);
const optionalWord = word.nullish().catch(null);
const optionalText = z.string().nullish().catch(null);

/** Every answer says whether it is one; `success: false` comes with any status, 200 too. */
export const outcome = z.object({ success: z.boolean() });

const finish = z.enum(['stop', 'length']).nullish().catch(null);

/** The OpenAI connector names the model inside the message, the Mistral connector beside it. */
export const chatAnswer = z
  .object({
    message: z.object({ content: z.string(), model: optionalWord }),
    usage,
    model: optionalWord,
    finish_reason: finish,
  })
  .transform(({ message, model, usage, finish_reason }) => ({
    text: message.content,
    model: message.model ?? model ?? null,
    usage: usage ?? null,
    finish: (finish_reason ?? null) as Finish | null,
  }));

const modelRow = z
  .object({ id: word, description: optionalText, owned_by: optionalWord })
  .transform(({ id, description, owned_by }) => ({ id, description: description ?? null, ownedBy: owned_by ?? null }));

/** Rows that cannot be read are left out. */
export const modelList = z
  .object({ models: z.array(z.unknown()) })
  .transform(({ models }) => models.flatMap((row) => modelRow.safeParse(row).data ?? []));

export const embeddingsAnswer = z.object({
  embeddings: z.array(z.array(z.number())),
  model: optionalWord,
  usage,
});

export const health = z.object({
  status: z.string(),
  service: z.string().nullish().catch(null),
  openai_configured: z.boolean().nullish().catch(null),
  mistral_configured: z.boolean().nullish().catch(null),
});
