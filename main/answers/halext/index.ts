import { appError, fail, ok } from '../../errors.ts';
import type { HalextApi } from '../../halext/api.ts';
import { NOT_NEEDED, PASSED, runTest } from '../connection-test.ts';
import { messagesOf } from '../messages.ts';
import { checkAnswer } from '../one-token.ts';
import { wireParameters } from '../parameters.ts';
import { createRecorder } from '../recorder.ts';
import type { Capabilities, ChatSource, SourceDeps, SourceIdentity } from '../source.ts';

const CAPABILITIES: Capabilities = {
  stream: false,
  stop: true,
  systemPrompt: true,
  parameters: [],
  models: true,
  needsModel: false,
  embeddings: false,
  keeps: 'us',
};

type Api = Pick<HalextApi, 'health' | 'me' | 'chat' | 'listModels'>;

/**
 * The AI of a Halext server through its stateless route. The API renews the session by itself. A mock that answers in
 * place of a model is a failure, `serverAi`/`mock`: its text is the same whatever is asked.
 */
export function halextSource(identity: SourceIdentity, api: Api, { clock }: Pick<SourceDeps, 'clock'>): ChatSource {
  const send: ChatSource['send'] = async (request, sink, signal) => {
    const parameters = wireParameters(request.parameters, CAPABILITIES.parameters);
    if (!parameters.ok) return parameters;
    const messages = messagesOf(request);
    if (!messages.ok) return messages;
    const question = messages.value.at(-1);
    if (question?.role !== 'user') return fail(appError('validation', 'nothing is asked', { reason: 'question' }));

    const recorder = createRecorder(sink, clock, { signal });
    recorder.attempt();
    const answer = await api.chat({
      prompt: question.content,
      history: messages.value.slice(0, -1),
      model: request.model,
      signal,
      onSent: recorder.sent,
      onFirstByte: recorder.firstByte,
    });
    if (!answer.ok) return recorder.failed(answer.error);
    const { text, model } = answer.value;
    if (model?.startsWith('mock:')) {
      return recorder.failed(appError('serverAi', 'the mock model answers', { reason: 'mock' }));
    }
    if (model !== null) recorder.model(model);
    recorder.text(text);
    return recorder.complete();
  };

  return {
    identity,
    capabilities: CAPABILITIES,
    async models() {
      const list = await api.listModels();
      if (!list.ok) return list;
      return ok(
        list.value.models.map(({ id, name, description, provider, contextWindow }) => ({
          id,
          name,
          description,
          ownedBy: provider,
          contextTokens: contextWindow,
          active: true,
        })),
      );
    },
    send,
    embed: async () => fail(appError('validation', 'no embeddings here', { reason: 'noEmbeddings' })),
    test: (sink, signal) =>
      runTest(
        {
          address: async () => NOT_NEEDED,
          reachable: async () => passedIf(await api.health(signal)),
          service: async () => NOT_NEEDED,
          authorised: async () => passedIf(await api.me()),
          model: async () => NOT_NEEDED,
          answer: () => checkAnswer(send, null, signal),
        },
        sink,
        clock,
      ),
  };
}

function passedIf(result: Awaited<ReturnType<Api['health'] | Api['me']>>) {
  return result.ok ? PASSED : result;
}
