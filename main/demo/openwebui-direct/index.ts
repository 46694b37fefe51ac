import type { Demo, DemoContext, Handler } from '../demo.ts';
import { type ChatServer, chat } from '../openai/chat.ts';
import { carriesKey } from '../openai/keys.ts';
import type { SwitchValue } from '../switches.ts';
import { isActive, listModels } from './models.ts';

/** Where the demo's Open WebUI is: its page and, below it, its interface. */
export const WEBUI_PATH = '/webui';

const VERSION = '0.6.36';

const detail = (status: number, words: string) => Response.json({ detail: words }, { status });

const FORBIDDEN: Readonly<Record<SwitchValue<'webuiForbids'>, string>> = {
  keysOff: 'Use of API key is not enabled in the environment.',
  endpoint: 'API key not allowed to access this endpoint.',
  permission: 'You do not have permission to access this resource. Please contact your administrator for assistance.',
};

const SERVER: ChatServer = {
  unknownModel: (model) => (isActive(model) ? null : detail(400, 'Model not found')),
  unreadable: (problem) => detail(400, `Invalid value for '${problem}'.`),
  alwaysUsage: true,
};

interface WebuiRoute {
  /** Needs a key. */
  readonly closed: boolean;
  handle(demo: Demo, c: DemoContext): Response | Promise<Response>;
}

const ROUTES: Readonly<Record<string, WebuiRoute>> = {
  'GET /health': { closed: false, handle: health },
  'GET /api/version': { closed: false, handle: () => Response.json({ version: VERSION, deployment_id: '' }) },
  'GET /api/config': { closed: false, handle: config },
  'GET /api/models': { closed: true, handle: listModels },
  'POST /api/chat/completions': { closed: true, handle: (demo, c) => chat(demo, c, SERVER) },
};

/** Open WebUI's own interface, as far as other programs use it. */
export function openwebuiDirectHandler(demo: Demo): Handler {
  return (c) => {
    const route = ROUTES[`${c.req.method} ${c.req.path.slice(WEBUI_PATH.length)}`];
    if (!route) return detail(404, 'Not Found');
    return (route.closed ? refused(demo, c) : null) ?? route.handle(demo, c);
  };
}

function refused(demo: Demo, c: DemoContext): Response | null {
  const { switches } = demo;
  const header = c.req.header('authorization');
  if (switches.value('webuiOpen') && header === undefined) return null;
  if (header === undefined) return detail(403, 'Not authenticated');
  if (switches.take('answerKeyRefused', c.req) || !carriesKey(demo, header, 'openwebui')) {
    return detail(401, 'Your session has expired or the token is invalid. Please sign in again.');
  }
  const forbidden = switches.take('webuiForbids', c.req);
  return forbidden === undefined ? null : detail(403, FORBIDDEN[forbidden]);
}

function health({ switches }: Demo, c: DemoContext): Response {
  const wrong = switches.take('webuiHealth', c.req);
  if (wrong !== 'page') return Response.json({ status: wrong !== 'ill' });
  return new Response('<!doctype html><title>Welcome to nginx!</title>', { headers: { 'content-type': 'text/html' } });
}

function config({ switches }: Demo, c: DemoContext): Response {
  if (switches.take('webuiOther', c.req)) return Response.json({ app: 'another program', version: '1' });
  return Response.json({
    status: true,
    name: 'Open WebUI (demo)',
    version: VERSION,
    default_locale: '',
    oauth: { providers: {} },
    features: {
      auth: switches.value('webuiOpen') === undefined,
      auth_trusted_header: false,
      enable_signup: false,
      enable_login_form: true,
      enable_websocket: false,
    },
  });
}
