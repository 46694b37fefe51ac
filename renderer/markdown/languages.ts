import type { LanguageFn } from 'lowlight';
import { decodeEntities } from './entities.ts';

type Load = () => Promise<{ readonly default: LanguageFn }>;

/** The grammars we have, each a file of its own that is loaded when first met. */
const LANGUAGES: ReadonlyMap<string, Load> = new Map<string, Load>([
  ['bash', () => import('highlight.js/lib/languages/bash')],
  ['c', () => import('highlight.js/lib/languages/c')],
  ['cpp', () => import('highlight.js/lib/languages/cpp')],
  ['csharp', () => import('highlight.js/lib/languages/csharp')],
  ['css', () => import('highlight.js/lib/languages/css')],
  ['diff', () => import('highlight.js/lib/languages/diff')],
  ['dockerfile', () => import('highlight.js/lib/languages/dockerfile')],
  ['go', () => import('highlight.js/lib/languages/go')],
  ['ini', () => import('highlight.js/lib/languages/ini')],
  ['java', () => import('highlight.js/lib/languages/java')],
  ['javascript', () => import('highlight.js/lib/languages/javascript')],
  ['json', () => import('highlight.js/lib/languages/json')],
  ['kotlin', () => import('highlight.js/lib/languages/kotlin')],
  ['latex', () => import('highlight.js/lib/languages/latex')],
  ['lua', () => import('highlight.js/lib/languages/lua')],
  ['makefile', () => import('highlight.js/lib/languages/makefile')],
  ['markdown', () => import('highlight.js/lib/languages/markdown')],
  ['nginx', () => import('highlight.js/lib/languages/nginx')],
  ['php', () => import('highlight.js/lib/languages/php')],
  ['powershell', () => import('highlight.js/lib/languages/powershell')],
  ['python', () => import('highlight.js/lib/languages/python')],
  ['r', () => import('highlight.js/lib/languages/r')],
  ['ruby', () => import('highlight.js/lib/languages/ruby')],
  ['rust', () => import('highlight.js/lib/languages/rust')],
  ['scss', () => import('highlight.js/lib/languages/scss')],
  ['shell', () => import('highlight.js/lib/languages/shell')],
  ['sql', () => import('highlight.js/lib/languages/sql')],
  ['swift', () => import('highlight.js/lib/languages/swift')],
  ['typescript', () => import('highlight.js/lib/languages/typescript')],
  ['xml', () => import('highlight.js/lib/languages/xml')],
  ['yaml', () => import('highlight.js/lib/languages/yaml')],
]);

const ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    bash: 'sh zsh fish',
    cpp: 'c++ cc cxx h++ hpp',
    csharp: 'cs c#',
    diff: 'patch',
    dockerfile: 'docker',
    go: 'golang',
    ini: 'toml conf properties env',
    javascript: 'js jsx mjs cjs node',
    json: 'jsonc json5 jsonl',
    kotlin: 'kt kts',
    latex: 'tex',
    makefile: 'make mk',
    markdown: 'md mdx',
    powershell: 'ps ps1 pwsh',
    python: 'py py3 python3 pyi',
    ruby: 'rb',
    rust: 'rs',
    scss: 'sass less',
    shell: 'console shell-session shellsession',
    sql: 'mysql postgres postgresql psql sqlite plsql tsql',
    typescript: 'ts tsx mts cts',
    xml: 'html xhtml svg rss vue svelte plist',
    yaml: 'yml',
  }).flatMap(([name, aliases]) => aliases.split(' ').map((alias) => [alias, name] as const)),
);

/**
 * The first word after an opening fence, its escapes resolved: what the block says its language is. At most 30
 * characters.
 */
export function languageLabel(info: string): string {
  const word = info.trim().split(/[\s,{]/, 1)[0] ?? '';
  return decodeEntities(word.replace(/\\([!-/:-@[-`{-~])/g, '$1')).slice(0, 30);
}

/** The name of the grammar for a label, or `null` when we have none. */
export function grammarName(label: string): string | null {
  const lower = label.toLowerCase();
  const name = ALIASES.get(lower) ?? lower;
  return LANGUAGES.has(name) ? name : null;
}

/** Loads a grammar by the name `grammarName` gave. */
export async function loadGrammar(name: string): Promise<LanguageFn | null> {
  const load = LANGUAGES.get(name);
  return load ? (await load()).default : null;
}
