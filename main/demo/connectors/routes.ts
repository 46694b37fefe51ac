import { z } from 'zod';
import type { Demo, DemoContext } from '../demo.ts';
import { answerTo } from '../openai/answer.ts';
import { embed, embeddingInput } from '../openai/embeddings.ts';
import type { Provider } from './provider.ts';

const message = z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() });
const penalty = z.number().min(-2).max(2).default(0);

/** Out of range is a 422 of the framework, before the provider is asked. */
const chatBody = z.object({
  messages: z.array(message).min(1),
  model: z.string().optional(),
  temperature: z.number().min(0).max(2).default(0.7),
  max_tokens: z.number().int().positive().default(1_024),
  top_p: z.number().min(0).max(1).default(1),
});
const CHAT_BODIES = {
  openai: chatBody.extend({ frequency_penalty: penalty, presence_penalty: penalty }),
  mistral: chatBody.extend({ safe_prompt: z.boolean().default(false) }),
};
const embeddingsBody = z.object({ input: embeddingInput, model: z.string().optional() });

export async function chat(demo: Demo, c: DemoContext, provider: Provider): Promise<Response> {
  const request = await read(c, CHAT_BODIES[provider.name]);
  if (request instanceof Response) return request;
  const model = request.model ?? provider.model;
  if (!provider.models.some(({ id }) => id === model)) return failure(404, `The model ${model} does not exist`);
  await demo.waiter.wait(demo.latencyMs);
  const { words, finish, usage } = answerTo(demo, request);
  const said = { role: 'assistant', content: words.join('') };
  return Response.json(
    provider.name === 'openai'
      ? { success: true, message: { ...said, model }, usage }
      : { success: true, message: said, model, finish_reason: finish, usage },
  );
}

export async function embeddings(demo: Demo, c: DemoContext, provider: Provider): Promise<Response> {
  const request = await read(c, embeddingsBody);
  if (request instanceof Response) return request;
  const model = request.model ?? provider.embeddingModel;
  if (model !== provider.embeddingModel) return failure(400, `The model ${model} makes no embeddings`);
  const { vectors, tokens } = embed(demo, c, request.input, provider.dimensions);
  return Response.json({ success: true, embeddings: vectors, model, usage: { total_tokens: tokens } });
}

export function models({ models: rows, name }: Provider): Response {
  const known = rows.map((row) => ({ ...row, object: 'model', created: 1_762_000_000, owned_by: name }));
  return Response.json({ success: true, models: known });
}

/** A failure in words, or with the class of an exception. */
export function failure(status: number, words: string, exception?: string): Response {
  const body = exception === undefined ? { error: words } : { message: words, error: exception };
  return Response.json({ success: false, ...body }, { status });
}

async function read<S extends z.ZodType>(c: DemoContext, schema: S): Promise<z.output<S> | Response> {
  const body: unknown = await c.req.json().catch(() => undefined);
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const detail = read.error.issues.map(({ path, message }) => ({
    loc: ['body', ...path],
    msg: message,
    type: 'value_error',
  }));
  return Response.json({ detail }, { status: 422 });
}
