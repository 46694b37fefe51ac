import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ignore } from '../chromium/browser.ts';
import type { Public } from '../emitter.ts';
import { contents } from '../state.ts';
import { strict } from '../strict.ts';
import { ClientRequestDouble } from './client-request.ts';
import { handlerFor } from './protocol.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** Whether the system has a network. */
export const network = { online: true };

/** Takes the network away or gives it back, in the pages too (`navigator.onLine` and its events). */
export async function setOnline(online: boolean): Promise<void> {
  network.online = online;
  await Promise.all([...contents.values()].map((page) => page._page.setOnline(online).catch(ignore)));
}

export const net = strict('net', {
  isOnline: () => network.online,
  get online() {
    return network.online;
  },
  async fetch(input: string | Request, init?: RequestInit & { bypassCustomProtocolHandlers?: boolean }) {
    const address = typeof input === 'string' ? input : input.url;
    if (address.startsWith('file:')) return fetchFile(address);
    const handler = init?.bypassCustomProtocolHandlers ? undefined : handlerFor(address);
    if (handler) return handler(new Request(input, init));
    if (!network.online) throw new Error('net::ERR_INTERNET_DISCONNECTED');
    return fetch(input, init);
  },
  request(options: string | Electron.ClientRequestConstructorOptions) {
    return new ClientRequestDouble(typeof options === 'string' ? { url: options } : options);
  },
}) satisfies Public<Electron.Net, 'fetch' | 'request'>;

async function fetchFile(address: string): Promise<Response> {
  const file = fileURLToPath(address);
  try {
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    return new Response(await readFile(file), { headers: { 'content-type': type } });
  } catch {
    throw new Error('net::ERR_FILE_NOT_FOUND');
  }
}
