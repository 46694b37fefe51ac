import type { GatewaySource } from '../../../preload/contract.ts';
import { appError, fail, ok } from '../../errors.ts';
import { apologyIn } from '../../runs/gateway/apology.ts';
import type { SourceAccess } from '../../sources/access.ts';
import { checkModel, NOT_NEEDED, PASSED, runTest } from '../connection-test.ts';
import { checkAnswer } from '../one-token.ts';
import { chatCompletions } from '../openai-compatible/chat.ts';
import { listModels } from '../openai-compatible/models.ts';
import { refusalError } from '../refusal.ts';
import { type Line, lineHeaders } from '../request.ts';
import { notConnected } from '../retry.ts';
import type { Capabilities, ChatSource, SourceDeps, SourceModel } from '../source.ts';

const CAPABILITIES: Capabilities = {
  stream: false,
  // The gateway goes on working after we hung up; but its answer goes nowhere.
  stop: true,
  // It puts its own in the place of ours.
  systemPrompt: false,
  parameters: [],
  models: true,
  needsModel: true,
  embeddings: false,
  keeps: 'us',
};

/** It answers when the agent is done, which may use tools and several models; only a limit of ours ends the wait. */
const PATIENCE_MS = 600_000;

/**
 * An agent gateway asked for an answer at once: without `X-SID`, so that no task is made. A text that looks like one of
 * its apologies is kept, and said to be incomplete: `serverAi`/`apology`.
 */
export function gatewaySource(source: GatewaySource, { headers }: SourceAccess, deps: SourceDeps): ChatSource {
  const { id, name, address, model } = source;
  const line: Line = {
    deps,
    headers: lineHeaders(headers, {}),
    timeouts: { firstByteMs: PATIENCE_MS, betweenBytesMs: PATIENCE_MS },
    mayRetry: notConnected,
    explain: refusalError,
  };
  const models = (signal?: AbortSignal) => listModels(line, `${address}/v1/models`, signal);
  const chat = chatCompletions(line, {
    url: `${address}/v1/chat/completions`,
    stream: false,
    askUsage: false,
    parameters: CAPABILITIES.parameters,
    model,
  });

  const send: ChatSource['send'] = async (request, sink, signal) => {
    let said = '';
    const listening = {
      ...sink,
      text(delta: string) {
        said += delta;
        sink.text(delta);
      },
    };
    const end = await chat({ ...request, system: null }, listening, signal);
    if (!end.ok || end.value.kind !== 'complete' || apologyIn(said) === null) return end;
    const error = appError('serverAi', 'the gateway answered with an apology', { reason: 'apology' });
    return ok({ ...end.value, kind: 'incomplete', why: 'errorFrame', error });
  };

  return {
    identity: { id, kind: 'gateway', name, address },
    capabilities: CAPABILITIES,
    models,
    send,
    embed: async () => fail(appError('validation', 'no embeddings here', { reason: 'noEmbeddings' })),
    test(sink, signal) {
      let listed: readonly SourceModel[] = [];
      const readable = async () => {
        const list = await models(signal);
        if (!list.ok) return list;
        listed = list.value;
        return PASSED;
      };
      return runTest(
        {
          address: async () => PASSED,
          reachable: readable,
          service: async () => PASSED,
          authorised: async () => PASSED,
          // Its list is empty whenever its cache is cold, and models nobody listed answer too.
          model: async () => (listed.length === 0 ? NOT_NEEDED : checkModel(model, listed, true)),
          answer: () => checkAnswer(send, model, signal),
        },
        sink,
        deps.clock,
      );
    },
  };
}
