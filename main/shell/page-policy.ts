import { extname, join, normalize, sep } from 'node:path';

/** The scheme of our own pages. Distinct from the deep-link scheme, so that no outside link can ever name a page. */
export const PAGE_SCHEME = 'halext-app';
export const PAGE_HOST = 'ui';
export const PAGE_ORIGIN = `${PAGE_SCHEME}://${PAGE_HOST}`;

/**
 * Everything a page may do: run and style itself from files of ours, show pictures of ours and `data:` ones that main
 * fetched. No network at all (main has it), no HTML strings turned into elements (Trusted Types).
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
};

/** Headers of every response of the page scheme. */
export function pageHeaders(file: string): Record<string, string> {
  return {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-cache',
  };
}

/**
 * The file a page address stands for, or `null` when it is not one of ours: another host, an unknown file type, or a
 * path that leaves the folder.
 */
export function resolvePageFile(root: string, address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== `${PAGE_SCHEME}:` || url.host !== PAGE_HOST) return null;
  const path = safeDecode(url.pathname);
  if (path === null || path.includes('\0') || path.includes('\\') || !(extname(path) in TYPES)) return null;
  const file = normalize(join(root, path));
  return file.startsWith(root.endsWith(sep) ? root : root + sep) ? file : null;
}

/** True for addresses of our own pages: the only ones a window may navigate to. */
export function isOwnPage(address: string): boolean {
  return address === PAGE_ORIGIN || address.startsWith(`${PAGE_ORIGIN}/`);
}

function safeDecode(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
