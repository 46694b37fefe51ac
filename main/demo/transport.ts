import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { DemoContext } from './demo.ts';

/** Cuts the connection without an answer. */
export function cutSocket(c: DemoContext): Response {
  c.env.outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** Leaves the connection open and never answers. */
export function neverAnswer(): Response {
  return RESPONSE_ALREADY_SENT;
}

/** Whether a response only tells the framework to leave the socket alone. */
export function alreadySent(response: Response): boolean {
  return response.headers.has('x-hono-already-sent');
}

/** An error page as nginx writes it. */
export function proxyPage(status: 413 | 502 | 504, reason: string): Response {
  const page = `<html>\r\n<head><title>${status} ${reason}</title></head>\r\n<body>\r\n<center><h1>${status} ${reason}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
  return new Response(page, { status, headers: { 'content-type': 'text/html' } });
}
