import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { expect, onTestFinished, test } from 'vitest';
import { firstScreenBudgets, firstScreenScripts, firstScreens } from '../../build/first-screen.ts';
import { ROOT } from '../run/electron-binary.ts';

test.each(firstScreens(join(ROOT, 'dist/renderer')))(
  '$page shows itself with at most $budget bytes of JavaScript, gzip',
  ({ size, budget }) => {
    expect(size).toBeGreaterThan(50_000);
    expect(size).toBeLessThanOrEqual(budget);
  },
);

/** A folder of pages, put away after the test. */
function pages(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'companion-first-screen-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

test('scripts, preloads and what they import count once; what is loaded later does not', () => {
  const folder = pages({
    'page.html':
      '<script type="module" src="./a.js"></script><link rel="modulepreload" href="./b.js"><link rel="stylesheet" href="./a.css">',
    'a.js':
      'import { c } from "./c.js"; import "./b.js"; const later = () => import("./later.js"); export { c, later };',
    'b.js': 'export * from "./d.js";',
    'c.js': 'export { d as c } from "./d.js"; // import "./comment.js"',
    'd.js': 'export const d = \'import "./text.js"\';',
  });
  expect(firstScreenScripts(folder, 'page.html').sort()).toEqual(['a.js', 'b.js', 'c.js', 'd.js']);
});

test('a page over its budget stops the build', async () => {
  const incompressible = `export const weight = '${randomBytes(300_000).toString('base64')}';`;
  const folder = pages({
    'index.html': '',
    'quick.html': '<script type="module" src="./assets/heavy.js"></script>',
    'assets/heavy.js': incompressible,
    'assets/en-1.js': '',
    'assets/fr-1.js': '',
    'main.js': '',
  });
  const built = build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    plugins: [firstScreenBudgets(folder)],
    build: { write: false, rollupOptions: { input: join(folder, 'main.js') } },
  });
  await expect(built).rejects.toThrow('over its budget: quick.html');
});
