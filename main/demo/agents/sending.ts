import type { Interrupt, ResumeEntry } from '@ag-ui/core';
import { z } from 'zod';
import type { Language } from '../responder/language.ts';
import type { MailDraft } from '../state.ts';
import type { AgentRun, Events, RunEnd, RunFinish } from './agent.ts';
import { closeDraft, remember } from './memory.ts';
import { SENDING } from './sending-words.ts';
import { callTool, say, toolResult } from './speech.ts';

/** How long a draft waits for an answer. */
const OPEN_MS = 5 * 60_000;

/** Nobody is behind these: `.example` belongs to nobody. */
export const SITE = ['a.legoff@dinard.example', 'l.morvan@dinard.example', 'site@dinard.example'];

export interface Mail {
  recipients: string[];
  subject: string;
  text: string;
}

/** Calls `send_mail`, leaves the call open, and ends the run with the question whether to send. */
export async function* askToSend(run: AgentRun, mail: Mail, parentMessageId?: string): Events<RunFinish> {
  const draft = yield* openDraft(run, mail, parentMessageId);
  return { outcome: { type: 'interrupt', interrupts: [question(draft)] } };
}

/** The same question as bridges to other frameworks ask it: a custom event with JSON as text, then a plain end. */
export async function* askByCustomEvent(run: AgentRun, mail: Mail): Events<RunFinish> {
  const draft = yield* openDraft(run, mail);
  const { message } = question(draft);
  const value = JSON.stringify({ message, action: 'send_mail', args: mail, options: ['approve', 'refuse'] });
  yield { type: 'CUSTOM', name: 'on_interrupt', value };
  return {};
}

async function* openDraft(run: AgentRun, mail: Mail, parentMessageId?: string): Events<MailDraft> {
  const { demo, language } = run;
  const toolCallId = yield* callTool(run, 'send_mail', mail, parentMessageId);
  const openMs = demo.switches.value('agentInterruptMs') ?? OPEN_MS;
  const draft = { ...mail, interruptId: demo.newId(), toolCallId, expiresAt: demo.now() + openMs, language };
  remember(demo, run.thread, run.question, draft);
  yield { type: 'STATE_SNAPSHOT', snapshot: { mail, sent: false } };
  return draft;
}

function question({ interruptId, toolCallId, expiresAt, language, ...mail }: MailDraft): Interrupt {
  const words = SENDING[language];
  return {
    id: interruptId,
    reason: 'tool_call',
    message: words.question(mail.recipients.length),
    toolCallId,
    expiresAt: new Date(expiresAt).toISOString(),
    responseSchema: responseSchema(mail, language),
  };
}

/** What the answer may hold. That `editedArgs` is in it gives leave to change the arguments. */
function responseSchema({ recipients, subject, text }: Mail, language: Language) {
  const { fields } = SENDING[language];
  const to = { type: 'array', items: { type: 'string', enum: recipients }, uniqueItems: true };
  return {
    type: 'object',
    properties: {
      approved: { type: 'boolean', title: fields.approved },
      recipients: { ...to, title: fields.recipients, default: recipients },
      subject: { type: 'string', title: fields.subject, maxLength: 120, default: subject },
      text: { type: 'string', title: fields.text, maxLength: 4_000, default: text },
      editedArgs: {
        type: 'object',
        properties: { recipients: to, subject: { type: 'string' }, text: { type: 'string' } },
      },
    },
    required: ['approved'],
  };
}

const mailChange = z.object({
  recipients: z.array(z.string()).optional(),
  subject: z.string().optional(),
  text: z.string().optional(),
});
const answer = mailChange.extend({ approved: z.boolean(), editedArgs: mailChange.optional() });

type Decision = { kind: 'send'; mail: Mail } | { kind: 'refuse' } | { kind: 'cancel' };

/** Goes on with the draft of the thread, when this run brings an answer about it; nothing when it brings none. */
export async function* answerAboutDraft(run: AgentRun): Events<RunEnd | null> {
  const { draft } = run.thread;
  const resume = run.input.resume ?? [];
  const command = customAnswer(run);
  if (resume.length === 0 && command === undefined) return null;
  const words = SENDING[draft?.language ?? run.language];
  if (!draft) return { error: { code: 'interrupt_unknown', message: words.unknown } };
  const { interruptId } = draft;
  const byCommand = { interruptId, status: 'resolved' as const, payload: command };
  const given = resume.length === 0 ? byCommand : resume.find((entry) => entry.interruptId === interruptId);
  if (!given) return { error: { code: 'interrupt_unknown', message: words.unknown } };
  if (given.status === 'resolved' && run.demo.now() >= draft.expiresAt) {
    return { error: { code: 'interrupt_expired', message: words.expired } };
  }
  const decision = decide(given, draft);
  if (!decision) return { error: { code: 'invalid_payload', message: words.unreadable } };
  closeDraft(run.demo, run.thread);
  return yield* carryOut(run, draft, decision);
}

/** Bridges resume through `forwardedProps.command.resume`. */
function customAnswer({ input }: AgentRun): unknown {
  const sent = z.object({ command: z.object({ resume: z.unknown() }) }).safeParse(input.forwardedProps);
  const value = sent.data?.command.resume;
  if (typeof value === 'boolean') return { approved: value };
  if (typeof value !== 'string') return value;
  if (value === 'approve' || value === 'refuse') return { approved: value === 'approve' };
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}

function decide({ status, payload }: Pick<ResumeEntry, 'status' | 'payload'>, draft: Mail): Decision | null {
  if (status === 'cancelled') return { kind: 'cancel' };
  const read = answer.safeParse(payload);
  if (!read.success) return null;
  if (!read.data.approved) return { kind: 'refuse' };
  const change = { ...read.data, ...read.data.editedArgs };
  const mail = {
    recipients: change.recipients ?? draft.recipients,
    subject: change.subject ?? draft.subject,
    text: change.text ?? draft.text,
  };
  return { kind: 'send', mail };
}

/** The result belongs to the call of the run before: it is not called again. */
async function* carryOut(run: AgentRun, draft: MailDraft, decision: Decision): Events<RunEnd> {
  const words = SENDING[draft.language];
  await run.pause(800);
  switch (decision.kind) {
    case 'send': {
      const { mail } = decision;
      yield toolResult(
        run,
        draft.toolCallId,
        JSON.stringify({ sent: mail.recipients.length, delivered: 0, demo: true }),
      );
      yield { type: 'STATE_SNAPSHOT', snapshot: { mail, sent: true } };
      yield* say(run, words.sent(mail.recipients, mail.subject));
      return { result: words.sent(mail.recipients, mail.subject) };
    }
    case 'refuse':
      yield toolResult(run, draft.toolCallId, JSON.stringify({ sent: 0, refused: true }));
      yield* say(run, words.refused);
      return {};
    case 'cancel':
      yield toolResult(run, draft.toolCallId, JSON.stringify({ sent: 0, cancelled: true }));
      yield* say(run, words.cancelled);
      return { outcome: { type: 'cancelled' } };
  }
}
