import type { Message } from '@ag-ui/core';
import type { AguiSource } from '../../../preload/contract.ts';
import type { NewId } from '../../clock.ts';
import { type AppError, appError, fail, ok, type Result } from '../../errors.ts';
import { converse, type ExchangeEnd } from '../../runs/agui/exchange.ts';
import { inputFor } from '../../runs/agui/input.ts';
import { createFrameReader } from '../../runs/agui/wire.ts';
import type { SourceAccess } from '../../sources/access.ts';
import { NOT_NEEDED, PASSED, runTest } from '../connection-test.ts';
import { messagesOf, type WireMessage } from '../messages.ts';
import { checkAnswer } from '../one-token.ts';
import { createRecorder, type Recorder } from '../recorder.ts';
import type { AnswerEnd, Capabilities, ChatSource, SourceDeps } from '../source.ts';
import { listenToRun, type RunText } from './run-text.ts';

const CAPABILITIES: Capabilities = {
  stream: true,
  stop: true,
  systemPrompt: true,
  parameters: [],
  models: false,
  needsModel: false,
  embeddings: false,
  keeps: 'us',
};

/** An answer is no task: nothing of this computer is offered with it. */
const NO_TOOLS = { openUrl: false, copyToClipboard: false };

export interface AguiDeps extends SourceDeps {
  readonly newId: NewId;
}

/** An AG-UI agent asked for an answer: one run on a thread of its own, of which the words are told and nothing else. */
export function aguiSource(agent: AguiSource, { headers }: SourceAccess, deps: AguiDeps): ChatSource {
  const { id, name, address } = agent;
  const { clock, newId } = deps;
  const source: AguiSource = { ...agent, tools: NO_TOOLS };

  const send: ChatSource['send'] = async (request, sink, signal) => {
    const asked = messagesOf(request);
    if (!asked.ok) return asked;
    const messages = asked.value.map((message) => threadMessage(message, newId));
    const input = inputFor(source, {
      threadId: newId(),
      runId: newId(),
      messages,
      state: null,
      resume: [],
      commands: [],
      model: request.model,
    });
    const recorder = createRecorder(sink, clock, { signal });
    const run = listenToRun(recorder, createFrameReader(newId), new Set(messages.map((each) => each.id)));
    recorder.attempt();
    return endOf(await converse(deps, { source, headers }, input, run, signal), run, recorder);
  };

  return {
    identity: { id, kind: 'agui', name, address },
    capabilities: CAPABILITIES,
    models: async () => ok([]),
    send,
    embed: async () => fail(appError('validation', 'no embeddings here', { reason: 'noEmbeddings' })),
    test: (sink, signal) =>
      runTest(
        {
          address: async () => PASSED,
          // The protocol has no question that starts no run: the answer tells all at once.
          reachable: async () => NOT_NEEDED,
          service: async () => NOT_NEEDED,
          authorised: async () => NOT_NEEDED,
          model: async () => NOT_NEEDED,
          answer: () => checkAnswer(send, null, signal),
        },
        sink,
        clock,
      ),
  };
}

function threadMessage({ role, content }: WireMessage, newId: NewId): Message {
  return { id: newId(), role, content };
}

function endOf(end: ExchangeEnd, run: RunText, recorder: Recorder): Result<AnswerEnd> {
  switch (end.kind) {
    case 'complete': {
      const failure = run.failure();
      return failure ? recorder.broken('errorFrame', failure) : recorder.complete();
    }
    case 'refused':
      return recorder.failed(end.error);
    case 'unbearable':
      return recorder.broken('brokenStream', end.error);
    case 'lost':
      return recorder.broken('brokenStream', lostError(end.reason));
    case 'stopped':
      return recorder.complete();
  }
}

function lostError(reason: Extract<ExchangeEnd, { kind: 'lost' }>['reason']): AppError {
  if (reason === 'idle') return appError('timeout', 'the agent fell silent', { reason: 'idle' });
  return appError('protocol', 'the run broke off', { reason: 'brokenOff', retryable: true });
}
