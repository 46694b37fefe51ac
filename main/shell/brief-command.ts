import { execFile } from 'node:child_process';

/** How a command of the system ended. `missing`: there is no such command; `late`: it did not end in time. */
export type Ran =
  | { readonly kind: 'done'; readonly text: string }
  | { readonly kind: 'failed'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'late' };

/** Runs a command that reads something and ends at once; never rejects. */
export type BriefCommand = (file: string, args: readonly string[]) => Promise<Ran>;

const LIMIT_MS = 1_000;
const MOST_BYTES = 16_384;

/** Without a shell, for a second at most; more output than a few lines is no answer. */
export function briefCommand(env: NodeJS.ProcessEnv): BriefCommand {
  // What the commands say is read, so it must be in the language it is read in.
  const options = {
    timeout: LIMIT_MS,
    maxBuffer: MOST_BYTES,
    env: { ...env, LC_ALL: 'C' },
    windowsHide: true,
  } as const;
  return (file, args) =>
    new Promise((done) => {
      execFile(file, args, options, (error, stdout, stderr) => {
        if (!error) return done({ kind: 'done', text: stdout });
        if (error.code === 'ENOENT') return done({ kind: 'missing' });
        done(error.killed ? { kind: 'late' } : { kind: 'failed', text: stderr });
      });
    });
}
