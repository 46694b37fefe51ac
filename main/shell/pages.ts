import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { PAGE_SCHEME, pageHeaders, resolvePageFile } from './page-policy.ts';

/** Before the app is ready: our pages live on a scheme of their own, so that responses can carry a header policy. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** After the app is ready: answers our pages from the folder `root`, and nothing else. */
export function servePages(root: string): void {
  protocol.handle(PAGE_SCHEME, async (request) => {
    const file = request.method === 'GET' ? resolvePageFile(root, request.url) : null;
    if (!file) return new Response(null, { status: 404 });
    try {
      return new Response(await readFile(file), { headers: pageHeaders(file) });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}
