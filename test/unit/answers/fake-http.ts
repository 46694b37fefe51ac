import { CHAT_SOURCE_KINDS, type ChatSourceKindName } from '../../../main/answers/registry.ts';
import type {
  AnswerSink,
  ChatSource,
  SourceDeps,
  SourceSettings,
  ToolCallPiece,
  Usage,
} from '../../../main/answers/source.ts';
import { type AppError, fail, ok, type Result } from '../../../main/errors.ts';
import type { HttpClient, HttpRequest, HttpStream, HttpStreamRequest } from '../../../main/http/message.ts';
import { Secret } from '../../../main/secret.ts';
import { manualClock } from '../accounts/manual-clock.ts';

/** What a server says to one request: a whole answer, or pieces with an error at the end, or no answer. */
export interface Said {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | readonly Uint8Array[];
  /** Ends the body in the middle. */
  readonly error?: AppError;
  /** Instead of any answer. */
  readonly fails?: AppError;
}

export const json = (value: unknown, status = 200): Said => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
});
export const page = (status = 200): Said => ({
  status,
  type: 'text/html; charset=utf-8',
  body: '<!doctype html><title>Welcome to nginx</title>',
});
export const events = (body: Said['body']): Said => (body === undefined ? {} : { type: 'text/event-stream', body });

/** A network whose servers say what a test tells them: by path, one after another, the last one for ever. */
export function fakeHttp(script: Readonly<Record<string, readonly Said[]>>) {
  const requests: (HttpRequest | HttpStreamRequest)[] = [];
  const turns = new Map<string, number>();

  function next(request: HttpRequest | HttpStreamRequest): Said {
    requests.push(request);
    const { pathname } = new URL(request.url);
    const answers = script[pathname] ?? [json({ detail: 'Not Found' }, 404)];
    const turn = turns.get(pathname) ?? 0;
    turns.set(pathname, turn + 1);
    if (!answers[turn]?.fails) request.onSent?.();
    return answers[Math.min(turn, answers.length - 1)] ?? {};
  }
  const headersOf = ({ type, headers }: Said) => ({
    ...(type === undefined ? {} : { 'content-type': type }),
    ...headers,
  });

  const http: Pick<HttpClient, 'request' | 'stream'> = {
    async request(request) {
      const said = next(request);
      if (said.fails) return fail(said.fails);
      const bytes = Buffer.concat(bytesOf(said));
      const retry = said.headers?.['retry-after'];
      return ok({
        status: said.status ?? 200,
        headers: headersOf(said),
        text: bytes.toString(),
        bytes,
        retryAfterMs: retry === undefined ? null : Number(retry) * 1_000,
      });
    },
    async stream(request) {
      const said = next(request);
      if (said.fails) return fail(said.fails);
      return ok<HttpStream>({
        status: said.status ?? 200,
        headers: headersOf(said),
        body: bodyOf(said),
        excerpt: async () => Buffer.concat(bytesOf(said)).toString(),
        close: () => {},
      });
    },
  };
  return { http, requests };
}

function bytesOf({ body = '' }: Said): readonly Uint8Array[] {
  return typeof body === 'string' ? [new TextEncoder().encode(body)] : body;
}

async function* bodyOf(said: Said): AsyncGenerator<Result<Uint8Array>> {
  for (const piece of bytesOf(said)) yield ok(piece);
  if (said.error) yield fail(said.error);
}

/** Everything a sink was told, in the form a person would see it. */
export function listener() {
  const heard = {
    text: '',
    reasoning: '',
    calls: [] as ToolCallPiece[],
    usage: null as Usage | null,
    model: null as string | null,
  };
  const sink: AnswerSink = {
    text: (delta) => {
      heard.text += delta;
    },
    reasoning: (delta) => {
      heard.reasoning += delta;
    },
    toolCall: (piece) => heard.calls.push(piece),
    usage: (usage) => {
      heard.usage = usage;
    },
    model: (id) => {
      heard.model = id;
    },
  };
  return { heard, sink };
}

export const BASE = 'http://server.example';

/** A source of this kind in front of servers that follow the script. */
export function sourceOf(
  kind: ChatSourceKindName,
  script: Readonly<Record<string, readonly Said[]>>,
  more: Partial<SourceSettings> & { readonly path?: string } = {},
) {
  const { http, requests } = fakeHttp(script);
  const time = manualClock();
  const deps: SourceDeps = { http, clock: time.clock, random: () => 0.5 };
  const { path = '', ...own } = more;
  const settings: SourceSettings = {
    id: 's1',
    name: 'A source',
    address: BASE + path,
    key: new Secret('sk-secret-1'),
    model: 'technova',
    headers: {},
    stream: true,
    timeouts: { firstByteMs: 45_000, betweenBytesMs: 45_000 },
    ...own,
  };
  const source: ChatSource = CHAT_SOURCE_KINDS[kind].create(settings, deps);
  return { source, requests, time };
}

/** The JSON body of a request. */
export function bodyOfRequest(request: HttpRequest | HttpStreamRequest | undefined): unknown {
  return JSON.parse(String(request?.body));
}
