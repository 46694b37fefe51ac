import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { type AppError, appError, fail, ok, type Result } from '../errors.ts';
import type { ChosenFile } from '../ports.ts';

/** A local file header or, in an archive of nothing, the end of its directory (APPNOTE.TXT, 4.3.7 and 4.3.16). */
const SIGNATURES: ReadonlySet<string> = new Set(['PK\u0003\u0004', 'PK\u0005\u0006']);
/** An export holds a file for each picture; more than this is something else. */
const MOST_ENTRIES = 100_000;

/** Whether a file is a ZIP archive, whatever its name says. Rejects when it cannot be read. */
export async function isArchive(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return SIGNATURES.has(buffer.toString('latin1', 0, bytesRead));
  } finally {
    await file.close();
  }
}

/**
 * The one file of this name in a ZIP archive, in whichever folder, as if it had been chosen itself; the one nearest to
 * the top counts. Errors: `validation`/`archive` when it is not in there or the archive is broken.
 */
export async function openInArchive(path: string, name: string): Promise<Result<ChosenFile>> {
  try {
    const zip = await openPromise(path);
    const entry = await find(zip, name).finally(() => zip.close());
    if (entry === null) return fail(notThere());
    return ok({ name: basename(path), bytes: entry.uncompressedSize, read: () => textOf(path, entry) });
  } catch {
    return fail(notThere());
  }
}

async function find(zip: ZipFile, name: string): Promise<Entry | null> {
  let found: Entry | null = null;
  let count = 0;
  for await (const entry of zip.eachEntry()) {
    count += 1;
    if (count > MOST_ENTRIES) break;
    const nearer = found === null || depth(entry) < depth(found);
    if (entry.fileName.split('/').at(-1) === name && nearer) found = entry;
  }
  return found;
}

function depth({ fileName }: Entry): number {
  return fileName.split('/').length;
}

/** The archive is open only while it is read. What unpacks to more than its directory says is refused by the reader. */
async function* textOf(path: string, entry: Entry): AsyncGenerator<string> {
  const zip = await openPromise(path);
  try {
    const unpacked = await zip.openReadStreamPromise(entry);
    unpacked.setEncoding('utf8');
    for await (const text of unpacked) yield String(text);
  } finally {
    zip.close();
  }
}

function notThere(): AppError {
  return appError('validation', 'the archive does not hold the file', { reason: 'archive' });
}
