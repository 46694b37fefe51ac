import type { Message, RunSummary, TopicName, Topics } from '../../preload/contract.ts';
import type { LastRun } from './probes/agui.ts';
import type { Answered } from './sql/answered.ts';

/** How long something counts as in use after it was used, milliseconds. */
const IN_USE_MS = 24 * 3_600_000;
/** Answers come and go with the day's work: a source of theirs is missed for longer. */
export const ANSWERS_IN_USE_MS = 7 * 24 * 3_600_000;
/** The model that answered last says something about the next answer for so long. */
const MODEL_MS = 3_600_000;

/** What the person uses, and what using it has shown of the services. */
export interface Usage {
  /** Takes note of an event on its way to the windows. */
  observe<T extends TopicName>(topic: T, event: Topics[T]): void;
  answered(message: Pick<Message, 'author' | 'modelUsed' | 'createdAt'>): void;
  runs(runs: readonly RunSummary[]): void;
  /** Answers of earlier times. */
  recall(answers: readonly Answered[]): void;
  /** The source was given a task within a day. */
  sourceInUse(sourceId: string, now: number): boolean;
  /** The source has answered a question within seven days. */
  answersInUse(sourceId: string, now: number): boolean;
  /** The AI has answered within a day, since the program started. */
  aiInUse(now: number): boolean;
  /** What answered last, within an hour; `null` when not known. */
  lastModel(now: number): string | null;
  lastRun(sourceId: string): LastRun | null;
  /** The source has changed: what an older run met is over. */
  forget(sourceId: string): void;
  /** Another account: its AI is another one. */
  reset(): void;
}

export function createUsage(): Usage {
  const usedAt = new Map<string, number>();
  const answeredAt = new Map<string, number>();
  const lastRuns = new Map<string, LastRun>();
  let answer: { readonly model: string | null; readonly at: number } | null = null;

  function note(run: RunSummary): void {
    const { sourceId, startedAt } = run;
    usedAt.set(sourceId, Math.max(startedAt, usedAt.get(sourceId) ?? 0));
    const told = toldBy(run);
    if (told && told.at >= (lastRuns.get(sourceId)?.at ?? 0)) lastRuns.set(sourceId, told);
  }

  function noteAnswer({ local, createdAt }: Message): void {
    const answer = local?.answer;
    if (answer?.state.kind !== 'complete') return;
    noteAnswered({ sourceId: answer.target.sourceId, at: createdAt });
  }

  function noteAnswered({ sourceId, at }: Answered): void {
    answeredAt.set(sourceId, Math.max(at, answeredAt.get(sourceId) ?? 0));
  }

  return {
    observe(topic, event) {
      if (topic === 'runs') for (const run of (event as Topics['runs']).upserts) note(run);
      if (topic === 'messages') for (const message of (event as Topics['messages']).upserts) noteAnswer(message);
    },
    answered({ author, modelUsed, createdAt }) {
      if (author === 'ai' && createdAt >= (answer?.at ?? 0)) answer = { model: modelUsed, at: createdAt };
    },
    runs: (runs) => runs.forEach(note),
    recall: (answers) => answers.forEach(noteAnswered),
    sourceInUse: (sourceId, now) => now - (usedAt.get(sourceId) ?? 0) < IN_USE_MS,
    answersInUse: (sourceId, now) => now - (answeredAt.get(sourceId) ?? Number.NEGATIVE_INFINITY) < ANSWERS_IN_USE_MS,
    aiInUse: (now) => answer !== null && now - answer.at < IN_USE_MS,
    lastModel: (now) => (answer !== null && now - answer.at < MODEL_MS ? answer.model : null),
    lastRun: (sourceId) => lastRuns.get(sourceId) ?? null,
    forget: (sourceId) => lastRuns.delete(sourceId),
    reset() {
      answer = null;
    },
  };
}

function toldBy({ kind, state }: RunSummary): LastRun | null {
  if (kind !== 'agui') return null;
  switch (state.kind) {
    case 'succeeded':
    case 'apologised':
      return { kind: 'worked', at: state.since };
    case 'failed':
      return state.error?.kind === 'auth' ? { kind: 'refused', at: state.since, error: state.error } : null;
    default:
      return null;
  }
}
