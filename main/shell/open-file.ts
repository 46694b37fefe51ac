import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { OpenDialogOptions, OpenDialogReturnValue } from 'electron';
import { type AppError, appError, fail, ok } from '../errors.ts';
import { isArchive, openInArchive } from '../exchange/archive.ts';
import type { ShellActions } from '../ports.ts';

export interface FileChooserDeps {
  /** `dialog.showOpenDialog` over the window the person is in. */
  readonly ask: (options: OpenDialogOptions) => Promise<OpenDialogReturnValue>;
}

/** Asks which file to read; see `ShellActions`. */
export function createFileChooser({ ask }: FileChooserDeps): ShellActions['chooseFile'] {
  return async (filters, inArchive = null) => {
    try {
      const { canceled, filePaths } = await ask({
        filters: filters.map(({ name, extensions }) => ({ name, extensions: [...extensions] })),
        properties: ['openFile'],
      });
      const [path] = filePaths;
      if (canceled || path === undefined) return ok(null);
      const found = await stat(path);
      if (!found.isFile()) return fail(unreadable());
      if (inArchive !== null && (await isArchive(path))) return await openInArchive(path, inArchive);
      return ok({ name: basename(path), bytes: found.size, read: () => createReadStream(path, { encoding: 'utf8' }) });
    } catch {
      return fail(unreadable());
    }
  };
}

function unreadable(): AppError {
  return appError('storage', 'the file cannot be read', { reason: 'unreadable' });
}
