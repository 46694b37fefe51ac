/**
 * Draws the raster icons from the drawings: `node build/draw-icons.ts` after a change to build/tray or build/icons.
 * The results are committed, because a tray reads files, packaging tools want one file per system, and a build machine
 * has no browser.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright';
import { findAnyChromium } from '../test/run/ensure.ts';
import { writeIcns, writeIco } from './icon-containers.ts';

const here = import.meta.dirname;
const APP_SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

const executablePath = process.env.COMPANION_CHROMIUM ?? findAnyChromium();
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] });
try {
  await drawTray(browser);
  await drawApp(browser);
} finally {
  await browser.close();
}

/** macOS wants `…Template.png` with `@2x` beside it; elsewhere the ground decides between on-light and on-dark. */
async function drawTray(browser: Browser): Promise<void> {
  const out = join(here, 'resources/tray');
  await mkdir(out, { recursive: true });
  for (const file of await readdir(join(here, 'tray'))) {
    const match = /^(\w+)-(16|32)-(template|on-light|on-dark)\.svg$/.exec(file);
    if (!match) continue;
    const [, state, size, ground] = match;
    const name = ground === 'template' ? `${state}Template` : `${state}-${ground}`;
    const png = await raster(browser, await readFile(join(here, 'tray', file), 'utf8'), Number(size));
    await writeFile(join(out, `${name}${size === '32' ? '@2x' : ''}.png`), png);
  }
}

/** One PNG a size for Linux, and the containers of the other two systems. Up to 32 pixels there is a drawing of its own. */
async function drawApp(browser: Browser): Promise<void> {
  const out = join(here, 'icons');
  const large = await readFile(join(out, 'app-icon.svg'), 'utf8');
  const small = await readFile(join(out, 'app-icon-small.svg'), 'utf8');
  const pngs = new Map<number, Buffer>();
  for (const size of APP_SIZES) {
    const png = await raster(browser, size <= 32 ? small : large, size);
    pngs.set(size, png);
    await writeFile(join(out, `${size}x${size}.png`), png);
  }
  await writeFile(join(here, 'icon.ico'), writeIco(pngs));
  await writeFile(join(here, 'icon.icns'), writeIcns(pngs));
}

async function raster(browser: Browser, svg: string, size: number): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  try {
    await page.setContent(
      `<style>html,body{margin:0;background:transparent}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
    );
    return await page.screenshot({ omitBackground: true });
  } finally {
    await page.close();
  }
}
