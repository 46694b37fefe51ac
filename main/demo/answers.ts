import type { Demo } from './demo.ts';
import { answeringModel, MOCK_TEXT } from './models.ts';
import type { SwitchRequest } from './switches.ts';

export interface Answer {
  content: string;
  /** The model that really answered, `provider:model`. */
  model: string;
}

/**
 * Thinks and answers. The switches of the request are read at once; the promise then runs to its end whether or not
 * the client is still there, as the real server does (contract 3.1).
 */
export async function answer(demo: Demo, request: SwitchRequest, question: string, requested: string): Promise<Answer> {
  const thinkMs = demo.switches.take('lateAnswerMs', request) ?? demo.latencyMs;
  const found = compose(demo, request, question, requested);
  await demo.waiter.wait(thinkMs);
  return found;
}

function compose(demo: Demo, request: SwitchRequest, question: string, requested: string): Answer {
  const { switches } = demo;
  if (switches.take('mockAnswers', request)) return { content: MOCK_TEXT, model: 'mock:llama3.1' };
  const model = switches.take('rerouteTo', request) ?? answeringModel(requested);
  const fixed = switches.take('answerText', request);
  if (fixed !== undefined) return { content: fixed, model };
  const size = switches.take('hugeMessage', request);
  if (size !== undefined) return { content: longText(size), model };
  if (model.startsWith('mock:')) return { content: MOCK_TEXT, model };
  return { content: demo.responder(question), model };
}

/** A readable text of exactly so many characters, in lines of 80. */
function longText(characters: number): string {
  const line = `${'Every line of this long answer is the same. '.repeat(2).slice(0, 79)}\n`;
  return line.repeat(Math.ceil(characters / line.length)).slice(0, characters);
}
