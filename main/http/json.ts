import type { z } from 'zod';
import { appError, fail, ok, type Result } from '../errors.ts';
import type { HttpResponse } from './message.ts';

/**
 * Reads a response as JSON of a given shape. A front end that answers every address with its start page (HTML, 200) is
 * common, so the content type counts. Errors are `protocol` with reason `html`, `notJson` or `wrongShape`; their message
 * names the place of the first fault and never its content.
 */
export function readJson<S extends z.ZodType>(response: HttpResponse, schema: S): Result<z.output<S>> {
  const value = parseJson(response);
  if (!value.ok) return value;
  const parsed = schema.safeParse(value.value);
  return parsed.success ? ok(parsed.data) : fail(wrongShape(parsed.error, response.status));
}

/** Reads a response as JSON of any shape. Errors: `protocol` with reason `html` or `notJson`. */
export function parseJson(response: HttpResponse): Result<unknown> {
  const { status } = response;
  const type = contentType(response);
  if (type === 'text/html') return fail(appError('protocol', 'a web page instead of JSON', { reason: 'html', status }));
  if (type !== 'application/json' && !type.endsWith('+json')) {
    return fail(appError('protocol', `${type || 'no content type'} instead of JSON`, { reason: 'notJson', status }));
  }
  try {
    return ok(JSON.parse(response.text));
  } catch {
    return fail(appError('protocol', 'not valid JSON', { reason: 'notJson', status }));
  }
}

/** The media type in lower case without parameters; empty when there is none. */
export function contentType(response: HttpResponse): string {
  return (response.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

function wrongShape(error: z.ZodError, status: number) {
  const issue = error.issues[0];
  const place = issue?.path.map(String).join('.').slice(0, 80) || 'the whole';
  return appError('protocol', `unexpected shape at ${place}: ${issue?.code ?? 'unknown'}`, {
    reason: 'wrongShape',
    status,
  });
}
