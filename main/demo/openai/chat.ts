import type { Demo, DemoContext } from '../demo.ts';
import { neverAnswer } from '../transport.ts';
import { answerTo, type WordedAnswer } from './answer.ts';
import { chunks, type Frame, type Head } from './chunks.ts';
import { type ChatRequest, chatRequest } from './question.ts';
import { askedRefusal } from './refusing.ts';
import { cutConnection, cutInCharacters, forEver, sentAsEvents } from './sending.ts';
import type { ChatWay } from './switches.ts';

/** How a server that answers chats differs from another. */
export interface ChatServer {
  /** Answers with the refusal when it does not have this model. */
  unknownModel(model: string): Response | null;
  unreadable(problem: string): Response;
  /** The count of tokens comes unasked. */
  readonly alwaysUsage: boolean;
}

const SIGN_IN = '<!doctype html><title>Sign in</title><form action="/login"><input name="password"></form>';

/** `POST …/chat/completions`, with the failures asked for. The responder of the demo answers, whatever the model. */
export async function chat(demo: Demo, c: DemoContext, server: ChatServer): Promise<Response> {
  const { switches } = demo;
  const refusal = switches.take('chatRefuses', c.req);
  if (refusal) return askedRefusal(refusal);
  const body: unknown = await c.req.json().catch(() => undefined);
  const read = chatRequest.safeParse(body);
  if (!read.success) return server.unreadable(read.error.issues[0]?.path.map(String).join('.') || 'body');
  const request = read.data;
  const unknown = server.unknownModel(request.model);
  if (unknown) return unknown;
  if (switches.take('chatHangs', c.req)) return neverAnswer();

  const way = switches.take('chatWay', c.req);
  const head: Head = {
    id: `chatcmpl-${demo.newId()}`,
    created: Math.floor(demo.now() / 1000),
    model: request.model,
  };
  const answer = way === 'empty' ? { ...answerTo(demo, request), words: [] } : answerTo(demo, request);
  if (way === 'html200') return new Response(SIGN_IN, { headers: { 'content-type': 'text/html; charset=utf-8' } });
  if (way === 'errorJson')
    return Response.json({ error: { message: 'The model is overloaded.', type: 'server_error' } });
  if (!request.stream || way === 'wholeJson') {
    await demo.waiter.wait(demo.latencyMs);
    return Response.json(completion(head, answer));
  }
  return sentAsEvents(streamOf(demo, c, { server, request, head, answer, way }));
}

function completion(head: Head, answer: WordedAnswer) {
  const message = { role: 'assistant', content: answer.words.join('') };
  return {
    ...head,
    object: 'chat.completion',
    choices: [{ index: 0, message, finish_reason: answer.finish }],
    usage: answer.usage,
  };
}

interface Streamed {
  readonly server: ChatServer;
  readonly request: ChatRequest;
  readonly head: Head;
  readonly answer: WordedAnswer;
  readonly way: ChatWay | undefined;
}

function streamOf(demo: Demo, c: DemoContext, streamed: Streamed): AsyncGenerator<Uint8Array> {
  const frames = framesOf(demo, c, streamed);
  return streamed.way === 'cutCharacters' ? cutInCharacters(frames) : frames;
}

async function* framesOf(
  demo: Demo,
  c: DemoContext,
  { server, request, head, answer, way }: Streamed,
): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder();
  const end = way === 'crlf' ? '\r\n\r\n' : '\n\n';
  const written = (frame: Frame) =>
    bytes.encode('raw' in frame ? String(frame.raw) : `data: ${JSON.stringify(frame)}${end}`);
  const usage = server.alwaysUsage || request.stream_options?.include_usage === true;
  const paceMs = demo.switches.take('chatPaceMs', c.req);
  for await (const frame of chunks(demo, head, answer, { way, paceMs, usage })) {
    if (frame !== null) {
      yield written(frame);
      continue;
    }
    if (way === 'drop') await cutConnection(c);
    await forEver();
  }
  if (way !== 'noDone' && way !== 'errorFrame') yield bytes.encode(`data: [DONE]${end}`);
}
