import { z } from 'zod';
import { type Answer, answer } from '../answers.ts';
import type { Demo, DemoContext, Route } from '../demo.ts';
import { jsonBody, optionalText, queryInteger, text } from '../input.ts';
import { CATALOGUE, MOCK_CATALOGUE, modelJson, resolveModelId, splitModelId } from '../models.ts';
import { refusal } from '../refusals.ts';
import { signedIn } from '../session.ts';

const chat = z.object({
  prompt: text,
  history: z.array(z.object({ role: text, content: text })).nullish(),
  model: optionalText,
});

const CREDENTIALS = ['openai', 'gemini'].map((provider) => ({
  provider,
  has_key: false,
  masked_key: null,
  key_name: null,
  model: null,
}));

/** Models, one-off questions and the stream (contract 4). */
export function aiRoutes(demo: Demo): Route[] {
  const info = signedIn(demo, (c) => c.json(providerInfo(demo)));
  const stream = signedIn(demo, (c) => streamAnswer(demo, c));
  return [
    { method: 'GET', path: '/ai/info', handle: info },
    { method: 'GET', path: '/ai/provider-info', handle: info },
    { method: 'GET', path: '/ai/models', handle: signedIn(demo, (c) => listModels(demo, c)) },
    { method: 'POST', path: '/ai/stream', handle: stream },
    { method: 'POST', path: '/ai/chat/stream', handle: stream },
    {
      method: 'POST',
      path: '/ai/chat',
      handle: signedIn(demo, async (c) => {
        const { prompt, model } = await jsonBody(c, chat);
        const { content, model: answered } = await ask(demo, c, prompt, model);
        return c.json({ response: content, model: answered, provider: splitModelId(answered).provider });
      }),
    },
  ];
}

function ask(demo: Demo, c: DemoContext, prompt: string, model: string | null): Promise<Answer> {
  return answer(demo, c.req, prompt, resolveModelId(demo.store.state, model));
}

function providerInfo(demo: Demo) {
  const { defaultModelId } = demo.store.state;
  const { provider, name } = splitModelId(defaultModelId);
  return {
    provider,
    model: name,
    default_model_id: defaultModelId,
    available_providers: [...new Set(CATALOGUE.map((model) => splitModelId(model.id).provider))],
    ollama_url: null,
    openwebui_url: null,
    openwebui_public_url: null,
    credentials: CREDENTIALS,
  };
}

/** Lists the models, default first, and changes the server-wide default on the way (Q19). */
async function listModels(demo: Demo, c: DemoContext): Promise<Response> {
  const limit = queryInteger(c, 'limit', 200);
  if (limit < 1 || limit > 500) throw refusal(422, [outOfRange(limit)]);
  await demo.waiter.wait(demo.switches.take('modelsSlow', c.req) ?? 0);
  const catalogue = demo.switches.take('providersGone', c.req) ? MOCK_CATALOGUE : CATALOGUE;

  const { state } = demo.store;
  const provider = c.req.query('provider');
  const preferred = provider ? catalogue.find((model) => splitModelId(model.id).provider === provider) : undefined;
  const kept = catalogue.find((model) => model.id === state.defaultModelId);
  const first = preferred ?? kept ?? catalogue[0];
  if (first) state.defaultModelId = first.id;

  const sorted = [...catalogue].sort((a, b) => Number(b === first) - Number(a === first)).slice(0, limit);
  const current = splitModelId(state.defaultModelId);
  return c.json({
    models: sorted.map(modelJson),
    provider: current.provider,
    current_model: current.name,
    default_model_id: state.defaultModelId,
    credentials: CREDENTIALS,
  });
}

function outOfRange(limit: number) {
  return limit < 1
    ? {
        loc: ['query', 'limit'],
        msg: 'ensure this value is greater than or equal to 1',
        type: 'value_error.number.not_ge',
      }
    : {
        loc: ['query', 'limit'],
        msg: 'ensure this value is less than or equal to 500',
        type: 'value_error.number.not_le',
      };
}

/**
 * The server's stream (contract 4.1): `data: `, a chunk as it comes with its line ends unescaped, an empty line, and
 * `[DONE]` at the end. Not valid Server-Sent Events. The header names the model asked for, whoever answers.
 */
async function streamAnswer(demo: Demo, c: DemoContext): Promise<Response> {
  const { prompt, model } = await jsonBody(c, chat);
  const requested = resolveModelId(demo.store.state, model);
  const reply = await answer(demo, c.req, prompt, requested);
  const records = [...chunksOf(reply), '[DONE]'];
  const pauseMs = Math.min(30, demo.latencyMs / 20);
  return new Response(recordStream(demo, records, pauseMs), {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'x-halext-ai-model': requested },
  });
}

/** Words with the white space around them, nothing lost; the mock provider puts a space after every word. */
function chunksOf({ content, model }: Answer): string[] {
  if (model.startsWith('mock:')) return content.split(' ').map((word) => `${word} `);
  return content.match(/\s*\S+ ?|\s+/g) ?? [];
}

function recordStream(demo: Demo, records: string[], pauseMs: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder();
  let next = 0;
  return new ReadableStream({
    async pull(stream) {
      const record = records[next++];
      if (record === undefined) return stream.close();
      if (next > 1) await demo.waiter.wait(pauseMs);
      stream.enqueue(bytes.encode(`data: ${record}\n\n`));
    },
  });
}
