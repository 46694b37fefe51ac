import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { MiddlewareHandler } from 'hono';
import type { Demo, DemoContext } from './demo.ts';
import { crashResponse } from './refusals.ts';
import { alreadySent, cutSocket, neverAnswer, proxyPage } from './transport.ts';

const SPA_PAGE =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Halext</title></head><body><div id="root"></div><script type="module" src="/assets/index.js"></script></body></html>';

/** The failures of the way between client and server: instead of the routes, or with their answer. */
export function faults(demo: Demo): MiddlewareHandler {
  return async (c: DemoContext, next) => {
    const instead = insteadOfAnswer(demo, c);
    if (instead) return instead;
    await next();
    await demo.waiter.wait(demo.switches.take('delayAnswerMs', c.req) ?? 0);
    const spoilt = await spoiltAnswer(demo, c);
    if (spoilt) {
      // Hono merges headers into a response already set; it must be let go of first.
      c.res = undefined;
      c.res = spoilt;
    }
    return undefined;
  };
}

function insteadOfAnswer({ switches }: Demo, c: DemoContext): Response | null {
  const on = (name: Parameters<typeof switches.take>[0]) => switches.take(name, c.req) !== undefined;
  if (on('offline')) return cutSocket(c);
  if (on('hang')) return neverAnswer();
  if (on('html413')) return proxyPage(413, 'Request Entity Too Large');
  if (on('html502')) return proxyPage(502, 'Bad Gateway');
  if (on('html504')) return proxyPage(504, 'Gateway Time-out');
  if (on('spaHtml')) return new Response(SPA_PAGE, { headers: { 'content-type': 'text/html' } });
  if (on('text500')) return crashResponse();
  const later = switches.take('retryAfter', c.req);
  if (later) {
    const headers = { 'retry-after': String(later.seconds) };
    return Response.json({ detail: 'Too many requests' }, { status: later.status, headers });
  }
  const location = switches.take('redirectTo', c.req);
  return location === undefined ? null : new Response(null, { status: 307, headers: { location } });
}

async function spoiltAnswer(demo: Demo, c: DemoContext): Promise<Response | null> {
  const { switches } = demo;
  if (alreadySent(c.res)) return null;
  const size = switches.take('tooManyBytes', c.req);
  if (size !== undefined) return withBody(c.res, endlessJson(size));
  if (switches.take('invalidJson', c.req)) {
    const whole = await c.res.text();
    return withBody(c.res, whole.slice(0, whole.length / 2));
  }
  const cut = switches.take('cutAfterBytes', c.req);
  if (cut !== undefined) return cutBody(c, cut);
  const drip = switches.take('slowDrip', c.req);
  if (!drip) return null;
  return withBody(c.res, dripped(demo, new Uint8Array(await c.res.arrayBuffer()), drip.pieceBytes, drip.everyMs));
}

function withBody(answer: Response, body: ReadableStream<Uint8Array> | string): Response {
  const headers = new Headers(answer.headers);
  headers.delete('content-length');
  return new Response(body, { status: answer.status, headers });
}

/** Announces the whole body, sends its first bytes, cuts the connection. */
async function cutBody(c: DemoContext, bytes: number): Promise<Response> {
  const whole = Buffer.from(await c.res.arrayBuffer());
  const { outgoing } = c.env;
  outgoing.writeHead(c.res.status, { ...Object.fromEntries(c.res.headers), 'content-length': whole.length });
  outgoing.write(whole.subarray(0, bytes), () => outgoing.destroy());
  return RESPONSE_ALREADY_SENT;
}

/** One JSON string of exactly so many bytes, made while it is read. */
function endlessJson(size: number): ReadableStream<Uint8Array> {
  const piece = 64 * 1024;
  let left = size;
  return new ReadableStream({
    pull(stream) {
      if (left <= 0) return stream.close();
      const bytes = new Uint8Array(Math.min(piece, left)).fill(0x61);
      if (left === size) bytes[0] = 0x22;
      if (left <= piece) bytes[bytes.length - 1] = 0x22;
      left -= bytes.length;
      stream.enqueue(bytes);
    },
  });
}

function dripped(demo: Demo, whole: Uint8Array, pieceBytes: number, everyMs: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    async pull(stream) {
      if (at >= whole.length) return stream.close();
      if (at > 0) await demo.waiter.wait(everyMs);
      stream.enqueue(whole.slice(at, at + pieceBytes));
      at += pieceBytes;
    },
  });
}
