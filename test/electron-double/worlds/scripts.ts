import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';

/** Name of the isolated world. */
export const WORLD = 'electron-preload';

const nonce = randomBytes(12).toString('hex');
/** A page cannot guess these: the events between the worlds, main's way in, and the way back. */
const SECRET = `e${nonce}`;
export const BINDING = `b${nonce}`;
export const DELIVER = `d${nonce}`;

/** The text of one of our modules as a script: types and `export` removed. They import nothing but types. */
function scriptOf(file: string): string {
  const source = readFileSync(join(import.meta.dirname, file), 'utf8');
  return stripTypeScriptTypes(source).replace(/^export /gm, '');
}

const STRICT = scriptOf('../strict.ts');
const CODEC = scriptOf('codec.ts');
const MEMBRANE = scriptOf('membrane.ts');
const PAGE_WORLD = scriptOf('page-world.ts');
const PRELOAD_WORLD = scriptOf('preload-world.ts');

/** Runs in the page's world of every new document, before its own scripts. */
export function pageWorldScript(): string {
  return `(() => {
if (window.top !== window.self) return;
${MEMBRANE}
${PAGE_WORLD}
preparePage(makeMembrane(${JSON.stringify(SECRET)}, 'page'));
})();`;
}

/**
 * Runs in the isolated world of every new document, after `pageWorldScript`. Throws a `SyntaxError` if the preload
 * script does not parse.
 */
export function preloadWorldScript(preload: string, process: object): string {
  const body = `function preload(require, process, module, exports, Buffer, global) {\n${preload}\n}`;
  new Script(body, { filename: 'preload' });
  return `(() => {
if (window.top !== window.self) return;
${STRICT}
${CODEC}
${MEMBRANE}
${PRELOAD_WORLD}
const post = globalThis[${JSON.stringify(BINDING)}];
delete globalThis[${JSON.stringify(BINDING)}];
runPreloadWorld({
  membrane: makeMembrane(${JSON.stringify(SECRET)}, 'preload'),
  codec: makeCodec(),
  strict,
  post,
  receive: (deliver) => Object.defineProperty(globalThis, ${JSON.stringify(DELIVER)}, { value: deliver }),
  process: ${JSON.stringify(process)},
  preload,
});
${body}
})();`;
}
