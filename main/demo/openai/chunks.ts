import type { Demo } from '../demo.ts';
import type { WordedAnswer } from './answer.ts';
import type { ChatWay } from './switches.ts';

/** What is the same in each frame of an answer. */
export interface Head {
  readonly id: string;
  readonly created: number;
  readonly model: string;
}

/** Frames of a stream, as JSON or as they stand. */
export type Frame = object | { readonly raw: string };

const USUAL_PACE_MS = 35;
const USUAL_LATENCY_MS = 900;
const WORDS_BEFORE = 5;
const LONG_TEXT = 'é'.repeat(500_000);

/** The frames of an answer without `[DONE]`, word by word. `null` is where a spoilt stream goes no further. */
export async function* chunks(
  demo: Demo,
  head: Head,
  answer: WordedAnswer,
  options: { readonly way: ChatWay | undefined; readonly paceMs: number | undefined; readonly usage: boolean },
): AsyncGenerator<Frame | null> {
  const { way } = options;
  const pace = options.paceMs ?? (USUAL_PACE_MS * demo.latencyMs) / USUAL_LATENCY_MS;
  const delta = (value: object, finish: string | null = null) => ({
    ...head,
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta: value, finish_reason: finish }],
  });

  yield delta({ role: 'assistant', content: '' });
  yield* before(way, delta);
  let said = 0;
  for (const word of answer.words) {
    await demo.waiter.wait(pace);
    if (said === WORDS_BEFORE && way === 'errorFrame') {
      yield { error: { message: 'The model has stopped working.', type: 'server_error', code: null } };
      return;
    }
    if (said === WORDS_BEFORE && (way === 'drop' || way === 'silence')) {
      yield null;
      return;
    }
    said += 1;
    yield delta({ content: word });
  }
  yield delta({}, way === 'toolCalls' ? 'tool_calls' : answer.finish);
  if (options.usage) yield { ...head, object: 'chat.completion.chunk', choices: [], usage: answer.usage };
}

/** What stands before the words, by the way. */
function before(way: ChatWay | undefined, says: (delta: object) => Frame): readonly Frame[] {
  switch (way) {
    case 'hugeFrame':
      return [says({ content: LONG_TEXT })];
    case 'cutCharacters':
      return [says({ content: 'Déjà : ☕ 𝄞 ' })];
    case 'reasoning':
      return [says({ reasoning_content: 'First I look ' }), says({ reasoning_content: 'at the question.' })];
    case 'reasoningShort':
      return [says({ reasoning: 'First I look ' }), says({ reasoning: 'at the question.' })];
    case 'toolCalls':
      return [
        says({ tool_calls: [{ index: 0, id: 'call_1', function: { name: 'search', arguments: '{"q' } }] }),
        says({ tool_calls: [{ index: 0, function: { arguments: '":"pump"}' } }] }),
      ];
    case 'foreignFrames':
      return [
        { sources: [{ source: { name: 'P-204.pdf' }, document: ['…'], metadata: [{ page: 3 }] }] },
        { event: { type: 'status', data: { description: 'Searching', done: false } } },
        { info: { total_duration: 12 } },
        { raw: ': keep-alive\n\n' },
      ];
    case 'badFrames':
      return [
        { raw: 'data: {"choices":\n\n' },
        { raw: 'data: null\n\n' },
        { raw: 'data: [1,2]\n\n' },
        { choices: 'none' },
      ];
    case 'errorFirst':
      return [{ error: 'The model could not be loaded.' }];
    default:
      return [];
  }
}
