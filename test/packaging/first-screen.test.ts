import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ROOT } from '../run/electron-binary.ts';
import { firstScreenScripts, gzippedSize } from './first-screen.ts';

const PAGES = join(ROOT, 'dist/renderer');

/** A window reads the catalogue of its language before it shows anything. */
function longestCatalogue(): string {
  const catalogues = readdirSync(join(PAGES, 'assets')).filter((name) => /^(en|fr)-[\w-]+\.js$/.test(name));
  expect(catalogues).toHaveLength(2);
  const files = catalogues.map((name) => `assets/${name}`);
  return files.reduce((a, b) => (gzippedSize(PAGES, [a]) > gzippedSize(PAGES, [b]) ? a : b));
}

test.each([
  { page: 'index.html', budget: 350_000 },
  { page: 'quick.html', budget: 200_000 },
])('$page shows itself with at most $budget bytes of JavaScript, gzip', ({ page, budget }) => {
  const files = [...firstScreenScripts(PAGES, page), longestCatalogue()];
  const size = gzippedSize(PAGES, files);
  const share = Math.round((size / budget) * 100);
  console.log(
    `first screen of ${page}: ${(size / 1000).toFixed(1)} kB of ${budget / 1000} (${share} %), ${files.length} files`,
  );
  expect(files).toContainEqual(expect.stringMatching(/^assets\/[\w-]+\.js$/));
  expect(size).toBeLessThanOrEqual(budget);
});

test('scripts, preloads and what they import count once; what is loaded later does not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'companion-first-screen-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write(
    'page.html',
    '<script type="module" src="./a.js"></script><link rel="modulepreload" href="./b.js"><link rel="stylesheet" href="./a.css">',
  );
  write(
    'a.js',
    'import { c } from "./c.js"; import "./b.js"; const later = () => import("./later.js"); export { c, later };',
  );
  write('b.js', 'export * from "./d.js";');
  write('c.js', 'export { d as c } from "./d.js"; // import "./comment.js"');
  write('d.js', 'export const d = \'import "./text.js"\';');
  expect(firstScreenScripts(folder, 'page.html').sort()).toEqual(['a.js', 'b.js', 'c.js', 'd.js']);
});
