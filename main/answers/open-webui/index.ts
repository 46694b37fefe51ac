import { appError, fail } from '../../errors.ts';
import { normaliseBase } from '../address.ts';
import { checkAddress, runTest } from '../connection-test.ts';
import { identityOf } from '../identity.ts';
import type { ChatSourceKind } from '../kind.ts';
import { checkAnswer } from '../one-token.ts';
import { chatCompletions } from '../openai-compatible/chat.ts';
import { bearer } from '../openai-compatible/key.ts';
import { listModels } from '../openai-compatible/models.ts';
import { type Line, lineHeaders } from '../request.ts';
import { notConnected, serverFailed, tooManyRequests } from '../retry.ts';
import type { Capabilities } from '../source.ts';
import { openWebuiProbe } from './probe.ts';
import { openWebuiRefusal } from './refusal.ts';

const CAPABILITIES: Capabilities = {
  stream: true,
  stop: true,
  systemPrompt: true,
  parameters: ['temperature', 'maxTokens', 'topP', 'frequencyPenalty', 'presencePenalty'],
  models: true,
  needsModel: true,
  embeddings: false,
  keeps: 'us',
};

/** Its interface and the pages people copy addresses from. */
const ROUTES = /^(api(\/.*)?|ollama(\/.*)?|openai(\/.*)?|health|auth|c\/[^/]+|workspace(\/.*)?|admin(\/.*)?)$/;

/** Open WebUI spoken to directly: OpenAI's interface below `/api`, with its own probes and refusals. */
export const openWebui: ChatSourceKind = {
  capabilities: CAPABILITIES,
  timeouts: { firstByteMs: 45_000, betweenBytesMs: 45_000 },
  normaliseAddress: (typed) => normaliseBase(typed, ROUTES),

  create(settings, deps) {
    const { address, model, timeouts } = settings;
    const line: Line = {
      deps,
      headers: lineHeaders(settings.headers, bearer(settings.key)),
      timeouts,
      mayRetry: (error) => notConnected(error) || tooManyRequests(error) || serverFailed(error),
      explain: openWebuiRefusal,
    };
    const models = (signal?: AbortSignal) => listModels(line, `${address}/api/models`, signal);
    const send = chatCompletions(line, {
      url: `${address}/api/chat/completions`,
      stream: settings.stream,
      askUsage: false,
      parameters: CAPABILITIES.parameters,
      model,
    });
    return {
      identity: identityOf(settings, 'open-webui'),
      capabilities: CAPABILITIES,
      models,
      send,
      embed: async () => fail(appError('validation', 'no embeddings here', { reason: 'noEmbeddings' })),
      test: (sink, signal) =>
        runTest(
          {
            address: checkAddress(openWebui.normaliseAddress(address)),
            ...openWebuiProbe(line, address, models, model, signal),
            answer: () => checkAnswer(send, model, signal),
          },
          sink,
          deps.clock,
        ),
    };
  },
};
