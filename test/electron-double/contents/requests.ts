import { ignore } from '../chromium/browser.ts';
import type { RequestPaused } from '../chromium/cdp.ts';
import { makeEvent } from '../emitter.ts';
import { isInside, policyToInside, toInside, toOutside } from '../schemes.ts';
import { handlerFor, type ProtocolHandler } from '../session/protocol.ts';
import type { WebContentsDouble } from './web-contents.ts';

export interface NavigationRecord {
  readonly url: string;
  readonly prevented: boolean;
}

/** Every navigation a page began by itself. */
export const navigationRecords: NavigationRecord[] = [];

type Headers = Record<string, string[]>;

/** Decides on one request of a page: navigation guards, `webRequest`, custom schemes; the rest goes to the network. */
export class RequestGate {
  readonly #contents: WebContentsDouble;
  /** Documents of the main frame that the application itself asked for. */
  readonly #expected = new Set<string>();

  constructor(contents: WebContentsDouble) {
    this.#contents = contents;
  }

  expectNavigation(address: string): void {
    this.#expected.add(withoutHash(address));
  }

  get #session() {
    return this.#contents._page.session;
  }

  async handle(request: RequestPaused): Promise<void> {
    try {
      if (request.responseStatusCode !== undefined || request.responseErrorReason) await this.#response(request);
      else await this.#request(request);
    } catch (error) {
      if (!this.#contents.isDestroyed()) console.error(`electron-double: ${request.request.url}:`, error);
      await this.#fail(request, 'Failed');
    }
  }

  async #request(paused: RequestPaused): Promise<void> {
    const url = toOutside(paused.request.url);
    if (url.endsWith('/favicon.ico')) return this.#fail(paused, 'Aborted'); // Chromium's own interface asks for it
    if (paused.resourceType === 'Document' && !this.#mayNavigate(paused, url)) return this.#fail(paused, 'Aborted');
    const requests = this.#contents.session._requests;
    const verdict = await requests.askBefore(this.#details(paused, url));
    if (verdict?.cancel) return this.#fail(paused, 'BlockedByClient');
    const handler = handlerFor(url);
    if (handler) return this.#fulfil(paused, url, handler);
    if (isInside(paused.request.url)) return this.#fail(paused, 'NameNotResolved');
    const interceptResponse = requests.wantsHeaders() && /^https?:/.test(url);
    await this.#session.send('Fetch.continueRequest', { requestId: paused.requestId, interceptResponse });
  }

  #details(paused: RequestPaused, url: string) {
    const resourceType = paused.resourceType === 'Document' ? 'mainFrame' : paused.resourceType.toLowerCase();
    return { url, method: paused.request.method, resourceType, webContentsId: this.#contents.id };
  }

  /** `will-frame-navigate`, then `will-navigate` or `will-redirect` for the main frame. */
  #mayNavigate(paused: RequestPaused, url: string): boolean {
    const frame = this.#contents._frames.get(paused.frameId);
    const isMainFrame = frame === this.#contents.mainFrame;
    if (isMainFrame && this.#expected.delete(withoutHash(url))) return true;
    const names = paused.redirectedRequestId
      ? ['will-redirect']
      : ['will-frame-navigate', ...(isMainFrame ? ['will-navigate'] : [])];
    const allowed = names.every((name) => {
      const event = makeEvent({ url, isMainFrame, isSameDocument: false, frame, initiator: frame });
      this.#contents.emit(name, event, url, false, isMainFrame);
      return !event.defaultPrevented;
    });
    navigationRecords.push({ url, prevented: !allowed });
    return allowed;
  }

  async #fulfil(paused: RequestPaused, url: string, handler: ProtocolHandler): Promise<void> {
    const response = await handler(toRequest(paused, url));
    const headers: Headers = {};
    for (const [name, value] of response.headers) headers[name] = [...(headers[name] ?? []), value];
    const asked = await this.#askHeaders(paused, url, response.status, headers);
    await this.#session.send('Fetch.fulfillRequest', {
      requestId: paused.requestId,
      responseCode: response.status,
      responseHeaders: listHeaders(asked).map(({ name, value }) => ({ name, value: headerToInside(name, value) })),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    });
  }

  async #response(paused: RequestPaused): Promise<void> {
    const status = paused.responseStatusCode ?? 0;
    const redirect = status >= 300 && status < 400 && status !== 304;
    if (paused.responseErrorReason || redirect) {
      await this.#session.send('Fetch.continueRequest', { requestId: paused.requestId });
      return;
    }
    const headers: Headers = {};
    for (const { name, value } of paused.responseHeaders ?? []) headers[name] = [...(headers[name] ?? []), value];
    const asked = await this.#askHeaders(paused, paused.request.url, status, headers);
    await this.#session.send('Fetch.continueResponse', {
      requestId: paused.requestId,
      responseCode: status,
      responseHeaders: listHeaders(asked),
    });
  }

  async #askHeaders(paused: RequestPaused, url: string, statusCode: number, responseHeaders: Headers) {
    const answer = await this.#contents.session._requests.askHeaders({
      ...this.#details(paused, url),
      statusCode,
      statusLine: `HTTP/1.1 ${statusCode}`,
      responseHeaders,
    });
    return answer?.responseHeaders ?? responseHeaders;
  }

  async #fail({ requestId }: RequestPaused, errorReason: 'Aborted' | 'Failed' | 'BlockedByClient' | 'NameNotResolved') {
    await this.#session.send('Fetch.failRequest', { requestId, errorReason }).catch(ignore);
  }
}

function toRequest(paused: RequestPaused, url: string): Request {
  const { method, headers, postDataEntries = [] } = paused.request;
  const body = Buffer.concat(postDataEntries.map(({ bytes }) => Buffer.from(bytes ?? '', 'base64')));
  return new Request(url, { method, headers, ...(method === 'GET' || method === 'HEAD' ? {} : { body }) });
}

function listHeaders(headers: Record<string, string | string[]>): { name: string; value: string }[] {
  return Object.entries(headers).flatMap(([name, values]) => [values].flat().map((value) => ({ name, value })));
}

function headerToInside(name: string, value: string): string {
  if (/^content-security-policy/i.test(name)) return policyToInside(value);
  return /^(location|access-control-allow-origin)$/i.test(name) ? toInside(value) : value;
}

function withoutHash(address: string): string {
  return address.replace(/#.*$/s, '');
}
