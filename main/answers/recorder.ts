import type { Clock } from '../clock.ts';
import { type AppError, fail, ok, type Result } from '../errors.ts';
import type { AnswerEnd, AnswerFacts, AnswerSink, Finish, IncompleteReason, ToolCallPiece, Usage } from './source.ts';

/** Notes what is told of one answer, and decides what its end means. */
export interface Recorder {
  /** A request begins to be made. */
  attempt(): void;
  sent(): void;
  firstByte(): void;
  text(delta: string): void;
  reasoning(delta: string): void;
  toolCall(piece: ToolCallPiece): void;
  usage(usage: Usage): void;
  model(id: string): void;
  finish(finish: Finish): void;
  complete(): Result<AnswerEnd>;
  /** After the first words an incomplete answer, before them a failure. */
  broken(why: IncompleteReason, error: AppError): Result<AnswerEnd>;
  /** A failure before the answer began; the person's Stop is none. */
  failed(error: AppError): Result<AnswerEnd>;
}
export function createRecorder(
  sink: AnswerSink,
  clock: Pick<Clock, 'now'>,
  { signal }: { signal: AbortSignal },
): Recorder {
  const asked = clock.now();
  let attempts = 0;
  let sent: number | null = null;
  let firstByte: number | null = null;
  let firstText: number | null = null;
  let usage: Usage | null = null;
  let model: string | null = null;
  let finish: Finish | null = null;

  const facts = (): AnswerFacts => {
    const times = { asked, sent, firstByte, firstText, end: clock.now() };
    return { usage, model, finish, attempts, times };
  };
  /** Nothing is told any more once the person has stopped it: what they see must not go on growing. */
  const tell = (told: () => void) => {
    if (signal.aborted) return;
    firstText ??= clock.now();
    told();
  };
  const stopped = () => ok<AnswerEnd>({ ...facts(), kind: 'stopped' });

  return {
    attempt() {
      attempts += 1;
      sent = null;
    },
    sent() {
      sent = clock.now();
    },
    firstByte() {
      firstByte = clock.now();
    },
    text: (delta) => delta !== '' && tell(() => sink.text(delta)),
    reasoning: (delta) => delta !== '' && tell(() => sink.reasoning(delta)),
    toolCall: (piece) => tell(() => sink.toolCall?.(piece)),
    usage(reported) {
      usage = reported;
      sink.usage(reported);
    },
    model(id) {
      if (model !== null) return;
      model = id;
      sink.model(id);
    },
    finish(reason) {
      finish = reason;
    },
    complete: () => (signal.aborted ? stopped() : ok({ ...facts(), kind: 'complete' })),
    broken(why, error) {
      if (signal.aborted) return stopped();
      return firstText === null ? fail(error) : ok({ ...facts(), kind: 'incomplete', why, error });
    },
    failed: (error) => (signal.aborted ? stopped() : fail(error)),
  };
}
