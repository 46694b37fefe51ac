import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getPath } from './paths.ts';

/** What a second instance tells the first. */
export interface SecondInstance {
  readonly argv: string[];
  readonly cwd: string;
  readonly additionalData: unknown;
}

/**
 * One instance per profile folder, synchronously and really between processes: a file with the owner's process id, and
 * a folder in which the others leave their message.
 */
export class InstanceLock {
  #held = false;
  readonly #onSecond: (message: SecondInstance) => void;

  constructor(onSecond: (message: SecondInstance) => void) {
    this.#onSecond = onSecond;
  }

  get held(): boolean {
    return this.#held;
  }

  /** True when this process has the lock; otherwise the owner gets the message. */
  request(additionalData: unknown): boolean {
    if (this.#held) return true;
    mkdirSync(inbox(), { recursive: true });
    this.#held = takeLock() || (clearStaleLock() && takeLock());
    if (this.#held) this.#listen();
    else leaveMessage({ argv: process.argv, cwd: process.cwd(), additionalData });
    return this.#held;
  }

  release(): void {
    if (this.#held) rmSync(lockFile(), { force: true });
    this.#held = false;
  }

  #listen(): void {
    const read = () => {
      for (const message of takeMessages()) this.#onSecond(message);
    };
    watch(inbox(), read).unref();
    read();
  }
}

function lockFile(): string {
  return join(getPath('userData'), 'instance.lock');
}

function inbox(): string {
  return join(getPath('userData'), 'instance.inbox');
}

/** Creates the lock with its content in one step, so that nobody ever reads an empty one. */
function takeLock(): boolean {
  const draft = `${lockFile()}.${process.pid}`;
  writeFileSync(draft, String(process.pid));
  try {
    linkSync(draft, lockFile());
    return true;
  } catch {
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** A lock outlives a killed process, and its number may belong to another program by now. */
function clearStaleLock(): boolean {
  try {
    const owner = readFileSync(lockFile(), 'utf8');
    if (readFileSync(`/proc/${Number(owner)}/cmdline`, 'utf8').includes('electron-double')) return false;
  } catch {
    // no such lock or no such process any more
  }
  rmSync(lockFile(), { force: true });
  return true;
}

function leaveMessage(message: SecondInstance): void {
  const file = join(inbox(), `${process.pid}-${Date.now()}`);
  writeFileSync(`${file}.draft`, JSON.stringify(message));
  renameSync(`${file}.draft`, `${file}.json`);
}

function takeMessages(): SecondInstance[] {
  const files = readdirSync(inbox()).filter((name) => name.endsWith('.json'));
  return files.map((name) => {
    const file = join(inbox(), name);
    const message = JSON.parse(readFileSync(file, 'utf8')) as SecondInstance;
    rmSync(file);
    return message;
  });
}
