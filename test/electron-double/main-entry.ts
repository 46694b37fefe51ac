/** The script Node is given: makes the process look like Electron's, then runs the application. */
import { pathToFileURL } from 'node:url';
import { start } from './app/lifecycle.ts';
import { boot } from './boot.ts';

// As Electron shows it: [executable, application, …arguments].
process.argv = [boot.executable, ...process.argv.slice(2)];
Object.defineProperty(process, 'resourcesPath', { value: boot.root, configurable: true });
Object.defineProperty(process, 'defaultApp', { value: true, configurable: true });

await import('./electron.ts');
await import(pathToFileURL(boot.main).href);
// Only now: what the application's top level decided (profile folder, switches, quitting at once) must win.
start();
