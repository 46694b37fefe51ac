import { request as httpRequest, type IncomingMessage, type ClientRequest as NodeRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { StrictEmitter } from '../emitter.ts';

/** Chromium's names for what Node calls by its own. */
const ERRORS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'net::ERR_CONNECTION_REFUSED',
  ECONNRESET: 'net::ERR_CONNECTION_RESET',
  ENOTFOUND: 'net::ERR_NAME_NOT_RESOLVED',
  ETIMEDOUT: 'net::ERR_CONNECTION_TIMED_OUT',
};

function chromiumError(cause: NodeJS.ErrnoException): Error {
  return new Error(ERRORS[cause.code ?? ''] ?? 'net::ERR_FAILED');
}

type Options = Electron.ClientRequestConstructorOptions;

/** `net.request` on Node's network: what is asked of it, its redirects and its errors are Electron's. */
export class ClientRequestDouble extends StrictEmitter {
  readonly #request: NodeRequest;
  readonly #mode: 'follow' | 'error' | 'manual';
  readonly #options: Options;
  #next: ClientRequestDouble | null = null;
  #aborted = false;

  constructor(options: Options) {
    super('ClientRequest');
    const url = addressOf(options);
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    this.#options = options;
    this.#mode = options.redirect ?? 'follow';
    this.#request = send(url, { method: options.method ?? 'GET', headers: options.headers ?? {} });
    this.#request.on('response', (response) => this.#answered(response, url));
    this.#request.on('error', (cause) => {
      if (!this.#aborted) this.emit('error', chromiumError(cause));
    });
    this.#request.on('close', () => this.emit('close'));
  }

  setHeader(name: string, value: string): void {
    this.#request.setHeader(name, value);
  }
  write(chunk: string | Buffer): void {
    this.#request.write(chunk);
  }
  end(chunk?: string | Buffer): this {
    this.#request.end(chunk);
    return this;
  }
  abort(): void {
    this.#aborted = true;
    this.#next?.abort();
    this.#request.destroy();
    this.emit('abort');
  }

  #answered(response: IncomingMessage, from: URL): void {
    const { statusCode = 0, headers } = response;
    const { location } = headers;
    if (statusCode < 300 || statusCode >= 400 || location === undefined) {
      this.emit('response', response);
      return;
    }
    response.resume();
    const to = new URL(location, from).href;
    if (this.#mode === 'follow') {
      this.#follow(to);
      return;
    }
    if (this.#mode === 'manual') this.emit('redirect', statusCode, this.#request.method, to, headers);
    // Who does not follow at once, or abort, gets nothing.
    if (!this.#aborted) this.emit('error', new Error('net::ERR_ABORTED'));
  }

  #follow(url: string): void {
    const { method, headers } = this.#options;
    this.#next = new ClientRequestDouble({ url, ...(method ? { method } : {}), ...(headers ? { headers } : {}) });
    this.#next.on('response', (response) => this.emit('response', response));
    this.#next.on('error', (cause) => this.emit('error', cause));
    this.#next.end();
  }
}

function addressOf({ url, protocol = 'http:', hostname = 'localhost', port, path = '/' }: Options): URL {
  return new URL(url ?? `${protocol}//${hostname}${port ? `:${port}` : ''}${path}`);
}
