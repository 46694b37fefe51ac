import { HTTPException } from 'hono/http-exception';

/** One entry of a 422 body, as pydantic 1 writes it. */
export interface FieldIssue {
  loc: (string | number)[];
  msg: string;
  type: string;
}

/** An error with the body `{"detail": …}` (contract 1.4), to be thrown in a route. */
export function refusal(
  status: 400 | 401 | 403 | 404 | 422 | 500 | 503,
  detail: string | FieldIssue[],
  headers: Record<string, string> = {},
): HTTPException {
  return new HTTPException(status, { res: Response.json({ detail }, { status, headers }) });
}

/** 401 as the OAuth2 scheme answers it. */
export function unauthorized(detail: string): HTTPException {
  return refusal(401, detail, { 'www-authenticate': 'Bearer' });
}

/** An exception nobody handled: `Internal Server Error` as plain text. */
export function crash(): HTTPException {
  return new HTTPException(500, { res: crashResponse() });
}

export function crashResponse(): Response {
  return new Response('Internal Server Error', {
    status: 500,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
}

/** 204 with the content type the server wrongly sends along. */
export function noContent(): Response {
  return new Response(null, { status: 204, headers: { 'content-type': 'application/json' } });
}
