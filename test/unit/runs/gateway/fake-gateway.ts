import type { Clock } from '../../../../main/clock.ts';
import { type AppError, appError, fail, ok, type Result } from '../../../../main/errors.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../../../../main/http/message.ts';
import { fakeResponse, noStream } from '../../http/fake-response.ts';

export type Answer = Result<HttpResponse>;

export const json = (status: number, body: unknown): Answer =>
  ok(fakeResponse(status, { 'content-type': 'application/json' }, JSON.stringify(body)));

export const page = (status: number, words = 'Internal Server Error'): Answer =>
  ok(
    fakeResponse(
      status,
      { 'content-type': 'text/html; charset=utf-8' },
      `<!doctype html>\n<title>${status}</title>\n<p>${words}</p>\n`,
    ),
  );

export const broken = (error: AppError): Answer => fail(error);

export const inProgress = json(200, { status: 'in_progress' });
export const completed = (result: unknown): Answer => json(200, { result, status: 'completed' });
export const wrongKey = json(401, {
  error: { message: 'Clé API invalide ou manquante.', type: 'authentication_error' },
});

/** A gateway as the contract describes it, in the place of the network: it does what the test says, and keeps a record. */
export class FakeGateway {
  /** Every request that arrived, in order. */
  readonly requests: { at: number; method: string; path: string; sid: string | undefined; body: string }[] = [];
  key = 'Bearer sk-good';
  /** What a submit is answered with; a task by default. */
  onSubmit: (taskId: string) => Answer | Promise<Answer> = (taskId) =>
    json(202, { id: taskId, message: 'Task accepted and is running in the background.' });
  onStatus: (taskId: string) => Answer | Promise<Answer> = () => inProgress;
  inFlight = 0;
  mostInFlight = 0;

  private readonly clock: Pick<Clock, 'now'>;

  constructor(clock: Pick<Clock, 'now'>) {
    this.clock = clock;
  }

  readonly http: HttpClient = {
    request: async (request) => {
      this.inFlight += 1;
      this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
      try {
        return await Promise.race([this.answer(request), aborted(request.signal)]);
      } finally {
        this.inFlight -= 1;
      }
    },
    stream: noStream,
    refresh: () => {},
    close: async () => {},
  };

  private async answer(request: HttpRequest): Promise<Answer> {
    const { method, headers = {}, body } = request;
    const path = new URL(request.url).pathname;
    this.requests.push({ at: this.clock.now(), method, path, sid: headers['x-sid'], body: String(body ?? '') });
    if (this.key !== '' && headers.authorization !== this.key) return wrongKey;
    if (path === '/v1/chat/completions') return this.onSubmit(`task-${this.submits().length}`);
    return this.onStatus(decodeURIComponent(path.slice('/v1/tasks/status/'.length)));
  }

  submits() {
    return this.requests.filter(({ method }) => method === 'POST');
  }

  /** Times of the polls, of one task or of all. */
  polls(taskId?: string): readonly number[] {
    return this.requests
      .filter(({ method, path }) => method === 'GET' && (taskId === undefined || path.endsWith(`/${taskId}`)))
      .map(({ at }) => at);
  }
}

/** Resolves as the real client does when a request is stopped after it has left. */
function aborted(signal: AbortSignal | undefined): Promise<Answer> {
  return new Promise((resolve) => {
    const stop = () => resolve(fail(appError('cancelled', 'cancelled')));
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
