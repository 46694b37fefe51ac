import { appError, fail } from '../errors.ts';
import { type Check, PASSED } from './connection-test.ts';
import { NO_PARAMETERS } from './parameters.ts';
import type { AnswerSink, ChatSource } from './source.ts';

/** The smallest question there is: whether a model really answers, for next to no money. */
export async function checkAnswer(
  send: ChatSource['send'],
  model: string | null,
  signal: AbortSignal,
): ReturnType<Check> {
  const turns = [{ role: 'user', text: 'Hi' }] as const;
  const ended = await send(
    { turns, model, system: null, parameters: { ...NO_PARAMETERS, maxTokens: 1 } },
    DEAF,
    signal,
  );
  if (!ended.ok) return ended;
  switch (ended.value.kind) {
    case 'complete':
      return PASSED;
    case 'stopped':
      return fail(appError('cancelled', 'the test was stopped'));
    case 'incomplete':
      return fail(ended.value.error);
  }
}

const DEAF: AnswerSink = { text: () => {}, reasoning: () => {}, usage: () => {}, model: () => {} };
