import { readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { backup, type DatabaseSync } from 'node:sqlite';

/** How many copies made before migrations are kept. */
const KEPT = 2;

/** Pages copied between two looks at the event loop. */
const RATE = 1_000;

/**
 * Copies the whole database beside its file, as `name.before-v2-<time>`, and removes all but the newest copies. The
 * copy is one file that can be opened as it is. Answers its path; rejects when the disk is full or cannot be written.
 */
export async function backUp(db: DatabaseSync, file: string, target: number, now: number): Promise<string> {
  const path = `${file}.before-v${target}-${now}`;
  // A copy cut short must never look like a whole one.
  const partial = `${path}.partial`;
  try {
    await backup(db, partial, { rate: RATE });
    renameSync(partial, path);
  } catch (cause) {
    rmSync(partial, { force: true });
    throw cause;
  }
  for (const old of backups(file).slice(KEPT)) rmSync(old, { force: true });
  return path;
}

/** The copies beside a database file, newest first. */
export function backups(file: string): string[] {
  const start = `${basename(file)}.before-v`;
  return readdirSync(dirname(file))
    .filter((name) => name.startsWith(start) && /-\d+$/.test(name))
    .sort((a, b) => timeOf(b) - timeOf(a))
    .map((name) => join(dirname(file), name));
}

function timeOf(name: string): number {
  return Number(name.slice(name.lastIndexOf('-') + 1));
}
