import type { TFunction } from 'i18next';
import type {
  AppError,
  CommandName,
  Message,
  MessageState,
  ReplyOf,
  RequestOf,
  Result,
} from '../../../preload/contract.ts';
import { answerSentence } from '../../../renderer/sources/answer-words.ts';
import { errorSentence } from '../../../renderer/ui/error-sentence.ts';
import type { Program } from '../companion/computer.ts';

/** For whatever needs no real waiting, on a busy machine. */
const SOON_MS = 20_000;
const LOOK_MS = 20;

/** Waits until `look` answers what is wanted; what it answered last stands in the error. */
export async function until<T>(what: string, look: () => Promise<T> | T, wanted: T, ms = SOON_MS): Promise<void> {
  const end = performance.now() + ms;
  let seen = await look();
  while (JSON.stringify(seen) !== JSON.stringify(wanted)) {
    if (performance.now() > end) throw new Error(`${what}: ${JSON.stringify(seen)}, not ${JSON.stringify(wanted)}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    seen = await look();
  }
}

/** Asks as a window would, and takes a refusal for an answer. */
export function attempt<C extends CommandName>(
  program: Program,
  command: C,
  request: RequestOf<C>,
): Promise<Result<ReplyOf<C>>> {
  const handle = program.companion.handlers[command] as (
    asked: unknown,
    sender: unknown,
  ) => Promise<Result<ReplyOf<C>>>;
  return handle(request, { windowId: 1, origin: '', mainFrame: true });
}

const keyOf = ((key: string) => key) as unknown as TFunction;

/** What a person is told: kind and reason of the error, and the key of the sentence they choose. */
export function told(error: AppError, sentence = errorSentence): string {
  return `${error.kind}/${error.reason ?? ''} ${sentence(keyOf, error)}`;
}

/** The same of an attempt; `null` when it went well. */
export function toldOf(result: Result<unknown>): string | null {
  return result.ok ? null : told(result.error);
}

/** What the line over the list of conversations says; `null` while all is well. */
export async function listSays(program: Program): Promise<string | null> {
  const state = await program.ask('sync.get', null);
  if (state.kind === 'paused') return `paused ${state.reason}`;
  return state.kind === 'offline' ? told(state.error) : null;
}

export async function thread(program: Program, conversationId: number): Promise<readonly Message[]> {
  return (await program.ask('messages.open', { conversationId, around: null, limit: 200 })).messages;
}

export async function stateOf(
  program: Program,
  conversationId: number,
  content: string,
): Promise<MessageState['kind'] | null> {
  return (await thread(program, conversationId)).find((message) => message.content === content)?.state.kind ?? null;
}

/** Waits for the first synchronisation; answers a conversation with AI. */
export async function synchronised(program: Program): Promise<number> {
  const list = async () => (await program.ask('conversations.list', null)).conversations;
  await until('the first synchronisation', async () => (await list()).length > 3, true);
  return (await list()).find(({ withAi, presence }) => withAi && presence === 'here')?.id ?? 0;
}

/** How a run has ended; `null` while it has not. */
export async function outcome(program: Program, id: number): Promise<string | null> {
  const { state } = (await program.ask('runs.open', { id })).run;
  switch (state.kind) {
    case 'submitting':
    case 'running':
    case 'silent':
    case 'waiting':
      return null;
    case 'failed':
      return state.error ? told(state.error, answerSentence) : `failed: ${state.code}`;
    case 'lost':
      return `lost ${state.reason}`;
    default:
      return state.kind;
  }
}
