import { timingSafeEqual } from 'node:crypto';
import type { Demo, DemoContext, Handler } from '../demo.ts';
import { cutSocket } from '../transport.ts';
import { chat } from './chat.ts';
import { listModels } from './models.ts';
import { taskStatus } from './tasks.ts';
import { errorJson, errorPage } from './wire.ts';

/** Where the gateway is mounted; its routes follow below `/v1`. */
export const GATEWAY_PATH = '/gateway';

interface GatewayRoute {
  pattern: RegExp;
  methods: readonly string[];
  /** Counted by the rate limiter; the status route is exempt (gateway contract 7). */
  limited: boolean;
  handle(demo: Demo, c: DemoContext, part: string): Response | Promise<Response>;
}

const ROUTES: readonly GatewayRoute[] = [
  { pattern: /^\/v1\/models$/, methods: ['GET', 'HEAD', 'OPTIONS'], limited: true, handle: listModels },
  { pattern: /^\/v1\/chat\/completions$/, methods: ['POST', 'OPTIONS'], limited: true, handle: chat },
  {
    pattern: /^\/v1\/tasks\/status\/([^/]+)$/,
    methods: ['GET', 'HEAD', 'OPTIONS'],
    limited: false,
    handle: taskStatus,
  },
];

/**
 * The agent gateway: chat as a task that is polled, or held open until it is done. Its answers are those measured at
 * commit 66f7137 of the real one, which is a Flask application.
 */
export function gatewayHandler(demo: Demo): Handler {
  return (c) => {
    const path = c.req.path.slice(GATEWAY_PATH.length);
    const found = ROUTES.flatMap((route) => {
      const match = route.pattern.exec(path);
      return match ? [{ route, part: match[1] ?? '' }] : [];
    })[0];
    if (!found) return errorPage(404);
    const { route, part } = found;
    if (c.req.method === 'OPTIONS') return preflight(c, route);
    if (!route.methods.includes(c.req.method)) return withHeader(errorPage(405), 'allow', route.methods.join(', '));
    return refused(demo, c, route) ?? route.handle(demo, c, part);
  };
}

/** What stands before every route: the failures asked for, the limiter, the key. */
function refused({ switches, store }: Demo, c: DemoContext, { limited }: GatewayRoute): Response | null {
  if (switches.take('gatewayRefused', c.req)) return cutSocket(c);
  if (switches.take('gatewayHtml500', c.req)) return errorPage(500);
  const limit = limited ? switches.take('gateway429', c.req) : undefined;
  if (limit !== undefined) return errorPage(429, limit);
  const keyEnded = switches.take('gateway401Midway', c.req) !== undefined;
  if (!keyEnded && sameText(c.req.header('authorization') ?? '', `Bearer ${store.state.gatewayKey}`)) return null;
  return errorJson(401, 'authentication_error', 'Clé API invalide ou manquante.');
}

function sameText(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The real one's CORS extension grants whatever a browser asks for. */
function preflight(c: DemoContext, { methods }: GatewayRoute): Response {
  const asked = (c.req.header('access-control-request-headers') ?? '').split(',').map((name) => name.trim());
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    allow: methods.join(', '),
    'access-control-allow-origin': c.req.header('origin') ?? '*',
    'access-control-allow-headers': asked.sort().join(', '),
    'access-control-allow-methods': 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT',
    vary: 'Origin',
    'content-length': '0',
  };
  return new Response(null, { headers });
}

function withHeader(response: Response, name: string, value: string): Response {
  response.headers.set(name, value);
  return response;
}
