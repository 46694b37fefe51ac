import { spawn } from 'node:child_process';

export interface VirtualDisplay {
  /** Value for `DISPLAY`. */
  readonly name: string;
  stop(): void;
}

/** Starts an X server that draws into memory, on a free display number of its own choice. */
export async function startVirtualDisplay(): Promise<VirtualDisplay> {
  const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    server.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
  });
  server.unref();
  const stop = () => void server.kill();
  process.once('exit', stop);
  return { name: `:${number}`, stop };
}
