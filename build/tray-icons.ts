import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Puts the tray pictures beside the main bundle, under their own names: Electron finds the `@2x` of a file by its name. */
export function trayIcons(folder: string): Plugin {
  return {
    name: 'tray-icons',
    generateBundle() {
      for (const name of readdirSync(folder))
        this.emitFile({ type: 'asset', fileName: `tray/${name}`, source: readFileSync(join(folder, name)) });
    },
  };
}
