import { normaliseBase } from '../address.ts';
import { checkAddress, runTest } from '../connection-test.ts';
import { identityOf } from '../identity.ts';
import type { ChatSourceKind } from '../kind.ts';
import { checkAnswer } from '../one-token.ts';
import { refusalError } from '../refusal.ts';
import { type Line, lineHeaders } from '../request.ts';
import { notConnected } from '../retry.ts';
import type { Capabilities } from '../source.ts';
import { chatCompletions } from './chat.ts';
import { openAiEmbeddings } from './embed.ts';
import { bearer } from './key.ts';
import { listModels } from './models.ts';
import { openAiProbe } from './probe.ts';

const CAPABILITIES: Capabilities = {
  stream: true,
  stop: true,
  systemPrompt: true,
  parameters: ['temperature', 'maxTokens', 'topP', 'frequencyPenalty', 'presencePenalty'],
  models: true,
  needsModel: true,
  embeddings: true,
  keeps: 'us',
};

const ROUTES = /^(models(\/.*)?|chat(\/completions)?|completions|embeddings)$/;

/** Ollama, vLLM, LM Studio, llama.cpp, and whatever else speaks OpenAI's interface below a base such as `…/v1`. */
export const openAiCompatible: ChatSourceKind = {
  capabilities: CAPABILITIES,
  timeouts: { firstByteMs: 120_000, betweenBytesMs: 120_000 },
  normaliseAddress: (typed) => normaliseBase(typed, ROUTES),

  create(settings, deps) {
    const { address, model, timeouts } = settings;
    const line: Line = {
      deps,
      headers: lineHeaders(settings.headers, bearer(settings.key)),
      timeouts,
      mayRetry: notConnected,
      explain: refusalError,
    };
    const send = chatCompletions(line, {
      url: `${address}/chat/completions`,
      stream: settings.stream,
      // Without it most of these servers count nothing in a stream.
      askUsage: true,
      parameters: CAPABILITIES.parameters,
      model,
    });
    return {
      identity: identityOf(settings, 'openai-compatible'),
      capabilities: CAPABILITIES,
      models: (signal) => listModels(line, `${address}/models`, signal),
      send,
      embed: openAiEmbeddings(line, `${address}/embeddings`),
      test: (sink, signal) =>
        runTest(
          {
            address: checkAddress(openAiCompatible.normaliseAddress(address)),
            ...openAiProbe(line, address, model, signal),
            answer: () => checkAnswer(send, model, signal),
          },
          sink,
          deps.clock,
        ),
    };
  },
};
