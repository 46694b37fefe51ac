import { type IncomingMessage, request as requestUpstream, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { type Fault, LOGIN_PAGE } from './faults.ts';

/** What the server has answered. */
export interface Upstream {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Passes a request on and waits for the whole answer. */
export function ask(target: string, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Upstream> {
  return new Promise((resolve, reject) => {
    const { host: _, connection: __, ...rest } = headers;
    const outgoing = requestUpstream(target + url, { method, headers: rest, agent: false }, (answer) => {
      buffer(answer).then((received) => {
        const { connection: _gone, 'transfer-encoding': _length, ...kept } = answer.headers;
        resolve({ status: answer.statusCode ?? 502, headers: kept, body: received });
      }, reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** A fault in front of the server. */
export function refuse(fault: Fault, response: ServerResponse): void {
  switch (fault.kind) {
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'hang':
      return;
    case 'page':
      response.writeHead(200, { 'content-type': 'text/html' }).end(LOGIN_PAGE);
      return;
    case 'wrongJson':
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"hello":"world"}');
      return;
    case 'status': {
      const headers = {
        'content-type': fault.html ? 'text/html' : 'application/json',
        ...(fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }),
      };
      response.writeHead(fault.status, headers).end(fault.html ? LOGIN_PAGE : '{"detail":"no"}');
      return;
    }
    default:
      throw new Error(`${fault.kind} is a fault of answers`);
  }
}

/** Gives the server's answer back, or what the fault leaves of it. */
export async function deliver(
  fault: Fault | null,
  upstream: Upstream,
  response: ServerResponse,
  random: () => number,
): Promise<void> {
  const { status, headers, body } = upstream;
  const whole = () => void response.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
  switch (fault?.kind) {
    case 'latency':
      await pause(Math.max(0, fault.ms + (2 * random() - 1) * fault.jitterMs));
      return whole();
    case 'bandwidth':
      response.writeHead(status, { ...headers, 'content-length': body.length });
      return trickle(body, fault.bytesPerSecond, response);
    case 'cut':
      response.writeHead(status, { ...headers, 'content-length': body.length });
      response.write(body.subarray(0, fault.afterBytes), () => response.socket?.destroy());
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'halfOpen':
      return;
    default:
      return whole();
  }
}

const DROP_MS = 20;

async function trickle(body: Buffer, bytesPerSecond: number, response: ServerResponse): Promise<void> {
  const drop = Math.max(1, Math.round((bytesPerSecond * DROP_MS) / 1_000));
  for (let at = 0; at < body.length && !response.destroyed; at += drop) {
    response.write(body.subarray(at, at + drop));
    await pause(DROP_MS);
  }
  response.end();
}
