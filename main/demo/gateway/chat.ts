import { z } from 'zod';
import type { Demo, DemoContext } from '../demo.ts';
import { createReporter } from '../responder/report.ts';
import type { TaskEnding } from '../state.ts';
import { cutSocket, neverAnswer } from '../transport.ts';
import { isKnownModel } from './models.ts';
import { APOLOGIES, askedEnding, completed } from './outcomes.ts';
import { addTask, taskMs } from './tasks.ts';
import { errorJson, errorPage, flaskJson } from './wire.ts';

interface Question {
  /** Any value Python takes for true; checked by nobody at the submit. */
  model: unknown;
  messages: unknown;
}

/** With an `X-SID` header, even an empty one, a task; without, held open until it is done. `stream` is ignored. */
export async function chat(demo: Demo, c: DemoContext): Promise<Response> {
  const question = await readQuestion(c);
  if (question instanceof Response) return question;
  return c.req.header('x-sid') === undefined ? hold(demo, c, question) : submit(demo, c, question);
}

async function readQuestion(c: DemoContext): Promise<Question | Response> {
  const body = await c.req.text();
  if (!/^application\/([\w.-]+\+)?json\b/i.test(c.req.header('content-type') ?? '')) return errorPage(400);
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return errorPage(400);
  }
  // The real one calls `.get` on whatever came, which an object alone survives.
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return errorPage(500);
  const { model, messages } = json as Record<string, unknown>;
  if (!isTruthy(model)) return missing('model');
  return isTruthy(messages) ? { model, messages } : missing('messages');
}

function missing(name: string): Response {
  return errorJson(400, 'invalid_request_error', `Le paramètre '${name}' est manquant.`);
}

/** Python's idea of truth for what JSON can hold. */
function isTruthy(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

function submit(demo: Demo, c: DemoContext, question: Question): Response {
  const on = (name: 'submitHangs' | 'legacyChoices' | 'submitStoredThenDropped' | 'submitWithoutId' | 'legacyTaskId') =>
    demo.switches.take(name, c.req) !== undefined;
  if (on('submitHangs')) return neverAnswer();
  const ending = endingOf(demo, c, question);
  if (on('legacyChoices')) return completion(demo, question, ending?.status === 'completed' ? ending.result : null);
  const id = demo.newId();
  addTask(demo, id, ending, taskMs(demo, c, id));
  if (on('submitStoredThenDropped')) {
    demo.changed();
    return cutSocket(c);
  }
  const message = 'Task accepted and is running in the background.';
  if (on('submitWithoutId')) return flaskJson({ message }, 202);
  if (on('legacyTaskId')) {
    return flaskJson({ task_id: id, status_endpoint: `/v1/tasks/status/${id}`, message }, 202);
  }
  return flaskJson({ id, message }, 202);
}

async function hold(demo: Demo, c: DemoContext, question: Question): Promise<Response> {
  const ending = endingOf(demo, c, question);
  if (!ending) return neverAnswer();
  await demo.waiter.wait(taskMs(demo, c, demo.newId()));
  if (ending.status === 'completed') return completion(demo, question, ending.result);
  const message = 'Une erreur interne est survenue lors du traitement de votre requête.';
  return errorJson(500, 'internal_server_error', message);
}

function completion(demo: Demo, { model }: Question, content: string | null): Response {
  const message = {
    role: 'assistant',
    content,
    refusal: null,
    annotations: null,
    audio: null,
    function_call: null,
    tool_calls: null,
  };
  return flaskJson({
    id: `chatcmpl-${demo.newId()}`,
    object: 'chat.completion',
    created: Math.floor(demo.now() / 1000),
    model,
    choices: [{ index: 0, finish_reason: 'stop', logprobs: null, message }],
    usage: null,
    service_tier: null,
    system_fingerprint: null,
  });
}

const userTurn = z.object({ role: z.literal('user'), content: z.string().min(1) });

/** Decides at once how the task will end; almost every fault of the question ends it as a result (gateway contract 6). */
function endingOf(demo: Demo, c: DemoContext, { model, messages }: Question): TaskEnding | null {
  const asked = demo.switches.take('taskOutcome', c.req);
  if (asked !== undefined) return askedEnding(asked);
  const turns: unknown[] = Array.isArray(messages) ? messages : [];
  const last = userTurn.safeParse(turns.at(-1));
  if (!last.success) return completed(APOLOGIES.processing);
  if (typeof model !== 'string' || !isKnownModel(model)) return completed(APOLOGIES.synthesis);
  const earlier = turns.slice(0, -1).flatMap((turn) => userTurn.safeParse(turn).data?.content ?? []);
  return completed(createReporter(demo.store.state.responderSeed)(last.data.content, earlier));
}
