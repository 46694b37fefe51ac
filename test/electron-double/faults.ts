import { boot } from './boot.ts';

/** Something that went wrong without anybody being told: a test must not pass over it. */
export interface Fault {
  readonly kind: 'preload' | 'console' | 'page' | 'rejection' | 'exception';
  readonly message: string;
  /** Address of the page, or `main`. */
  readonly where: string;
}

export const faults: Fault[] = [];

export function recordFault(kind: Fault['kind'], cause: unknown, where = 'main'): void {
  const message = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  const fault: Fault = { kind, message, where };
  faults.push(fault);
  // A test reads them from here too: a process that has gone cannot be asked.
  if (boot.switches.has('remote-debugging-port')) process.stderr.write(`desktop-fault: ${JSON.stringify(fault)}\n`);
}

process.on('unhandledRejection', (reason) => {
  recordFault('rejection', reason);
  console.error('Unhandled rejection:', reason);
});
process.on('uncaughtExceptionMonitor', (error) => recordFault('exception', error));
