import type { Secret } from '../../secret.ts';
import { normaliseBase } from '../address.ts';
import { checkAddress, runTest } from '../connection-test.ts';
import { identityOf } from '../identity.ts';
import type { ChatSourceKind } from '../kind.ts';
import { checkAnswer } from '../one-token.ts';
import { refusalError } from '../refusal.ts';
import { type Line, lineHeaders } from '../request.ts';
import { notConnected, tooManyRequests } from '../retry.ts';
import type { Capabilities } from '../source.ts';
import { connectorChat } from './chat.ts';
import type { Dialect } from './dialects.ts';
import { connectorEmbeddings } from './embed.ts';
import { connectorModels } from './models.ts';
import { connectorProbe } from './probe.ts';

/** Its routes, and the pages of its framework. */
const ROUTES = /^(api(\/v1(\/(openai|mistral)(\/\w+)?)?)?|health|docs|redoc|openapi\.json)$/;

/** The kind for one of the two connectors, which stand between us and OpenAI or Mistral. */
export function connector(dialect: Dialect): ChatSourceKind {
  const capabilities: Capabilities = {
    stream: false,
    stop: true,
    systemPrompt: true,
    parameters: dialect.parameters,
    models: true,
    needsModel: false,
    embeddings: true,
    keeps: 'us',
  };
  const normaliseAddress = (typed: string) => normaliseBase(typed, ROUTES);
  return {
    capabilities,
    timeouts: { firstByteMs: 120_000, betweenBytesMs: 120_000 },
    normaliseAddress,

    create(settings, deps) {
      const { address, key, model, timeouts } = settings;
      const routes = `${address}/api/v1/${dialect.path}`;
      const credential = ownKey(key);
      const line: Line = {
        deps,
        headers: lineHeaders(settings.headers, credential),
        timeouts,
        mayRetry: (error) => notConnected(error) || tooManyRequests(error),
        explain: refusalError,
      };
      const models = (signal?: AbortSignal) => connectorModels(line, `${routes}/models`, dialect, signal);
      const send = connectorChat(line, `${routes}/chat`, dialect, model);
      const probed = {
        line,
        base: address,
        dialect,
        models,
        model,
        ownKey: 'x-api-key' in line.headers,
      };
      return {
        identity: identityOf(settings, dialect.kind),
        capabilities,
        models,
        send,
        embed: connectorEmbeddings(line, `${routes}/embeddings`),
        test: (sink, signal) =>
          runTest(
            {
              address: checkAddress(normaliseAddress(address)),
              ...connectorProbe(probed, signal),
              answer: () => checkAnswer(send, model, signal),
            },
            sink,
            deps.clock,
          ),
      };
    },
  };
}

/** Without it the connector uses its own key. */
function ownKey(key: Secret | null): Readonly<Record<string, string>> {
  const value = key?.reveal() ?? '';
  return value === '' ? {} : { 'x-api-key': value };
}
