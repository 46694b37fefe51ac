import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { pageHeaders } from '../../../../main/shell/page-policy.ts';

const root = resolve(import.meta.dirname, '../../../..');

export interface MarkdownPage {
  /** Address of the page; `?theme=dark` and `?lang=fr` are understood. */
  readonly url: string;
  /** Name → size after gzip, in bytes, of every script and style sheet of the build. */
  readonly sizes: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/** Builds the page that shows one message into a temporary folder and serves it under the policy of the application. */
export async function serveMarkdownPage(): Promise<MarkdownPage> {
  const outDir = await mkdtemp(join(tmpdir(), 'halext-markdown-'));
  await build({
    root: import.meta.dirname,
    base: './',
    publicDir: resolve(root, 'renderer/public'),
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: {
      outDir,
      target: 'chrome156',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: resolve(import.meta.dirname, 'page.html') },
    },
  });
  const server = createServer((request, response) => {
    const file = join(outDir, new URL(request.url ?? '/', 'http://localhost').pathname);
    if (!file.startsWith(outDir) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, pageHeaders(file));
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/page.html`,
    sizes: await gzipSizes(outDir),
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await rm(outDir, { recursive: true, force: true });
    },
  };
}

async function gzipSizes(folder: string): Promise<Map<string, number>> {
  const names = (await readdir(join(folder, 'assets'))).filter((name) => /\.(?:js|css)$/.test(name)).sort();
  const sizes = new Map<string, number>();
  for (const name of names) sizes.set(name, gzipSync(await readFile(join(folder, 'assets', name))).length);
  return sizes;
}
