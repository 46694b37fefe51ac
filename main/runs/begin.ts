import type { AgentSource, RunRequest, RunSummary, Turn } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import { titleFrom } from '../conversations/content.ts';
import { appError, fail, ok, type Result } from '../errors.ts';
import type { Sources } from '../sources/index.ts';
import { isAgent } from '../sources/kinds.ts';
import type { Book } from './book.ts';
import { checkPrompt, turnsOf } from './prompt.ts';
import { isFinal, type Run } from './run.ts';
import { summarise } from './summary.ts';

export interface BeginDeps {
  readonly book: Pick<Book, 'read' | 'create'>;
  readonly sources: Pick<Sources, 'get'>;
  readonly clock: Clock;
  /** Hands a stored run to what sends it. */
  readonly submit: (run: Run) => void;
}

/** The thread of an AG-UI agent goes on under its id, with what is known of it. */
type Thread = Pick<Run, 'remoteId' | 'memory'>;

const NEW_THREAD: Thread = { remoteId: null, memory: null };

/**
 * Begins a run: it is stored before anything is sent. Errors: those of `checkPrompt`; `notFound` with reason `source` or
 * `run`; `validation`/`underWay` when it is to go on from a run that has not ended; `storage`.
 */
export async function begin(deps: BeginDeps, request: RunRequest): Promise<Result<RunSummary>> {
  const prompt = checkPrompt(request.prompt);
  if (!prompt.ok) return prompt;
  const source = deps.sources.get(request.sourceId);
  if (!source || !isAgent(source)) return noSource();
  const before = await readPrevious(deps, request.previousId);
  if (!before.ok) return before;
  const previous = before.value;
  const own = request.earlier.map(({ role, text }) => ({ role, text: text.toWellFormed() }));
  return create(deps, source, {
    model: modelOf(source, request.model),
    prompt: prompt.value,
    earlier: previous ? [...turnsOf(previous), ...own] : own,
    conversationId: request.conversationId ?? previous?.conversationId ?? null,
    previousId: request.previousId,
    thread: previous ? threadOf(previous, source) : NEW_THREAD,
  });
}

/**
 * The same prompt and turns once more, to the same source. An AG-UI agent gets a new thread: the old one has heard the
 * prompt already. Errors: `notFound` with reason `run` or `source`; `storage`.
 */
export async function beginAgain(deps: BeginDeps, id: number): Promise<Result<RunSummary>> {
  const found = await deps.book.read(id);
  if (!found.ok) return found;
  const { sourceId, model, prompt, earlier, conversationId } = found.value;
  const source = deps.sources.get(sourceId);
  if (!source || !isAgent(source)) return noSource();
  return create(deps, source, { model, prompt, earlier, conversationId, previousId: id, thread: NEW_THREAD });
}

async function readPrevious({ book }: BeginDeps, id: number | null): Promise<Result<Run | null>> {
  if (id === null) return ok(null);
  const found = await book.read(id);
  if (found.ok && !isFinal(found.value.state)) {
    return fail(appError('validation', 'the run to go on from has not ended', { reason: 'underWay' }));
  }
  return found;
}

function modelOf(source: AgentSource, asked: string | null): string | null {
  return source.kind === 'gateway' ? (asked ?? source.model) : null;
}

function threadOf({ kind, sourceId, remoteId, memory }: Run, source: AgentSource): Thread {
  return kind === 'agui' && sourceId === source.id ? { remoteId, memory } : NEW_THREAD;
}

interface Wanted {
  readonly model: string | null;
  readonly prompt: string;
  readonly earlier: readonly Turn[];
  readonly conversationId: number | null;
  readonly previousId: number | null;
  readonly thread: Thread;
}

async function create(deps: BeginDeps, source: AgentSource, wanted: Wanted): Promise<Result<RunSummary>> {
  const now = deps.clock.now();
  const { thread, ...rest } = wanted;
  const created = await deps.book.create({
    ...rest,
    ...thread,
    kind: source.kind,
    sourceId: source.id,
    sourceName: source.name,
    demo: source.demo,
    title: titleFrom(wanted.prompt),
    state: { kind: 'submitting', since: now },
    contact: { kind: 'ok' },
    startedAt: now,
    lastNewsAt: now,
    endedAt: null,
    unseen: false,
    items: [],
    interrupts: [],
    sharedState: null,
    usage: [],
    result: null,
    media: [],
    events: 0,
    faults: 0,
  });
  if (!created.ok) return created;
  deps.submit(created.value);
  return ok(summarise(created.value));
}

function noSource(): Result<never> {
  return fail(appError('notFound', 'there is no such source', { reason: 'source' }));
}
