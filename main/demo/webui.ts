import { html } from 'hono/html';
import type { Demo, DemoContext, Handler } from './demo.ts';
import { readToken } from './tokens.ts';

/** What tells an Open WebUI from anything else (contract of Open WebUI, 1). */
const CONFIG = { status: true, name: 'Open WebUI (demo)', version: '0.0.0-demo', features: { auth: true } };

/** The page that stands for Open WebUI: it says who is signed in and where the link asked to go. */
export function webuiHandler(demo: Demo): Handler {
  return (c) => {
    if (c.req.path === '/webui/api/config') return c.json(CONFIG);
    const token = c.req.query('token');
    if (c.req.path !== '/webui/sso') return page(c, 200, 'Nobody is signed in', 'Use the link of the companion.');
    const claims = readToken(token ?? '', demo.store.state.signingKey, demo.now());
    if (claims === null || claims.iss !== 'halext-org')
      return page(c, 401, 'The sign-in link is not valid', 'Ask for a new one.');
    const user = demo.store.userNamed(String(claims.username));
    const name = user?.fullName ?? String(claims.username);
    return page(
      c,
      200,
      `Signed in as ${name} (${claims.email})`,
      `Asked to go to: ${c.req.query('redirect') ?? 'home'}`,
    );
  };
}

async function page(c: DemoContext, status: 200 | 401, first: string, second: string): Promise<Response> {
  c.header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
  c.header('Referrer-Policy', 'no-referrer');
  c.header('Cache-Control', 'no-store');
  const body = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Open WebUI (demo)</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 12vh auto; padding: 0 1rem; color-scheme: light dark }
</style>
</head>
<body>
<h1>Open WebUI</h1>
<p id="who">${first}</p>
<p id="where">${second}</p>
<p>This page belongs to the demo workspace of Halext Companion. It stands where your team's Open WebUI would be.</p>
</body>
</html>`;
  return c.html(body, status);
}
