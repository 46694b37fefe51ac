/**
 * Makes `electron` resolve to the double. It must be the first `-r` file: Node runs `-r` before `--import`, and a later
 * `-r` file may already ask for `electron`. Worker threads inherit it but, as in Electron, get no `electron`.
 */
const { registerHooks } = require('node:module');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { isMainThread } = require('node:worker_threads');

if (isMainThread) {
  const double = pathToFileURL(join(__dirname, 'electron.ts')).href;
  registerHooks({
    resolve(specifier, context, next) {
      return /^electron(\/(main|common))?$/.test(specifier)
        ? { url: double, format: 'module-typescript', shortCircuit: true }
        : next(specifier, context);
    },
  });
  const { version } = require('../../node_modules/electron/package.json');
  Object.defineProperty(process, 'type', { value: 'browser', configurable: true });
  Object.defineProperty(process, 'versions', {
    value: Object.freeze({ ...process.versions, electron: version, chrome: '0.0.0.0' }),
    enumerable: true,
    configurable: true,
  });
}
