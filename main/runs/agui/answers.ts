import type { Interrupt, ResumeEntry } from '@ag-ui/core';
import type { InterruptAnswer } from '../../../preload/contract.ts';
import { appError, fail, ok, type Result } from '../../errors.ts';
import { asksApproval, fits, takesEditedArgs } from './form.ts';
import { expiryOf, toolQuestion } from './interrupts.ts';
import { isRecord, readJsonText } from './json.ts';
import type { Asked } from './memory.ts';

/** What a person's answers come to. */
export interface Answered {
  /** For the interrupts of the protocol: all of them, as it demands. */
  readonly resume: readonly ResumeEntry[];
  /** For questions in the way of LangGraph; empty when none was answered. */
  readonly commands: readonly unknown[];
  /** Calls of this computer's tools, and whether each may be used. */
  readonly calls: readonly { readonly id: string; readonly approved: boolean }[];
}

/**
 * Reads the answers to all that is asked. Errors: `validation` with reason `incomplete` (all are answered together),
 * `notAsked`, `expired` (only `cancel` is left then) or `payload` (it does not fit what was asked).
 */
export function readAnswers(asked: Asked, answers: readonly InterruptAnswer[], now: number): Result<Answered> {
  const given = new Map(answers.map((answer) => [answer.interruptId, answer]));
  const ids = [
    ...asked.interrupts.map(({ id }) => id),
    ...asked.customs.map(({ id }) => id),
    ...asked.calls.map(toolQuestion),
  ];
  if ([...given.keys()].some((id) => !ids.includes(id))) return refuse('notAsked', 'this is not asked');
  if (ids.some((id) => !given.has(id))) return refuse('incomplete', 'all questions are answered together');

  const resume: ResumeEntry[] = [];
  for (const interrupt of asked.interrupts) {
    const answer = given.get(interrupt.id);
    const entry = answer && resumeEntry(interrupt, answer, now);
    if (!entry?.ok) return entry ?? refuse('incomplete', 'all questions are answered together');
    resume.push(entry.value);
  }
  const commands: unknown[] = [];
  for (const { id } of asked.customs) {
    const answer = given.get(id);
    if (!answer || answer.decision === 'cancel') continue;
    const payload = readPayload(answer.payload);
    if (!payload.ok) return payload;
    commands.push(payload.value ?? { approved: answer.decision === 'approve' });
  }
  const calls = asked.calls.map((id) => ({ id, approved: given.get(toolQuestion(id))?.decision === 'approve' }));
  return ok({ resume, commands, calls });
}

function resumeEntry(interrupt: Interrupt, answer: InterruptAnswer, now: number): Result<ResumeEntry> {
  const interruptId = interrupt.id;
  if (answer.decision === 'cancel') return ok({ interruptId, status: 'cancelled' });
  const expiresAt = expiryOf(interrupt);
  if (expiresAt !== null && expiresAt <= now) return refuse('expired', 'the time to answer has passed');
  const given = readPayload(answer.payload);
  if (!given.ok) return given;
  const { responseSchema: schema } = interrupt;
  if (answer.decision === 'refuse') {
    return ok({ interruptId, status: 'resolved', payload: refusal(given.value, schema) });
  }
  const args = readPayload(takesEditedArgs(schema) ? answer.args : null);
  if (!args.ok) return args;
  const payload = approval(given.value, args.value, schema);
  if (schema && !fits(payload, schema)) return refuse('payload', 'the answer does not fit what was asked');
  return ok({ interruptId, status: 'resolved', payload });
}

/** A refusal is `approved: false`, unless the question has words of its own for it (`{"sure": false}`, `false`). */
function refusal(given: unknown, schema: Interrupt['responseSchema']): unknown {
  const said = { ...(isRecord(given) ? given : {}), approved: false };
  if (given === undefined || !schema || fits(said, schema)) return said;
  return fits(given, schema) ? given : { approved: false };
}

function approval(given: unknown, args: unknown, schema: Interrupt['responseSchema']): unknown {
  const edited = args === undefined ? {} : { editedArgs: args };
  if (asksApproval(schema)) return { ...(isRecord(given) ? given : {}), approved: true, ...edited };
  if (given !== undefined && args === undefined) return given;
  const said = { ...(isRecord(given) ? given : {}), ...edited };
  const plain = { approved: true, ...said };
  return !schema || fits(plain, schema) ? plain : said;
}

/** JSON text as a value; `undefined` for none. */
function readPayload(text: string | null): Result<unknown> {
  if (text === null) return ok(undefined);
  const value = readJsonText(text);
  // `null` stands for an absent field in this protocol and is never sent.
  return value === undefined || value === null ? refuse('payload', 'not a JSON value') : ok(value);
}

function refuse(reason: string, message: string): Result<never> {
  return fail(appError('validation', message, { reason }));
}
