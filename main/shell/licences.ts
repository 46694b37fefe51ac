import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import type { Licence } from '../../preload/contract.ts';

/** The list has some fifty kilobytes; a file far beyond that is not ours. Bytes. */
const LARGEST = 4 * 1024 * 1024;

const schema = z
  .array(
    z.object({
      name: z.string().min(1).max(300),
      version: z.string().max(100),
      kind: z.string().min(1).max(300),
      text: z.string(),
    }),
  )
  .max(2_000);

/**
 * The licences of the work of others that is in the program, as the build has written them down
 * (`build/bundled-packages.ts`); none where it has not. Electron reads files in `app.asar` like any other.
 */
export async function readLicences(file: string): Promise<readonly Licence[]> {
  try {
    if ((await stat(file)).size > LARGEST) return [];
    return schema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return [];
  }
}
