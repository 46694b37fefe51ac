import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { AGENTS_PATH, agentsHandler } from './agents/index.ts';
import { CONNECTORS_PATH, connectorsHandler } from './connectors/index.ts';
import { controlDoor } from './control.ts';
import type { Demo, DemoContext, Route } from './demo.ts';
import { faults } from './faults.ts';
import { GATEWAY_PATH, gatewayHandler } from './gateway/index.ts';
import { OPENAI_PATH, openAiHandler } from './openai/index.ts';
import { openwebuiDirectHandler, WEBUI_PATH } from './openwebui-direct/index.ts';
import { crashResponse } from './refusals.ts';
import type { RequestLog } from './request-log.ts';
import { aiRoutes } from './routes/ai.ts';
import { conversationRoutes } from './routes/conversations.ts';
import { messageRoutes } from './routes/messages.ts';
import { openWebuiRoutes } from './routes/openwebui.ts';
import { presenceRoutes } from './routes/presence.ts';
import { serviceRoutes } from './routes/service.ts';
import { userRoutes } from './routes/users.ts';
import { alreadySent } from './transport.ts';
import { webuiHandler } from './webui.ts';

type App = Hono<{ Bindings: DemoContext['env'] }>;

/** The whole server as one Hono application; `controlled` mounts the door for tests. */
export function createApp(demo: Demo, log: RequestLog, controlled: boolean): App {
  const app: App = new Hono();
  if (controlled) app.route('/__demo', controlDoor(demo, log));
  app.use(recorded(demo, log));
  app.use(faults(demo));
  for (const path of ['/health', '/api/*']) app.all(`${WEBUI_PATH}${path}`, openwebuiDirectHandler(demo));
  for (const path of [WEBUI_PATH, `${WEBUI_PATH}/*`]) app.get(path, webuiHandler(demo));
  for (const path of [GATEWAY_PATH, `${GATEWAY_PATH}/*`]) app.all(path, gatewayHandler(demo));
  app.all(`${OPENAI_PATH}/*`, openAiHandler(demo));
  app.all(`${CONNECTORS_PATH}/*`, connectorsHandler(demo));
  app.all(`${AGENTS_PATH}/:name`, agentsHandler(demo));
  mount(app, allRoutes(demo));
  app.onError((error) => (error instanceof HTTPException ? error.getResponse() : crashResponse()));
  return app;
}

function allRoutes(demo: Demo): Route[] {
  return [
    ...serviceRoutes(demo),
    ...presenceRoutes(demo),
    ...userRoutes(demo),
    ...conversationRoutes(demo),
    ...messageRoutes(demo),
    ...aiRoutes(demo),
    ...openWebuiRoutes(demo),
  ];
}

/** Every route at the root and under `/api`; around them the framework's own answers of the real server. */
function mount(app: App, routes: Route[]): void {
  const doubled = routes.flatMap((route) => [route, { ...route, path: `/api${route.path}` }]);
  app.use(async (c, next) => {
    // Hono would answer HEAD with GET's headers; the real server refuses it.
    if (c.req.method !== 'HEAD') return next();
    return withoutRoute(doubled, c);
  });
  for (const route of doubled) app.on(route.method, route.path, route.handle);
  app.notFound((c) => withoutRoute(doubled, c as DemoContext));
}

function withoutRoute(routes: Route[], c: DemoContext): Response {
  const { path } = c.req;
  const sameePath = routes.filter((route) => matches(route, path));
  const first = sameePath[0];
  if (first) return Response.json({ detail: 'Method Not Allowed' }, { status: 405, headers: { allow: first.method } });
  const other = path.endsWith('/') ? path.slice(0, -1) : `${path}/`;
  if (!routes.some((route) => matches(route, other))) return Response.json({ detail: 'Not Found' }, { status: 404 });
  const location = new URL(c.req.url);
  location.pathname = other;
  return new Response(null, { status: 307, headers: { location: location.href, 'content-length': '0' } });
}

function matches(route: Route, path: string): boolean {
  return new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}$`).test(path);
}

function recorded(demo: Demo, log: RequestLog) {
  return async (c: DemoContext, next: () => Promise<void>) => {
    const { pathname, search } = new URL(c.req.url);
    const query = pathname.startsWith(WEBUI_PATH) ? '' : search;
    const answered = log.add({ at: demo.now(), method: c.req.method, path: pathname, query });
    await next();
    if (c.req.method !== 'GET') demo.changed();
    if (alreadySent(c.res)) return;
    c.header('date', new Date(demo.now()).toUTCString());
    if (!pathname.startsWith(GATEWAY_PATH)) c.header('server', 'uvicorn');
    answered(c.res.status);
  };
}
