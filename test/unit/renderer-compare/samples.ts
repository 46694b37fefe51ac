import type {
  AnswerSource,
  AnswerState,
  AnswerTarget,
  Comparison,
  Conversation,
  LocalAnswer,
  Message,
} from '../../../preload/contract.ts';

export const NOW = Date.parse('2026-11-20T15:42:30Z');
export const CONVERSATION = 40;
export const QUESTION = 100;

export const to = (sourceId: string, model: string | null = null): AnswerTarget => ({ sourceId, model });

/** A source of answers that is set up. */
export function source(id: string, kind: AnswerSource['kind'] = 'openai-compatible'): AnswerSource {
  return {
    id,
    kind,
    name: id.toUpperCase(),
    address: `https://${id}.example.org`,
    demo: false,
    hasKey: true,
    headers: [],
    model: null,
    system: '',
    parameters: {
      temperature: null,
      maxTokens: null,
      topP: null,
      frequencyPenalty: null,
      presencePenalty: null,
      safePrompt: null,
    },
    stream: true,
    timeouts: { firstByte: 60, betweenBytes: 60 },
    prices: null,
    nearby: false,
  };
}

export const COMPLETE: AnswerState = { kind: 'complete', finish: 'stop' };
export const STREAMING: AnswerState = { kind: 'streaming', since: NOW };

export function localAnswer(more: Partial<LocalAnswer> = {}): LocalAnswer {
  return {
    state: COMPLETE,
    target: to('openai'),
    sourceName: 'OpenAI',
    demo: false,
    reasoning: '',
    tried: [],
    leftOut: 0,
    cached: false,
    tokens: { input: 20, output: 100 },
    firstMs: 500,
    totalMs: 2_500,
    cost: null,
    ...more,
  };
}

/** An answer to the question, with what a test wants otherwise. */
export function answer(id: number, more: Partial<LocalAnswer> = {}, message: Partial<Message> = {}): Message {
  return {
    id,
    remoteId: null,
    conversationId: CONVERSATION,
    order: id,
    author: 'ai',
    authorName: null,
    modelUsed: null,
    modelAsked: null,
    content: '',
    createdAt: NOW,
    state: { kind: 'stored' },
    answer: 'none',
    local: { parentId: QUESTION, shown: true, siblings: [], answer: localAnswer(more) },
    ...message,
  };
}

/** A question with these answers. */
export function comparison(answers: readonly Message[], revision = 7): Comparison {
  const question: Message = {
    ...answer(QUESTION),
    author: 'me',
    content: 'Why in winter?',
    local: { parentId: null, shown: true, siblings: [QUESTION], answer: null },
  };
  return { conversation: { id: CONVERSATION } as Conversation, question, answers, revision };
}
