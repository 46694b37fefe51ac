import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { type Page, test } from 'playwright/test';
import { pageHeaders } from '../../../main/shell/page-policy.ts';
import { findChromium, findHeadlessShell } from '../../electron-double/chromium/find.ts';
import { installFakeBridge, type Scenario } from './fake-bridge.ts';

const root = resolve(import.meta.dirname, '../../..');

const chromium = findHeadlessShell() ?? findChromium();

/** The browser of page tests: the engine of the double, without windows where there is such a thing. */
export const CHROMIUM = { ...(chromium ? { executablePath: chromium } : {}), args: ['--no-sandbox'] };

/**
 * What each screen is looked at in: both themes and both languages. Contrast depends on the theme alone and lengths on
 * the language alone, so these two show what all four would.
 */
export const LOOKS = [
  { theme: 'light', lang: 'en' },
  { theme: 'dark', lang: 'fr' },
] as const;

export interface Pages {
  readonly origin: string;
}

interface ServedPages extends Pages {
  close(): Promise<void>;
}

/** Serves the built pages on loopback with the headers of the application, its content policy among them. */
export async function servePages(): Promise<ServedPages> {
  const pages = resolve(root, 'dist/renderer');
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = join(pages, path);
    if (!file.startsWith(pages) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, pageHeaders(file));
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => closed(server) };
}

function closed(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}

/** Serves the pages to the tests of a file, with the window, the place and the browser these are written for. */
export function pageTests(viewport = { width: 1240, height: 800 }): Pages {
  test.use({ viewport, timezoneId: 'Europe/Paris', locale: 'en-GB', launchOptions: CHROMIUM });
  let served: ServedPages | null = null;
  test.beforeAll(async () => {
    served = await servePages();
  });
  test.afterAll(async () => {
    await served?.close();
  });
  return {
    get origin() {
      return served?.origin ?? '';
    },
  };
}

/** Puts the in-memory workspace behind `window.companion` before the page loads. */
export async function withFakeBridge(page: Page, scenario: Scenario): Promise<void> {
  await page.addInitScript(installFakeBridge, scenario);
}

/** What the page has asked of main by this command so far, oldest first. */
export function calls(page: Page, command: string): Promise<unknown[]> {
  return page.evaluate(
    (name) => window.fake.calls.filter((each) => each.command === name).map(({ request }) => request),
    command,
  );
}

/** Opens a page and waits until it listens to keys and to main: what is pressed earlier is nobody's. */
export async function openReady(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.waitForFunction(() => window.fake.calls.some(({ command }) => command === 'app.ready'));
}

const axeSource = readFile(resolve(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with the page as it stands: rule, elements, and why. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(await axeSource);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    const results = await axe.run({ resultTypes: ['violations'] });
    return results.violations.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`),
    );
  });
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
  }[];
}

/** Elements that stick out of the window, and areas that scroll sideways though they should not. */
export async function overflows(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const name = (element: Element) => `${element.tagName.toLowerCase()}.${element.className}`;
    const scrolls = (element: Element) => {
      const { overflowX } = getComputedStyle(element);
      return overflowX === 'visible'
        ? element.scrollWidth > element.clientWidth + 1 && element === document.body
        : false;
    };
    const outside = [...document.querySelectorAll('button, input, textarea, h1, h2, p, header, footer, article')]
      .filter((element) => element.checkVisibility() && !element.closest('.vh, [inert]'))
      .filter((element) => {
        const box = element.getBoundingClientRect();
        return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1);
      });
    const wide = document.documentElement.scrollWidth > innerWidth + 1 ? [document.documentElement] : [];
    return [...outside, ...wide, ...[document.body].filter(scrolls)].map(name);
  });
}
