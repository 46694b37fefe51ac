import {
  closeSync,
  copyFileSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { APPLICATION_ID, PAGE_SIZE } from './connection.ts';

/** Length of the database header at the start of the file (https://sqlite.org/fileformat2.html#the_database_header). */
const HEADER = 100;

/**
 * Copies a damaged file, with its log, and puts right in the copy what is the same in every file of ours: the signature,
 * page size and format numbers. A file cut short is filled up with empty pages, so that what lies before the cut can be
 * read. Answers the path of the copy; remove it with `dropRepairedCopy`.
 */
export function repairedCopy(file: string): string {
  const copy = copyPath(file);
  dropRepairedCopy(file);
  copyFileSync(file, copy);
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
  const handle = openSync(copy, 'r+');
  try {
    repair(handle);
  } finally {
    closeSync(handle);
  }
  return copy;
}

/** Removes the copy `repairedCopy` made, if there is one. */
export function dropRepairedCopy(file: string): void {
  for (const part of ['', '-wal', '-shm']) rmSync(copyPath(file) + part, { force: true });
}

function copyPath(file: string): string {
  return `${file}.repaired`;
}

function repair(handle: number): void {
  const header = Buffer.alloc(HEADER);
  if (readSync(handle, header, 0, HEADER, 0) < HEADER) return;
  header.write('SQLite format 3\0', 0, 'latin1');
  header.writeUInt16BE(PAGE_SIZE, 16);
  header.set([2, 2, 0, 64, 32, 32], 18); // write-ahead log twice, no reserved bytes, the three fixed fractions
  header.writeUInt32BE(4, 44); // schema format
  header.writeUInt32BE(1, 56); // UTF-8
  header.writeUInt32BE(APPLICATION_ID, 68);
  const pages = fstatSync(handle).size / PAGE_SIZE;
  const claimed = header.readUInt32BE(28);
  // A count that is itself damaged must not make a file of terabytes.
  const whole = claimed <= pages * 4 ? Math.max(claimed, Math.ceil(pages)) : Math.ceil(pages);
  header.writeUInt32BE(whole, 28);
  writeSync(handle, header, 0, HEADER, 0);
  ftruncateSync(handle, whole * PAGE_SIZE);
}
