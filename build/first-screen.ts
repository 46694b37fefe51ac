import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Plugin, parseAst } from 'vite';

/** JavaScript a window may load before it shows itself, its catalogue included: bytes, gzip. */
const BUDGETS: Readonly<Record<string, number>> = { 'index.html': 350_000, 'quick.html': 200_000 };

export interface FirstScreen {
  readonly page: string;
  /** Bytes, gzip. */
  readonly size: number;
  readonly budget: number;
}

/** What the first screen of each page weighs, in a folder of built pages. */
export function firstScreens(folder: string): readonly FirstScreen[] {
  return Object.entries(BUDGETS).map(([page, budget]) => ({
    page,
    size: gzippedSize(folder, firstScreenScripts(folder, page)) + longestCatalogue(folder),
    budget,
  }));
}

/** Says after a build what the first screens weigh, and stops it when one is over its budget. */
export function firstScreenBudgets(folder: string): Plugin {
  return {
    name: 'first-screen-budgets',
    apply: 'build',
    closeBundle() {
      const screens = firstScreens(folder);
      for (const each of screens) console.log(sentence(each));
      const over = screens.filter(({ size, budget }) => size > budget);
      if (over.length > 0) this.error(`over its budget: ${over.map(({ page }) => page).join(', ')}`);
    },
  };
}

function sentence({ page, size, budget }: FirstScreen): string {
  const share = Math.round((size / budget) * 100);
  return `first screen of ${page}: ${(size / 1000).toFixed(1)} kB of ${budget / 1000}, gzip (${share} %)`;
}

/** A window reads the catalogue of its language, and no other. */
function longestCatalogue(folder: string): number {
  const catalogues = readdirSync(join(folder, 'assets')).filter((name) => /^(en|fr)-[\w-]+\.js$/.test(name));
  if (catalogues.length !== 2) throw new Error('The two catalogues were not found among the built files.');
  return Math.max(...catalogues.map((name) => gzippedSize(folder, [`assets/${name}`])));
}

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
function gzippedSize(folder: string, files: readonly string[]): number {
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
