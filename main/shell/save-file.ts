import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { SaveDialogOptions, SaveDialogReturnValue } from 'electron';
import type { NewId } from '../clock.ts';
import { appError, fail, ok, type Result } from '../errors.ts';
import { safeFileName } from './file-name.ts';

export interface FileSaverDeps {
  /** `dialog.showSaveDialog` over the window the person is in. */
  readonly ask: (options: SaveDialogOptions) => Promise<SaveDialogReturnValue>;
  /** The folder proposed. */
  readonly folder: () => string;
  /** What a name becomes of which nothing can be kept. */
  readonly fallback: () => string;
  readonly newId: NewId;
}

/** Asks where to, and writes the text there as UTF-8. `saved` is false when the person changed their mind. */
export type SaveFile = (name: string, text: string) => Promise<Result<{ saved: boolean }>>;

/** Errors are `storage`, with the reason `folder`, `permission` or `full` where the system says so. */
export function createFileSaver({ ask, folder, fallback, newId }: FileSaverDeps): SaveFile {
  return async (name, text) => {
    const proposed = safeFileName(name, fallback());
    try {
      const ending = extname(proposed).slice(1);
      const { canceled, filePath } = await ask({
        defaultPath: join(folder(), proposed),
        ...(ending === '' ? {} : { filters: [{ name: ending.toUpperCase(), extensions: [ending] }] }),
        // Of the systems only Linux needs to be told to ask before it replaces a file.
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      });
      if (canceled || filePath === '') return ok({ saved: false });
      await writeWhole(filePath, text, newId());
      return ok({ saved: true });
    } catch (cause) {
      return fail(appError('storage', 'the file could not be written', reasonOf(cause)));
    }
  };
}

/** Writes beside the file and puts it in its place at the end: a full disk never leaves half of it, nor harms the old one. */
async function writeWhole(path: string, text: string, id: string): Promise<void> {
  const beside = join(dirname(path), `.${basename(path).slice(0, 80)}.${id}.part`);
  try {
    const file = await open(beside, 'wx');
    try {
      await file.writeFile(text, 'utf8');
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (cause) {
    await rm(beside, { force: true });
    throw cause;
  }
}

function reasonOf(cause: unknown): { reason?: string } {
  switch ((cause as NodeJS.ErrnoException | null)?.code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EISDIR':
      return { reason: 'folder' };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return { reason: 'permission' };
    case 'ENOSPC':
    case 'EDQUOT':
      return { reason: 'full' };
    default:
      return {};
  }
}
