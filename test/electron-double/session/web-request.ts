import { strict } from '../strict.ts';

type Listener<Details, Answer> = (details: Details, answer: (response: Answer) => void) => void;

interface Registered<Details, Answer> {
  readonly matches: (url: string) => boolean;
  readonly listener: Listener<Details, Answer>;
}

interface Slot<Details, Answer> {
  current: Registered<Details, Answer> | null;
}

/** Chromium's match patterns, as far as Electron's documentation uses them: `*` is anything. */
function matcher(patterns: readonly string[]): (url: string) => boolean {
  const expressions = patterns.map((pattern) => {
    if (pattern === '<all_urls>') return /^/;
    const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*');
    return new RegExp(`^${escaped}$`);
  });
  return (url) => expressions.some((expression) => expression.test(url));
}

function registrar<Details, Answer>(slot: Slot<Details, Answer>) {
  return (
    filter: Electron.WebRequestFilter | Listener<Details, Answer> | null,
    listener?: Listener<Details, Answer> | null,
  ) => {
    if (typeof filter === 'function') slot.current = { matches: () => true, listener: filter };
    else if (listener) slot.current = { matches: matcher(filter?.urls ?? ['<all_urls>']), listener };
    else slot.current = null;
  };
}

function asker<Details extends { url: string }, Answer>(slot: Slot<Details, Answer>) {
  return (details: Details): Promise<Answer | null> => {
    const { current } = slot;
    if (!current?.matches(details.url)) return Promise.resolve(null);
    return new Promise((resolve) => current.listener(details, resolve));
  };
}

/** What is known of a request when its listeners run. */
export interface RequestDetails {
  readonly url: string;
  readonly method: string;
  readonly resourceType: string;
  readonly webContentsId: number;
}

export interface ResponseDetails extends RequestDetails {
  readonly statusCode: number;
  readonly statusLine: string;
  readonly responseHeaders: Record<string, string[]>;
}

/** A session's `webRequest`, and for the double itself the questions to ask it. */
export function makeWebRequest() {
  const before: Slot<RequestDetails, Electron.CallbackResponse> = { current: null };
  const headers: Slot<ResponseDetails, Electron.HeadersReceivedResponse> = { current: null };
  return {
    webRequest: strict('session.webRequest', {
      onBeforeRequest: registrar(before),
      onHeadersReceived: registrar(headers),
    }),
    askBefore: asker(before),
    askHeaders: asker(headers),
    wantsHeaders: () => headers.current !== null,
  };
}
