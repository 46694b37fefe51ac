import { appError, fail } from '../../../main/errors.ts';
import type { HttpClient, HttpResponse } from '../../../main/http/message.ts';

/** A response as the client would give it for this text. */
export function fakeResponse(status: number, headers: HttpResponse['headers'], text: string): HttpResponse {
  return { status, headers, text, bytes: new TextEncoder().encode(text), retryAfterMs: null };
}

/** For clients that are asked for no stream. */
export const noStream: HttpClient['stream'] = async () => fail(appError('unknown', 'nobody expected a stream'));
