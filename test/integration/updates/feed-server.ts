import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { newKeyPair, signatureOf } from '../../../build/sign-feed.ts';
import { type FeedParts, feedText, nameOf, sha512 } from '../../unit/updates/release.ts';
import { serve } from '../http/local-server.ts';

/** How a file is sent: whole, with a byte changed, broken off, begun and never ended, or again and again. */
export type Delivery = 'whole' | 'tampered' | 'dies' | 'stalls' | 'floods';

/** A page of releases on loopback. */
export interface FeedServer {
  readonly address: string;
  /** Public key of whoever releases here. */
  readonly key: string;
  readonly requests: { readonly path: string; readonly headers: IncomingHttpHeaders }[];
  /** How many downloads have begun and stand still. */
  waiting(): number;
  /** Puts files there as they are. */
  put(name: string, body: string | Buffer): void;
  remove(name: string): void;
  /** Puts a signed version there. */
  release(version: string, program: Buffer, parts?: FeedParts): void;
  deliver(how: Delivery): void;
  /** Lets the feed lie behind a redirect, as GitHub's does. */
  redirect(on: boolean): void;
  close(): Promise<void>;
}

export const FEED = 'latest-linux.yml';

export async function feedServer(): Promise<FeedServer> {
  const pair = newKeyPair();
  const files = new Map<string, Buffer>();
  const requests: { path: string; headers: IncomingHttpHeaders }[] = [];
  const open = new Set<ServerResponse>();
  let delivery: Delivery = 'whole';
  let redirecting = false;

  const server = await serve(({ url = '', headers }, response) => {
    const path = new URL(url, 'http://127.0.0.1').pathname;
    requests.push({ path, headers });
    const name = decodeURIComponent(path).split('/').at(-1) ?? '';
    const body = files.get(name);
    if (redirecting && path.startsWith('/latest/')) {
      response.writeHead(302, { location: `/v1/${encodeURIComponent(name)}` }).end();
      return;
    }
    if (body === undefined) {
      response.writeHead(404).end();
      return;
    }
    const how = name.endsWith('.AppImage') ? delivery : 'whole';
    response.writeHead(200, { 'content-length': how === 'floods' ? body.length * 1_000_000 : body.length });
    send(response, body, how);
  });

  function send(response: ServerResponse, body: Buffer, how: Delivery): void {
    const half = body.subarray(0, body.length / 2);
    switch (how) {
      case 'whole':
        response.end(body);
        return;
      case 'tampered': {
        const other = Buffer.from(body);
        other[other.length - 1] = (other.at(-1) ?? 0) ^ 1;
        response.end(other);
        return;
      }
      case 'dies':
        response.write(half, () => response.destroy());
        return;
      case 'stalls':
        response.write(half);
        open.add(response);
        response.once('close', () => open.delete(response));
        return;
      case 'floods': {
        const again = setInterval(() => response.write(body), 50);
        response.once('close', () => clearInterval(again));
      }
    }
  }

  const put = (name: string, body: string | Buffer) => void files.set(name, Buffer.from(body));
  return {
    address: `${server.url}/latest/`,
    key: pair.publicKey,
    requests,
    waiting: () => open.size,
    put,
    remove: (name) => void files.delete(name),
    release(version, program, parts = {}) {
      const text = feedText({
        version,
        files: [{ url: nameOf(version), sha512: sha512(program), size: program.length }],
        ...parts,
      });
      put(nameOf(version), program);
      put(FEED, text);
      put(`${FEED}.sig`, signatureOf(pair.privateKey, FEED, Buffer.from(text)));
    },
    deliver(how) {
      delivery = how;
    },
    redirect(on) {
      redirecting = on;
    },
    close: server.close,
  };
}
