import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { thirdPartyLicenses } from './bundled-packages.ts';
import { firstScreenBudgets } from './first-screen.ts';
import { trayIcons } from './tray-icons.ts';

const root = resolve(import.meta.dirname, '..');

const licenses = thirdPartyLicenses({
  text: resolve(root, 'dist/THIRD-PARTY-LICENSES.txt'),
  list: resolve(root, 'dist/licences.json'),
  separate: [resolve(root, 'node_modules/keytar')],
});

/**
 * Three builds. Everything but `electron` and the native `keytar` is bundled, so that the packaged application carries
 * no dependency tree. The preload of a sandboxed window must be one CommonJS file.
 */
export default defineConfig({
  main: {
    plugins: [trayIcons(resolve(root, 'build/resources/tray')), licenses()],
    build: {
      outDir: resolve(root, 'dist/main'),
      target: 'node24',
      externalizeDeps: false,
      rollupOptions: {
        input: {
          index: resolve(root, 'main/index.ts'),
          'database-worker': resolve(root, 'main/database/worker.ts'),
        },
        external: ['electron', 'keytar'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    plugins: [licenses()],
    build: {
      outDir: resolve(root, 'dist/preload'),
      rollupOptions: {
        input: { index: resolve(root, 'preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    base: './',
    plugins: [woff2Only(), react(), licenses(), firstScreenBudgets(resolve(root, 'dist/renderer'))],
    build: {
      outDir: resolve(root, 'dist/renderer'),
      target: 'chrome156',
      minify: true,
      // The policy of the pages allows files of ours only: nothing inlined, no polyfill script.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: {
        input: { index: resolve(root, 'renderer/index.html'), quick: resolve(root, 'renderer/quick.html') },
      },
    },
  },
});

/** KaTeX names its fonts in three formats; Chromium reads the first, and the others would only be shipped. */
function woff2Only(): Plugin {
  return {
    name: 'woff2-only',
    enforce: 'pre',
    transform(code, id) {
      if (!/katex.*\.css$/.test(id)) return null;
      return code.replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\([^)]*\)/g, '');
    },
  };
}
