import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseAst } from 'vite';

/**
 * The JavaScript a page loads before it shows anything: its scripts and preloads, and everything they import
 * statically. Paths relative to `folder`, in the order found. Code behind `import()` is not part of it.
 */
export function firstScreenScripts(folder: string, page: string): string[] {
  const html = readFileSync(join(folder, page), 'utf8');
  const found = new Set<string>();
  for (const script of scriptsOf(html)) addWithImports(folder, join(dirname(page), script), found);
  return [...found];
}

/** Sum of the files' sizes as gzip, in bytes. */
export function gzippedSize(folder: string, files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0);
}

function scriptsOf(html: string): string[] {
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  return tags
    .filter((tag) => tag.startsWith('<script') || /\brel="modulepreload"/.test(tag))
    .flatMap((tag) => /\b(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? []);
}

function addWithImports(folder: string, file: string, found: Set<string>): void {
  if (found.has(file)) return;
  found.add(file);
  for (const specifier of staticImports(readFileSync(join(folder, file), 'utf8')))
    addWithImports(folder, join(dirname(file), specifier), found);
}

function staticImports(code: string): string[] {
  return parseAst(code).body.flatMap((statement) => {
    switch (statement.type) {
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
        return [statement.source.value];
      case 'ExportNamedDeclaration':
        return statement.source ? [statement.source.value] : [];
      default:
        return [];
    }
  });
}
