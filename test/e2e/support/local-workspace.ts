import type {
  AnswerSource,
  AnswerState,
  Conversation,
  LocalAnswer,
  Message,
  Source,
} from '../../../preload/contract.ts';

/** Conversations kept here as they stand at `now`: branches, each way an answer can end, and the sources behind them. */
export interface LocalWorkspace {
  readonly conversations: readonly Conversation[];
  readonly messages: readonly (readonly [number, readonly Message[]])[];
  readonly sources: readonly Source[];
}

type Lang = 'en' | 'fr';

function source(more: Partial<AnswerSource> & Pick<AnswerSource, 'id' | 'name'>): AnswerSource {
  return {
    kind: 'openai-compatible',
    address: 'http://127.0.0.1:11434/v1',
    demo: false,
    hasKey: true,
    headers: [],
    model: 'llama3.1:8b',
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
    nearby: true,
    ...more,
  };
}

export const SOURCES: readonly Source[] = [
  source({ id: 'workshop', name: 'Workshop' }),
  source({ id: 'mistral', name: 'Mistral', kind: 'mistral-connector', model: 'mistral-small-latest', nearby: false }),
  source({ id: 'demo-openai', name: 'OpenAI connector', kind: 'openai-connector', model: 'gpt-4o-mini', demo: true }),
  {
    id: 'harbour',
    kind: 'gateway',
    name: 'Harbour gateway',
    address: 'https://g.example',
    demo: false,
    hasKey: true,
    model: null,
  },
];

export const WORKSHOP = { sourceId: 'workshop', model: null };
export const MISTRAL = { sourceId: 'mistral', model: null };

/** Builds them; ids begin at 500, away from those of the server's. */
export function localWorkspace(lang: Lang, now: number): LocalWorkspace {
  const say = (en: string, fr: string) => (lang === 'fr' ? fr : en);
  const messages = new Map<number, Message[]>();
  const conversations: Conversation[] = [];

  const converse = (id: number, title: string, more: Partial<Conversation> = {}) => {
    conversations.push({
      id,
      remoteId: null,
      title,
      withAi: true,
      modelId: null,
      owner: true,
      people: [],
      last: null,
      lastAt: now - id,
      unread: 0,
      hidden: false,
      presence: 'here',
      gap: false,
      draft: null,
      queued: 0,
      deciding: 0,
      local: { chain: [WORKSHOP, MISTRAL], comparison: false, answering: 0 },
      ...more,
    });
    messages.set(id, []);
  };
  const add = (conversationId: number, id: number, author: 'me' | 'ai', content: string, local: Message['local']) =>
    messages.get(conversationId)?.push({
      id,
      remoteId: null,
      conversationId,
      order: id,
      author,
      authorName: null,
      modelUsed: null,
      modelAsked: null,
      content,
      createdAt: now - 600_000 + id,
      state: { kind: 'stored' },
      answer: 'none',
      local,
    });
  const ask = (in_: number, id: number, parentId: number | null, content: string, siblings = [id], shown = true) =>
    add(in_, id, 'me', content, { parentId, shown, siblings, answer: null });
  const answered = (
    in_: number,
    id: number,
    content: string,
    state: AnswerState,
    more: Partial<LocalAnswer> = {},
    branch: { siblings?: readonly number[]; shown?: boolean; parentId?: number } = {},
  ) =>
    add(in_, id, 'ai', content, {
      parentId: branch.parentId ?? id - 1,
      shown: branch.shown ?? true,
      siblings: branch.siblings ?? [id],
      answer: {
        state,
        target: WORKSHOP,
        sourceName: 'Workshop',
        demo: false,
        reasoning: '',
        tried: [],
        leftOut: 0,
        cached: false,
        tokens: { input: null, output: null },
        firstMs: null,
        totalMs: null,
        cost: null,
        ...more,
      },
    });
  const whole: AnswerState = { kind: 'complete', finish: 'stop' };
  const refused = { kind: 'refused', message: 'ECONNREFUSED', retryable: true } as const;

  converse(501, say('Branches of a question', 'Branches d’une question'));
  ask(501, 5010, null, say('What is NPSH?', 'Qu’est-ce que le NPSH ?'), [5010, 5015]);
  answered(
    501,
    5011,
    say('The **net positive suction head**.', 'La **charge nette à l’aspiration**.'),
    whole,
    {
      reasoning: say('The person asks for a term.', 'La personne demande un terme.'),
      tokens: { input: 1240, output: 61 },
      firstMs: 430,
      totalMs: 2_900,
      cost: { amount: 0.00042, currency: 'EUR' },
      leftOut: 3,
    },
    { siblings: [5011, 5012], parentId: 5010 },
  );
  answered(
    501,
    5012,
    say('A pressure, as a height.', 'Une pression, comme hauteur.'),
    whole,
    { cached: true },
    {
      siblings: [5011, 5012],
      parentId: 5010,
      shown: false,
    },
  );
  ask(501, 5015, null, say('What is NPSHr?', 'Qu’est-ce que le NPSHr ?'), [5010, 5015], false);

  converse(502, say('Fallen back', 'Repli'));
  ask(502, 5020, null, say('Which seal for hot water?', 'Quel joint pour l’eau chaude ?'));
  answered(502, 5021, say('EPDM up to 120 °C.', 'EPDM jusqu’à 120 °C.'), whole, {
    target: MISTRAL,
    sourceName: 'Mistral',
    tried: [{ target: WORKSHOP, sourceName: 'Workshop', error: refused }],
    firstMs: 12_400,
    totalMs: 65_000,
  });
  ask(502, 5022, 5021, say('And for glycol?', 'Et pour le glycol ?'));
  answered(
    502,
    5023,
    '',
    { kind: 'crossing', to: MISTRAL, toName: 'Mistral', host: 'api.mistral.ai' },
    {
      tried: [{ target: WORKSHOP, sourceName: 'Workshop', error: refused }],
    },
  );

  converse(503, say('Broken and failed', 'Rompues et manquées'), {
    local: { chain: [{ sourceId: 'removed', model: null }], comparison: false, answering: 0 },
  });
  ask(503, 5030, null, say('Explain cavitation.', 'Expliquez la cavitation.'));
  answered(503, 5031, say('Bubbles form where', 'Des bulles se forment là où'), {
    kind: 'incomplete',
    why: 'brokenStream',
    error: null,
  });
  ask(503, 5032, 5031, say('Go on.', 'Continuez.'));
  answered(503, 5033, '', {
    kind: 'failed',
    error: { kind: 'auth', reason: 'keyRefused', message: '401', retryable: false },
  });

  return { conversations, messages: [...messages], sources: SOURCES };
}
