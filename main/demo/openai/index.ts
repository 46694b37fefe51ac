import { z } from 'zod';
import type { Demo, DemoContext, Handler } from '../demo.ts';
import { type ChatServer, chat } from './chat.ts';
import { embed, embeddingInput } from './embeddings.ts';
import { carriesKey } from './keys.ts';
import { answersQuestions, EMBEDDING_MODEL, listModels } from './models.ts';
import { openAiError } from './refusing.ts';

/** Where the OpenAI-compatible server is mounted: its base. */
export const OPENAI_PATH = '/openai/v1';

const DIMENSIONS = 384;

const SERVER: ChatServer = {
  unknownModel: (model) =>
    answersQuestions(model) ? null : openAiError(404, `The model \`${model}\` does not exist.`, 'model_not_found'),
  unreadable: (problem) => openAiError(400, `Invalid value for '${problem}'.`),
  alwaysUsage: false,
};

const ROUTES: Readonly<Record<string, (demo: Demo, c: DemoContext) => Response | Promise<Response>>> = {
  'GET /models': listModels,
  'POST /chat/completions': (demo, c) => chat(demo, c, SERVER),
  'POST /embeddings': embeddings,
};

/** A plain server of OpenAI's interface, as Ollama, vLLM or LM Studio offer it. */
export function openAiHandler(demo: Demo): Handler {
  return (c) => {
    const route = ROUTES[`${c.req.method} ${c.req.path.slice(OPENAI_PATH.length)}`];
    if (!route) return openAiError(404, 'Unknown request URL.', 'unknown_url');
    const ended = demo.switches.take('answerKeyRefused', c.req) !== undefined;
    if (ended || !carriesKey(demo, c.req.header('authorization'), 'openai')) {
      return openAiError(401, 'Incorrect API key provided: sk-demo****************.', 'invalid_api_key');
    }
    return route(demo, c);
  };
}

const embeddingRequest = z.object({ input: embeddingInput, model: z.string() });

async function embeddings(demo: Demo, c: DemoContext): Promise<Response> {
  const body: unknown = await c.req.json().catch(() => undefined);
  const read = embeddingRequest.safeParse(body);
  if (!read.success) return SERVER.unreadable('input');
  const { input, model } = read.data;
  if (model !== EMBEDDING_MODEL) return openAiError(404, `The model \`${model}\` does not exist.`, 'model_not_found');
  const { vectors, tokens } = embed(demo, c, input, DIMENSIONS);
  return Response.json({
    object: 'list',
    data: vectors.map((embedding, index) => ({ object: 'embedding', index, embedding })),
    model,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  });
}
