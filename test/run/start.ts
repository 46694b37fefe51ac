/** `npm start`: builds the program and runs it, in Electron or, where that cannot be had on Linux, in the double. */
import { build } from './build.ts';
import { runForwarding } from './command.ts';
import { chooseShell, ROOT } from './electron-binary.ts';
import { ensureShell, hasDisplay, Missing } from './ensure.ts';
import { sandboxObstacle } from './sandbox.ts';
import { startVirtualDisplay, type VirtualDisplay } from './xvfb.ts';

const DOUBLE_NOTE =
  'Electron cannot be downloaded here: running in the electron double, with windows in Chromium. There is no tray; closing the last window quits.';
const UNSEEN_NOTE =
  'There is no display: the windows are drawn in memory (Xvfb) and nothing can be seen. Ctrl+C quits.';

async function main(): Promise<number> {
  await ensureShell();
  if (!(await build())) return 1;
  const shell = chooseShell();
  const display = await ensureDisplay();
  const obstacle = sandboxObstacle({
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    electron: shell.path,
  });
  const args = [...(obstacle ? ['--no-sandbox'] : []), ROOT, ...process.argv.slice(2)];
  const env = { ...process.env, ...(display ? { DISPLAY: display.name } : {}) };
  if (shell.kind === 'double') console.log(DOUBLE_NOTE);
  if (display) console.log(UNSEEN_NOTE);
  if (obstacle && shell.kind === 'electron') console.log(`Electron runs without its sandbox: ${obstacle}.`);
  try {
    return await runForwarding(shell.path, args, {
      env: shell.kind === 'double' ? { ...env, ELECTRON_DOUBLE_HEADED: '1' } : env,
    });
  } finally {
    display?.stop();
  }
}

async function ensureDisplay(): Promise<VirtualDisplay | null> {
  return process.platform === 'linux' && !hasDisplay() ? startVirtualDisplay() : null;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof Missing)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
