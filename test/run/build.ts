import { join } from 'node:path';
import { run } from './command.ts';
import { ROOT } from './electron-binary.ts';

/** Builds the application into `dist/`; true when it worked. */
export async function build(): Promise<boolean> {
  const tool = join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js');
  const args = [tool, 'build', '-c', 'build/electron.vite.config.ts', '--logLevel', 'warn'];
  return (await run(process.execPath, args, { cwd: ROOT })) === 0;
}
