import type { Page } from 'playwright/test';
import type {
  AnswerSource,
  AnswerSourceKind,
  AnswerTarget,
  Bridge,
  CommandName,
  Comparison,
  Conversation,
  LocalAnswer,
  Message,
  ReplyOf,
  RequestOf,
  Settings,
  Source,
} from '../../../preload/contract.ts';
import type { Scenario } from './fake-bridge.ts';
import { withFakeBridge } from './pages.ts';

declare global {
  interface Window {
    /** Lets answers come, for the tests. `place`: the answer's place in the order of asking, from 0. */
    compareFake: {
      grow(place: number, text: string, reasoning?: string): void;
      change(place: number, answer: Partial<LocalAnswer>, message?: Partial<Message>): void;
      /** What is told next leaves a gap. */
      skip(): void;
    };
  }
}

/** What the page is to find besides a workspace. */
export interface CompareScenario {
  readonly sources: readonly Source[];
  readonly answers: Settings['answers'];
}

/** Adds sources and comparisons to the stand-in for main. It runs in the page, so it carries everything inside it. */
function installCompare(scenario: CompareScenario): void {
  const base = (window as unknown as { companion: Bridge }).companion;
  const comparisons = new Map<number, Comparison>();
  let current = 0;
  let serial = 70_000;

  const open = (id: number): Comparison => {
    const found = comparisons.get(id);
    if (!found) throw new Error(`no comparison ${id}`);
    return found;
  };
  const holding = (messageId: number): Comparison => {
    const found = [...comparisons.values()].find(({ answers }) => answers.some(({ id }) => id === messageId));
    if (!found) throw new Error(`no answer ${messageId}`);
    return found;
  };
  const nameOf = ({ sourceId }: AnswerTarget) => scenario.sources.find(({ id }) => id === sourceId)?.name ?? 'Halext';
  const message = (conversationId: number, more: Partial<Message>): Message => {
    const id = ++serial;
    return {
      id,
      remoteId: null,
      conversationId,
      order: id,
      author: 'ai',
      authorName: null,
      modelUsed: null,
      modelAsked: null,
      content: '',
      createdAt: Date.now(),
      state: { kind: 'stored' },
      answer: 'none',
      local: null,
      ...more,
    };
  };
  const asked = (question: Message, target: AnswerTarget): Message =>
    message(question.conversationId, {
      modelAsked: target.model,
      local: {
        parentId: question.id,
        shown: false,
        siblings: [],
        answer: {
          state: { kind: 'asking', since: Date.now() },
          target,
          sourceName: nameOf(target),
          demo: false,
          reasoning: '',
          tried: [],
          leftOut: 0,
          cached: false,
          tokens: { input: null, output: null },
          firstMs: null,
          totalMs: null,
          cost: null,
        },
      },
    });
  const listed = (conversation: Conversation) =>
    window.fake.emit('conversations', { revision: ++listRevision, upserts: [conversation], removed: [] });
  let listRevision = 1;

  /** Keeps the answers of a comparison and tells what is new of them. */
  function tell(
    { conversation, ...before }: Comparison,
    answers: readonly Message[],
    news: { upserts?: readonly Message[]; appended?: readonly { id: number; text: string; reasoning: string }[] },
  ): void {
    const revision = before.revision + 1;
    comparisons.set(conversation.id, { ...before, conversation, answers, revision });
    window.fake.emit('messages', { conversationId: conversation.id, revision, upserts: [], removed: [], ...news });
  }
  function replaceAnswer(comparison: Comparison, next: Message): void {
    const answers = comparison.answers.map((each) => (each.id === next.id ? next : each));
    tell(comparison, answers, { upserts: [next] });
  }
  function patched(before: Message, answer: Partial<LocalAnswer>, more: Partial<Message> = {}): Message {
    if (!before.local?.answer) throw new Error('not an answer');
    return { ...before, ...more, local: { ...before.local, answer: { ...before.local.answer, ...answer } } };
  }
  function at(place: number): Message {
    const found = open(current).answers[place];
    if (!found) throw new Error(`no answer at ${place}`);
    return found;
  }

  function compare({ prompt, targets }: RequestOf<'local.compare'>): Comparison {
    const id = ++serial;
    const conversation: Conversation = {
      id,
      remoteId: null,
      title: prompt.slice(0, 60),
      withAi: true,
      modelId: null,
      owner: true,
      people: [],
      last: { author: 'me', name: null, text: prompt, at: Date.now() },
      lastAt: Date.now(),
      unread: 0,
      hidden: false,
      presence: 'here',
      gap: false,
      draft: null,
      queued: 0,
      deciding: 0,
      local: { chain: targets.slice(0, 1), comparison: true, answering: targets.length },
    };
    const question = message(id, {
      author: 'me',
      content: prompt,
      local: { parentId: null, shown: true, siblings: [], answer: null },
    });
    const comparison = { conversation, question, answers: targets.map((each) => asked(question, each)), revision: 1 };
    comparisons.set(id, comparison);
    current = id;
    listed(conversation);
    return comparison;
  }

  type Handlers = { [C in CommandName]?: (request: RequestOf<C>) => ReplyOf<C> };
  const handlers: Handlers = {
    'sources.list': () => scenario.sources,
    'sources.models': () => ({ models: ['small', 'large'], details: [], fetchedAt: Date.now(), emptyNow: false }),
    'local.compare': compare,
    'local.comparison': ({ conversationId }) => {
      current = conversationId;
      return open(conversationId);
    },
    'local.stop': ({ messageId }) => {
      const comparison = holding(messageId);
      const before = comparison.answers.find(({ id }) => id === messageId);
      if (before) replaceAnswer(comparison, patched(before, { state: { kind: 'stopped' }, totalMs: 4_000 }));
      return null;
    },
    'local.regenerate': ({ messageId, target }) => {
      const comparison = holding(messageId);
      const before = comparison.answers.find(({ id }) => id === messageId);
      const next = asked(comparison.question, target ?? before?.local?.answer?.target ?? { sourceId: '', model: null });
      tell(comparison, [...comparison.answers, next], { upserts: [next] });
      return next;
    },
    'local.goOnWith': ({ messageId }) => holding(messageId).conversation,
  };

  const bridge: Bridge = {
    async call(command, request) {
      const known = await base.call(command, request);
      if (!known.ok) return known;
      if (command === 'settings.get') {
        const value = known.value as ReplyOf<'settings.get'>;
        const settings = { ...value.settings, answers: scenario.answers };
        return { ok: true, value: { ...value, settings } as ReplyOf<typeof command> };
      }
      const handler = handlers[command] as ((value: typeof request) => ReplyOf<typeof command>) | undefined;
      return handler ? { ok: true, value: handler(request) } : known;
    },
    on: (topic, listener) => base.on(topic, listener),
  };
  Object.assign(window, {
    companion: bridge,
    compareFake: {
      grow(place: number, text: string, reasoning = '') {
        const before = at(place);
        const comparison = open(current);
        const next = patched(
          before,
          { reasoning: (before.local?.answer?.reasoning ?? '') + reasoning },
          { content: before.content + text },
        );
        const answers = comparison.answers.map((each) => (each.id === next.id ? next : each));
        tell(comparison, answers, { appended: [{ id: next.id, text, reasoning }] });
      },
      change(place: number, answer: Partial<LocalAnswer>, more: Partial<Message> = {}) {
        replaceAnswer(open(current), patched(at(place), answer, more));
      },
      skip() {
        const comparison = open(current);
        comparisons.set(current, { ...comparison, revision: comparison.revision + 1 });
      },
    },
  });
}

/** A source of answers as it stands in the settings. */
export function answerSource(id: string, kind: AnswerSourceKind, name: string, model: string | null): AnswerSource {
  return {
    id,
    kind,
    name,
    address: `https://${id}.example.org`,
    demo: false,
    hasKey: true,
    headers: [],
    model,
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

export const OPENAI = answerSource('openai', 'openai-connector', 'OpenAI', 'gpt-4o-mini');
export const MISTRAL = answerSource('mistral', 'mistral-connector', 'Mistral', 'mistral-small-latest');
export const STUDIO = answerSource('studio', 'openai-compatible', 'Atelier llama.cpp', 'llama3.1:8b-instruct-q4_K_M');
export const WEBUI = answerSource('webui', 'open-webui', 'Open WebUI de l’équipe hydraulique', null);

/** Puts the workspace, the sources and their answers behind `window.companion` before the page loads. */
export async function withCompareBridge(page: Page, scenario: Scenario, compare: CompareScenario): Promise<void> {
  await withFakeBridge(page, scenario);
  await page.addInitScript(installCompare, compare);
}
