/** How Flask writes what the gateway says (gateway contract 1 and 4). */

const PAGES = {
  400: ['Bad Request', 'The browser (or proxy) sent a request that this server could not understand.'],
  404: [
    'Not Found',
    'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.',
  ],
  405: ['Method Not Allowed', 'The method is not allowed for the requested URL.'],
  429: ['Too Many Requests', ''],
  500: [
    'Internal Server Error',
    'The server encountered an internal error and was unable to complete your request. Either the server is overloaded or there is an error in the application.',
  ],
} as const;

/** JSON with sorted keys, ASCII only, ended by a line end. */
export function flaskJson(value: unknown, status = 200): Response {
  return answer(`${ascii(JSON.stringify(sorted(value)))}\n`, status, 'application/json');
}

/** The page of an HTTP error, as werkzeug makes it; `text` replaces its usual sentence. */
export function errorPage(status: keyof typeof PAGES, text?: string): Response {
  const [reason, usual] = PAGES[status];
  const page = `<!doctype html>
<html lang=en>
<title>${status} ${reason}</title>
<h1>${reason}</h1>
<p>${text ?? usual}</p>
`;
  return answer(page, status, 'text/html; charset=utf-8');
}

/** The JSON of an error that the gateway's own code noticed. */
export function errorJson(status: number, type: string, message: string): Response {
  return flaskJson({ error: { message, type } }, status);
}

function answer(body: string, status: number, type: string): Response {
  const bytes = new TextEncoder().encode(body);
  const headers = {
    'content-type': type,
    'content-length': String(bytes.length),
    'access-control-allow-origin': '*',
  };
  return new Response(bytes, { status, headers });
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

/** Everything outside printable ASCII as `\u` escapes; in valid JSON it only occurs inside strings. */
function ascii(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
