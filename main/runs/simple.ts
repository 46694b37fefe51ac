import type { FormField, Interrupt, InterruptAnswer, RunSummary } from '../../preload/contract.ts';
import { appError, fail, type Result } from '../errors.ts';
import type { Runs } from './index.ts';

export type Decision = 'approve' | 'refuse';

/** What a run asked when it was put before the person: an answer belongs to this and to nothing asked since. */
export interface Asked {
  readonly runId: number;
  readonly since: number;
  readonly title: string;
  readonly count: number;
}

/**
 * Whether yes or no is enough: nothing to fill in, one boolean, or leave to use a tool where all that could be filled in
 * may be left as the agent wrote it.
 */
export function isSimple(interrupt: Interrupt): boolean {
  const { form, toolName, reason } = interrupt;
  if (form === null) return false;
  if (form.length === 0 || onlyBoolean(interrupt)) return true;
  return toolName !== null && reason !== 'input_required' && form.every(({ required }) => !required);
}

function onlyBoolean({ form }: Interrupt): FormField | undefined {
  const [field] = form ?? [];
  return form?.length === 1 && field?.type === 'boolean' ? field : undefined;
}

/** Yes or no to a simple question. A boolean that is asked for is given the same answer, so that it fits its schema. */
export function simpleAnswer(interrupt: Interrupt, decision: Decision): InterruptAnswer {
  const field = onlyBoolean(interrupt);
  const yes = decision === 'approve';
  const value = field && (field.name === '' ? yes : { [field.name]: yes });
  return {
    interruptId: interrupt.id,
    decision,
    payload: value === undefined ? null : JSON.stringify(value),
    args: null,
  };
}

/** What can be answered at `now` by yes or no, outside the window that shows all of it; `null` when that is not enough. */
export function simplyAsked({ id, state, asks }: RunSummary, now: number): Asked | null {
  if (state.kind !== 'waiting' || !asks?.simple) return null;
  if (asks.expiresAt !== null && asks.expiresAt <= now) return null;
  return { runId: id, since: state.since, title: asks.title, count: asks.count };
}

/** The window number of whoever is none: the tray and the notifications. */
const NO_WINDOW = 0;

/**
 * Answers all a run asks by yes or no. Errors: those of `runs.answer`; `validation`/`notAsked` when something else is
 * asked by now, and nothing has been sent.
 */
export async function answerSimply(
  runs: Pick<Runs, 'open' | 'closed' | 'answer'>,
  asked: Asked,
  decision: Decision,
): Promise<Result<null>> {
  const id = asked.runId;
  const opened = await runs.open({ id }, NO_WINDOW);
  runs.closed({ id }, NO_WINDOW);
  if (!opened.ok) return opened;
  const { run, interrupts } = opened.value;
  const same = run.state.since === asked.since && run.asks?.title === asked.title && run.asks.count === asked.count;
  if (!same || interrupts.length === 0 || !interrupts.every(isSimple)) {
    return fail(appError('validation', 'this is not what the run asks now', { reason: 'notAsked' }));
  }
  return runs.answer({ id, answers: interrupts.map((each) => simpleAnswer(each, decision)) });
}
