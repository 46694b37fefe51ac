import type { z } from 'zod';
import { fail, ok, type Result } from '../errors.ts';
import { readJson } from '../http/json.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../http/message.ts';
import type { Secret } from '../secret.ts';
import { statusError } from './errors.ts';

/** One call: the path after the API base, exactly as the contract writes it (the trailing slash counts). */
export interface HalextCall
  extends Pick<HttpRequest, 'method' | 'purpose' | 'signal' | 'maxBytes' | 'onSent' | 'onFirstByte'> {
  path: string;
  /** Sent as JSON. */
  json?: unknown;
  /** How long the server may take before it answers, in milliseconds. */
  patienceMs?: number;
  /** The bearer token. */
  token?: Secret;
}

const PATIENCE_MS = 15_000;

/** Sends a call; an answer of status 400 or above is an error (`statusError`). */
export async function send(http: HttpClient, base: string, call: HalextCall): Promise<Result<HttpResponse>> {
  const { method, purpose, signal, maxBytes, onSent, onFirstByte } = call;
  const response = await http.request({
    method,
    purpose,
    url: base + call.path,
    headers: {
      accept: 'application/json',
      ...(call.json === undefined ? {} : { 'content-type': 'application/json' }),
      ...(call.token === undefined ? {} : { authorization: `Bearer ${call.token.reveal()}` }),
    },
    ...(call.json === undefined ? {} : { body: JSON.stringify(call.json) }),
    timeoutMs: { headers: call.patienceMs ?? PATIENCE_MS },
    ...(signal ? { signal } : {}),
    ...(maxBytes ? { maxBytes } : {}),
    ...(onSent ? { onSent } : {}),
    ...(onFirstByte ? { onFirstByte } : {}),
  });
  if (!response.ok) return response;
  return response.value.status >= 400 ? fail(statusError(response.value, purpose)) : response;
}

/** Sends a call and reads its JSON answer. */
export async function sendForJson<S extends z.ZodType>(
  http: HttpClient,
  base: string,
  call: HalextCall,
  schema: S,
): Promise<Result<z.output<S>>> {
  const response = await send(http, base, call);
  return response.ok ? readJson(response.value, schema) : response;
}

/**
 * Reads a list row by row, so that one damaged row does not hide the others. `onSkipped` hears how many were left out.
 */
export function readRows<S extends z.ZodType>(
  rows: readonly unknown[],
  schema: S,
  onSkipped: (count: number) => void,
): z.output<S>[] {
  const read: z.output<S>[] = [];
  for (const row of rows) {
    const parsed = schema.safeParse(row);
    if (parsed.success) read.push(parsed.data);
  }
  if (read.length < rows.length) onSkipped(rows.length - read.length);
  return read;
}

/** A value for calls that answer 204 (with a content type but no body). */
export function nothing(result: Result<HttpResponse>): Result<null> {
  return result.ok ? ok(null) : result;
}
