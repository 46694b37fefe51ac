import { ok } from '../../../main/errors.ts';
import { type Authorised, createHalextClient } from '../../../main/halext/client.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../../../main/http/message.ts';
import { Secret } from '../../../main/secret.ts';
import exchanges from '../../fixtures/halext/exchanges.json' with { type: 'json' };
import { fakeResponse, noStream } from '../http/fake-response.ts';

export type ExchangeName = keyof typeof exchanges;
export const exchangeNames = Object.keys(exchanges) as ExchangeName[];

export interface Recorded {
  method: string;
  path: string;
  status: number;
  contentType: string;
  body: unknown;
}

/** What the real backend answered once. */
export function recorded(name: ExchangeName): Recorded {
  return exchanges[name];
}

export function responseOf({ status, contentType, body }: Omit<Recorded, 'method' | 'path'>): HttpResponse {
  const text = body === null ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  return fakeResponse(status, contentType === '' ? {} : { 'content-type': contentType }, text);
}

/** An HTTP client that gives one answer to everything and remembers what it was asked. */
export function answering(response: HttpResponse) {
  const requests: HttpRequest[] = [];
  const http: HttpClient = {
    request: async (request) => {
      requests.push(request);
      request.onSent?.();
      return ok(response);
    },
    stream: noStream,
    refresh: () => {},
    close: async () => {},
  };
  return { http, requests };
}

const authorised: Authorised = (call) => call(new Secret('t0ken'));

/** The Halext client over `answering`, with the rows it had to leave out. */
export function clientAnswering(response: HttpResponse) {
  const { http, requests } = answering(response);
  const skipped: [string, number][] = [];
  const api = createHalextClient({
    http,
    base: 'https://halext.example/api',
    authorised,
    onSkippedRows: (purpose, count) => skipped.push([purpose, count]),
  });
  return { api, requests, skipped };
}

/** The client, answered with a recorded exchange. */
export function replay(name: ExchangeName) {
  return clientAnswering(responseOf(recorded(name)));
}

/** The client, answered with JSON of our own. */
export function answeringJson(body: unknown, status = 200) {
  return clientAnswering(responseOf({ status, contentType: 'application/json', body }));
}
