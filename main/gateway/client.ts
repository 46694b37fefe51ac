import type { Turn } from '../../preload/contract.ts';
import { type AppError, appError, fail, ok, type Result } from '../errors.ts';
import { nothingLeft } from '../http/error-kinds.ts';
import { parseJson, readJson } from '../http/json.ts';
import type { HttpClient, HttpResponse } from '../http/message.ts';
import type { SourceAccess } from '../sources/index.ts';
import { statusError } from './errors.ts';
import { accepted, anyCompletion, completion, modelList, type TaskStatus, taskStatus } from './schemas.ts';

export type { TaskStatus } from './schemas.ts';

/** The gateway takes 19 s to say that its queue is away (contract, 13.6). */
const SUBMIT_PATIENCE_MS = 60_000;
const PATIENCE_MS = 10_000;
/** A result is one JSON string; non-ASCII letters take six bytes each. */
const RESULT_MAX_BYTES = 32 * 1024 * 1024;
const LIST_MAX_BYTES = 4 * 1024 * 1024;

export interface TaskRequest {
  /** As the gateway names it, without display prefix. */
  readonly model: string;
  /** Oldest first; the last one is the question and must not be blank. */
  readonly turns: readonly Turn[];
  /** Sent as `X-SID`, which makes it a task. The gateway only writes it to its own log. */
  readonly sid: string;
}

/** What became of a submit. The gateway offers no way to find out later, and each submit makes a task of its own. */
export type SubmitOutcome =
  | { readonly kind: 'accepted'; readonly taskId: string }
  /** The answer came at once, without a task. `null`: without a text. */
  | { readonly kind: 'answered'; readonly text: string | null }
  /** It certainly did not begin. */
  | { readonly kind: 'refused'; readonly error: AppError }
  /** It may have begun. */
  | { readonly kind: 'uncertain'; readonly error: AppError };

export interface GatewayClient {
  /** The ids of the models, in the gateway's order. An empty list is normal. */
  models(access: SourceAccess, signal?: AbortSignal): Promise<Result<readonly string[]>>;
  /** Sends a task, once. `onSent`: the whole request has been handed to the socket. */
  submit(
    access: SourceAccess,
    task: TaskRequest,
    options: { readonly signal: AbortSignal; readonly onSent?: () => void },
  ): Promise<SubmitOutcome>;
  /**
   * Asks for a task. Errors: `auth`/`keyRefused`; `protocol`/`tooLarge` when the result is more than can be taken; all
   * others mean that the gateway could not be asked, and say nothing about the task.
   */
  status(access: SourceAccess, taskId: string, options: { readonly signal: AbortSignal }): Promise<Result<TaskStatus>>;
}

/** The agent gateway's three routes over HTTP; `access.source.address` is its base, `access.headers` holds its key. */
export function createGatewayClient({ http }: { http: HttpClient }): GatewayClient {
  return {
    async models(access, signal) {
      const purpose = 'list models';
      const response = await http.request({
        method: 'GET',
        url: `${access.source.address}/v1/models`,
        headers: { accept: 'application/json', ...access.headers },
        timeoutMs: { headers: PATIENCE_MS },
        maxBytes: LIST_MAX_BYTES,
        purpose,
        ...(signal ? { signal } : {}),
      });
      if (!response.ok) return response;
      if (response.value.status >= 400) return fail(statusError(response.value, purpose));
      return readJson(response.value, modelList);
    },

    async submit(access, task, { signal, onSent }) {
      const purpose = 'submit task';
      const question = task.turns.at(-1);
      if (question?.role !== 'user' || question.text.trim() === '') {
        return { kind: 'refused', error: appError('validation', `${purpose}: no question`, { reason: 'empty' }) };
      }
      const messages = task.turns.filter(({ text }) => text.trim() !== '').map(messageOf);
      const response = await http.request({
        method: 'POST',
        url: `${access.source.address}/v1/chat/completions`,
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
          ...access.headers,
          'x-sid': task.sid,
        },
        body: JSON.stringify({ model: task.model, messages, stream: false }),
        timeoutMs: { headers: SUBMIT_PATIENCE_MS },
        maxBytes: RESULT_MAX_BYTES,
        purpose,
        signal,
        ...(onSent ? { onSent } : {}),
      });
      if (response.ok) return readSubmit(response.value, purpose);
      const { error } = response;
      return { kind: nothingLeft(error) || isRefusal(error.status) ? 'refused' : 'uncertain', error };
    },

    async status(access, taskId, { signal }) {
      const purpose = 'ask for a task';
      const response = await http.request({
        method: 'GET',
        url: `${access.source.address}/v1/tasks/status/${encodeURIComponent(taskId)}`,
        headers: { accept: 'application/json', ...access.headers },
        timeoutMs: { headers: PATIENCE_MS },
        maxBytes: RESULT_MAX_BYTES,
        purpose,
        signal,
      });
      if (!response.ok) return response;
      return response.value.status >= 400 ? failedTask(response.value, purpose) : readJson(response.value, taskStatus);
    },
  };
}

/** The pipe of Open WebUI writes this above every answer; it is none of the agent's words (contract, 11). */
const PIPE_HEADING = /^\*\*Réponse de l['’]agent:\*\*[^\n]*\n+/;

function messageOf({ role, text }: Turn): { role: Turn['role']; content: string } {
  return { role, content: role === 'assistant' ? text.replace(PIPE_HEADING, '') : text };
}

/** A redirect or a status 4xx: whoever answered has not taken the task. */
function isRefusal(status: number | undefined): boolean {
  return status !== undefined && status >= 300 && status < 500;
}

function readSubmit(response: HttpResponse, purpose: string): SubmitOutcome {
  const { status } = response;
  if (status >= 400) {
    return { kind: isRefusal(status) ? 'refused' : 'uncertain', error: statusError(response, purpose) };
  }
  const read =
    status === 200 && readJson(response, anyCompletion).ok ? readCompletion(response) : readAccepted(response);
  if (read.ok) return read.value;
  // No gateway says 200 with a web page: it is a sign-in page, or the start page of another site.
  const elsewhere = status === 200 && read.error.reason === 'html';
  return { kind: elsewhere ? 'refused' : 'uncertain', error: read.error };
}

function readAccepted(response: HttpResponse): Result<SubmitOutcome> {
  const taskId = readJson(response, accepted);
  return taskId.ok ? ok({ kind: 'accepted', taskId: taskId.value }) : taskId;
}

function readCompletion(response: HttpResponse): Result<SubmitOutcome> {
  const text = readJson(response, completion);
  return text.ok ? ok({ kind: 'answered', text: text.value }) : text;
}

/** Gateways before 30 July 2025 tell of a failed task with status 500 (contract, 12); any other 500 is their own trouble. */
function failedTask(response: HttpResponse, purpose: string): Result<TaskStatus> {
  const body = response.status === 500 ? parseJson(response) : null;
  const status = body?.ok ? taskStatus.safeParse(body.value) : null;
  return status?.success && status.data.kind === 'failed' ? ok(status.data) : fail(statusError(response, purpose));
}
