import { readFileSync, renameSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { appError, fail, ok, type Result } from '../errors.ts';

/**
 * To be called before a JSON file is opened: when it is not a JSON object it is renamed to `<name>.broken-<time>.json`,
 * so that the app starts with defaults and nothing is lost. Answers the new path, or `null` when the file is sound or
 * not there. `now` is in milliseconds. The error is `storage`/`notMoved`: the broken file could not be moved.
 */
export function setAsideBrokenFile(path: string, now: number): Result<string | null> {
  const text = readIfThere(path);
  if (text === null || isJsonObject(text)) return ok(null);
  const time = new Date(now).toISOString().replace(/[:.]/g, '-');
  const extension = extname(path);
  const aside = join(dirname(path), `${basename(path, extension)}.broken-${time}${extension}`);
  try {
    renameSync(path, aside);
    return ok(aside);
  } catch {
    return fail(appError('storage', 'a broken settings file could not be set aside', { reason: 'notMoved' }));
  }
}

/** A file that cannot be read is left to whoever opens it next. */
function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
