import { NO_PARAMETERS, type Parameters } from '../../../main/answers/parameters.ts';
import type { AnswerRequest, ChatSource } from '../../../main/answers/source.ts';
import { listener } from './fake-http.ts';

export const QUESTION: AnswerRequest = {
  turns: [{ role: 'user', text: 'Bonjour' }],
  model: null,
  system: null,
  parameters: NO_PARAMETERS,
};

export const parameters = (some: Partial<Parameters>): Parameters => ({ ...NO_PARAMETERS, ...some });

/** Asks and tells both what the sink heard and how it ended. */
export async function ask(
  source: Pick<ChatSource, 'send'>,
  request: Partial<AnswerRequest> = {},
  signal: AbortSignal = new AbortController().signal,
) {
  const { heard, sink } = listener();
  const end = await source.send({ ...QUESTION, ...request }, sink, signal);
  return { heard, end };
}
