import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';

/** True when a program of this name is on the PATH. */
export function hasCommand(name: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', name], { stdio: 'ignore' }).status === 0;
}

/** Waits for a process; its exit code, or 128 + the number of the signal that ended it, as a shell has it. */
export function exitCodeOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

/** Runs a program to its end with our own input and output. */
export function run(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<number> {
  return exitCodeOf(spawn(command, args, { stdio: 'inherit', ...options }));
}

/**
 * Runs a program to its end; signals we get are its to handle. npm gives a signal to the shell of its script only, and
 * not every shell passes it on: when npm's shell is gone, the program is asked to end as well.
 */
export async function runForwarding(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<number> {
  const child = spawn(command, args, { stdio: 'inherit', ...options });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const forward = (signal: NodeJS.Signals) => void child.kill(signal);
  for (const signal of signals) process.on(signal, forward);
  const forget = process.env.npm_lifecycle_event ? whenParentEnds(() => forward('SIGTERM')) : () => {};
  try {
    return await exitCodeOf(child);
  } finally {
    forget();
    for (const signal of signals) process.off(signal, forward);
  }
}

const LOOK_MS = 500;

/** Calls `react` once when the process that started us has ended; answers how to stop looking. */
function whenParentEnds(react: () => void): () => void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    react();
  }, LOOK_MS);
  return () => clearInterval(timer);
}
