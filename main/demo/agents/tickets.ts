import type { AgentEvent, AgentRun, Events, RunEnd } from './agent.ts';
import { remember } from './memory.ts';
import { answerAboutDraft, askToSend, SITE } from './sending.ts';
import { callTool, pieces, say, step, think, toolResult, wordUsage } from './speech.ts';
import { PHOTOS, STORY, TICKETS, type Ticket, WITHOUT_PHOTO } from './tickets-story.ts';

const DAY = 86_400_000;
const MAIL = /\b(e?-?mails?|courriels?|send|envoie|envoyer)\b/i;

/**
 * Searches and reads tickets with tools, several at once, with a sub-agent beside it. Asked for a mail, it drafts one
 * and waits for leave to send it.
 */
export async function* ticketsAgent(run: AgentRun): Events<RunEnd> {
  const answered = yield* answerAboutDraft(run);
  if (answered) return answered;
  const story = STORY[run.language];
  const pump = /\b[A-Z]{1,3}-\d{2,4}\b/.exec(run.question)?.[0] ?? 'P-204';
  yield* step(story.steps.understand, think(run, story.reasoning(pump)));
  yield* step(story.steps.search, search(run, pump));
  yield* step(story.steps.read, readAll(run));
  const usage = (text: string) => wordUsage(run.question, text, story.reasoning(pump));
  if (MAIL.test(run.question)) {
    const mail = { subject: story.mail.subject(pump), text: story.mail.text(pump), recipients: SITE };
    const end = yield* step(story.steps.draft, askToSend(run, mail));
    return { ...end, usage: usage(mail.text) };
  }
  const summary = story.summary(pump);
  yield* step(story.steps.sum, say(run, summary));
  remember(run.demo, run.thread, run.question);
  return {
    result: { open: TICKETS.length, withoutPhoto: WITHOUT_PHOTO.map(({ id }) => id) },
    usage: usage(summary),
  };
}

async function* search(run: AgentRun, pump: string): Events {
  const since = new Date(run.demo.now() - 5 * DAY).toISOString().slice(0, 10);
  const id = yield* callTool(run, 'search_tickets', { query: pump, status: 'open', since });
  await run.pause(1_500);
  const rows = TICKETS.map((ticket) => ({ id: ticket.id, subject: ticket.subject[run.language] }));
  yield toolResult(run, id, JSON.stringify({ found: rows.length, rows }));
}

/** All tickets at once: their arguments interleave, their results come in another order, the sub-agent in between. */
async function* readAll(run: AgentRun): Events {
  const calls = TICKETS.map((ticket) => ({ ticket, toolCallId: run.demo.newId() }));
  for (const { toolCallId } of calls) yield { type: 'TOOL_CALL_START', toolCallId, toolCallName: 'read_ticket' };
  yield* interleaved(
    run,
    calls.map(({ ticket, toolCallId }) => ({ toolCallId, args: JSON.stringify({ id: ticket.id, photos: true }) })),
  );
  for (const { toolCallId } of calls) yield { type: 'TOOL_CALL_END', toolCallId };
  const subagentRunId = run.demo.newId();
  const { description } = STORY[run.language].photoCheck;
  yield { type: 'SUBAGENT_STARTED', subagentRunId, name: 'photo-check', description };
  for (const { ticket, toolCallId } of [...calls].reverse()) {
    await run.pause(700);
    yield toolResult(run, toolCallId, ticketJson(run, ticket));
  }
  yield* checkPhotos(run, subagentRunId);
}

async function* checkPhotos(run: AgentRun, subagentRunId: string): Events {
  yield* say(run, STORY[run.language].photoCheck.report, subagentRunId);
  await run.pause(800);
  const result = { looked: PHOTOS, missing: WITHOUT_PHOTO.length };
  yield { type: 'SUBAGENT_FINISHED', subagentRunId, result, outcome: { type: 'success' } };
}

async function* interleaved(run: AgentRun, calls: { toolCallId: string; args: string }[]): AsyncGenerator<AgentEvent> {
  const parts = calls.map(({ toolCallId, args }) => ({ toolCallId, deltas: pieces(args) }));
  const longest = Math.max(...parts.map(({ deltas }) => deltas.length));
  for (let at = 0; at < longest; at++) {
    await run.pause(60);
    for (const { toolCallId, deltas } of parts) {
      const delta = deltas[at];
      if (delta !== undefined) yield { type: 'TOOL_CALL_ARGS', toolCallId, delta };
    }
  }
}

function ticketJson(run: AgentRun, { id, subject, photos }: Ticket): string {
  return JSON.stringify({ id, subject: subject[run.language], status: 'open', photos });
}
