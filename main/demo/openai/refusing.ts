import type { SwitchValue } from '../switches.ts';

/** An error as OpenAI writes it. */
export function openAiError(status: number, message: string, code: string | null = null): Response {
  const type = status >= 500 ? 'server_error' : 'invalid_request_error';
  return Response.json({ error: { message, type, param: null, code } }, { status });
}

/** The refusal a test asked for. */
export function askedRefusal({ status, shape, words, retryAfterS }: SwitchValue<'chatRefuses'>): Response {
  const text = words ?? 'The demo was asked to refuse.';
  const answer = inShape(status, shape, text);
  if (retryAfterS !== undefined) answer.headers.set('retry-after', String(retryAfterS));
  return answer;
}

function inShape(status: number, shape: SwitchValue<'chatRefuses'>['shape'], text: string): Response {
  switch (shape) {
    case 'detail':
      return Response.json({ detail: text }, { status });
    case 'detailList':
      return Response.json({ detail: [{ type: 'value_error', loc: ['body', 'messages'], msg: text }] }, { status });
    case 'error':
      return openAiError(status, text);
    case 'errorText':
      return Response.json({ error: text }, { status });
    case 'html':
      return new Response(`<html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>`, {
        status,
        headers: { 'content-type': 'text/html' },
      });
  }
}
