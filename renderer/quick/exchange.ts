import type { AppError, LocalAnswer, Message } from '../../preload/contract.ts';

/** One question asked here and, once it is there, its answer. */
export interface Exchange {
  readonly question: Message;
  readonly answer: Message | null;
}

/**
 * The question with this id and the first answer of the AI after it, from the messages of its conversation in order.
 * `null` when the question is not (or no longer) among them.
 */
export function exchangeOf(messages: readonly Message[], questionId: number): Exchange | null {
  const at = messages.findIndex((each) => each.id === questionId);
  const question = messages[at];
  if (!question) return null;
  if (question.local)
    return { question, answer: messages.find((each) => each.local?.parentId === question.id) ?? null };
  const next = messages.slice(at + 1).find((each) => each.author !== 'other');
  return { question, answer: next?.author === 'ai' ? next : null };
}

/** The last question of ours in a conversation: what "go on with" shows. */
export function lastQuestion(messages: readonly Message[]): Message | null {
  return messages.findLast((each) => each.author === 'me') ?? null;
}

/** Where an exchange stands. */
export type Phase =
  | { readonly kind: 'queued'; readonly waitsFor: 'turn' | 'network' | 'session' }
  | { readonly kind: 'sending' | 'waiting' | 'checking'; readonly since: number }
  /** It is on the server, and the answer is still looked for. */
  | { readonly kind: 'awaited'; readonly since: number }
  | { readonly kind: 'answered'; readonly answer: Message }
  /** A source of one's own is asked, or is answering. */
  | { readonly kind: 'asking' | 'streaming'; readonly since: number; readonly sourceName: string | null }
  /** The person says whether the question goes to the public internet. */
  | { readonly kind: 'crossing' }
  /** There is no whole answer and none will come: what is known stands with the answer. */
  | { readonly kind: 'broken'; readonly answer: Message }
  /** Nobody was asked to answer. */
  | { readonly kind: 'sent' }
  | { readonly kind: 'deciding'; readonly since: number; readonly error: AppError }
  | { readonly kind: 'failed' | 'lost' };

export function phaseOf({ question, answer }: Exchange): Phase {
  if (answer?.local?.answer) return phaseHere(answer, answer.local.answer);
  if (question.local) return { kind: 'asking', since: question.createdAt, sourceName: null };
  if (answer) return { kind: 'answered', answer };
  switch (question.state.kind) {
    case 'queued':
    case 'sending':
    case 'waiting':
    case 'checking':
    case 'deciding':
      return question.state;
    case 'stored':
      switch (question.answer) {
        case 'awaited':
          return { kind: 'awaited', since: question.createdAt };
        case 'failed':
        case 'lost':
          return { kind: question.answer };
        case 'none':
          return { kind: 'sent' };
      }
  }
}

function phaseHere(answer: Message, { state, sourceName }: LocalAnswer): Phase {
  switch (state.kind) {
    case 'asking':
    case 'streaming':
      return { kind: state.kind, since: state.since, sourceName };
    case 'crossing':
      return { kind: 'crossing' };
    case 'complete':
      return { kind: 'answered', answer };
    case 'stopped':
    case 'incomplete':
    case 'failed':
      return { kind: 'broken', answer };
  }
}

/** Whether something may still come without the person doing anything. */
export function isUnderWay(phase: Phase): boolean {
  switch (phase.kind) {
    case 'queued':
    case 'sending':
    case 'waiting':
    case 'checking':
    case 'awaited':
    case 'asking':
    case 'streaming':
    case 'crossing':
      return true;
    case 'broken':
    case 'answered':
    case 'sent':
    case 'deciding':
    case 'failed':
    case 'lost':
      return false;
  }
}

/**
 * The question with the text of the clipboard under it, as a Markdown block that the text cannot end by itself: its
 * fence is longer than any in the text.
 */
export function withClipboard(question: string, clipboard: string | null): string {
  if (clipboard === null) return question;
  const longest = Math.max(2, ...[...clipboard.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${question}\n\n${fence}\n${clipboard.replace(/\s+$/, '')}\n${fence}`;
}
