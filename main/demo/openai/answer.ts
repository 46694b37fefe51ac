import { words } from '../agents/speech.ts';
import type { Demo } from '../demo.ts';
import { type ChatRequest, questionOf } from './question.ts';

/** An answer in its words. The responder has no tokens, so a word counts as one. */
export interface WordedAnswer {
  readonly words: readonly string[];
  readonly finish: 'stop' | 'length';
  readonly usage: { prompt_tokens: number; completion_tokens: number; total_tokens: number };
}

/** What the built-in responder says, cut to `max_tokens`. */
export function answerTo(
  { responder }: Pick<Demo, 'responder'>,
  request: Pick<ChatRequest, 'messages' | 'max_tokens'>,
): WordedAnswer {
  const whole = words(responder(questionOf(request)));
  const cut = whole.slice(0, request.max_tokens ?? whole.length);
  const asked = request.messages.reduce((sum, { content }) => sum + words(content).length, 0);
  return {
    words: cut,
    finish: cut.length < whole.length ? 'length' : 'stop',
    usage: { prompt_tokens: asked, completion_tokens: cut.length, total_tokens: asked + cut.length },
  };
}
