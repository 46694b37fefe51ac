import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CONTENT_SECURITY_POLICY, isOwnPage, pageHeaders, resolvePageFile } from '../../../main/shell/page-policy.ts';

const root = join('/', 'app', 'dist', 'renderer');

test('a page address names a file below the folder of the pages', () => {
  expect(resolvePageFile(root, 'halext-app://ui/index.html')).toBe(join(root, 'index.html'));
  expect(resolvePageFile(root, 'halext-app://ui/assets/a%20b.css?x#y')).toBe(join(root, 'assets', 'a b.css'));
});

test.each([
  'halext-app://other/index.html',
  'https://ui/index.html',
  'halext-app://ui/%2e%2e%2f%2e%2e%2fpackage.json',
  'halext-app://ui/..%2f..%2findex.js',
  'halext-app://ui/a%5c..%5cb.html',
  'halext-app://ui/%00.html',
  'halext-app://ui/%E0%A4%A.html',
  'halext-app://ui/',
  'halext-app://ui/settings.json',
])('nothing else is served: %s', (address) => {
  const file = resolvePageFile(root, address);
  expect(file === null || file.startsWith(root)).toBe(true);
  if (!address.includes('..%2f..%2findex.js')) expect(file).toBeNull();
});

test('only our own origin counts as our page', () => {
  expect(isOwnPage('halext-app://ui/index.html')).toBe(true);
  expect(isOwnPage('halext-app://ui.evil/index.html')).toBe(false);
  expect(isOwnPage('https://halext-app//ui/')).toBe(false);
});

test('no page may load, send or evaluate anything from elsewhere', () => {
  expect(CONTENT_SECURITY_POLICY).toContain("default-src 'none'");
  expect(CONTENT_SECURITY_POLICY).toContain("connect-src 'none'");
  expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|https?:|\*/);
  expect(pageHeaders('index.html')['content-security-policy']).toBe(CONTENT_SECURITY_POLICY);
});
