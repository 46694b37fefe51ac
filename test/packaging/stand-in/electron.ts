/**
 * Folders shaped like Electron's distributions, for packaging where Electron cannot be downloaded: small, with
 * everything electron-builder reads or changes, and nothing that could run.
 */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { System } from '../packages.ts';
import { fuseWire } from './fuse-wire.ts';
import { macBundle } from './mac-bundle.ts';
import { windowsExecutable } from './windows-executable.ts';

/** Contents by path. */
export type Files = ReadonlyMap<string, Buffer>;

/** Writes the stand-in of a system's Electron and answers its folder, for electron-builder's `electronDist`. */
export function createStandIn(system: System, parent: string): string {
  const folder = join(parent, `electron-${system}`);
  for (const [path, content] of [...filesOf(system), ...LICENSES]) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    chmodSync(file, 0o755);
  }
  return folder;
}

function filesOf(system: System): Files {
  switch (system) {
    case 'linux':
      return new Map([['electron', linuxExecutable()], ['chrome-sandbox', elf()], ...LOCALES]);
    case 'win':
      return new Map([['electron.exe', windowsExecutable()], ['ffmpeg.dll', Buffer.from('MZ')], ...LOCALES]);
    case 'mac':
      return macBundle();
  }
}

const LOCALES: Files = new Map(['de', 'en-GB', 'en-US', 'fr'].map((name) => [`locales/${name}.pak`, Buffer.of(1)]));

const LICENSES: Files = new Map([
  ['LICENSE', Buffer.from('Copyright (c) Electron contributors')],
  ['LICENSES.chromium.html', Buffer.from('<!doctype html>')],
]);

function linuxExecutable(): Buffer {
  return Buffer.concat([elf(), fuseWire()]);
}

/** The header of a 64-bit little-endian executable without a single segment. */
function elf(): Buffer {
  const header = Buffer.alloc(64);
  header.write('\x7fELF', 'latin1');
  header.set([2, 1, 1], 4);
  header.writeUInt16LE(2, 16); // an executable
  header.writeUInt16LE(62, 18); // x86-64
  header.writeUInt32LE(1, 20);
  header.writeUInt16LE(64, 52); // size of this header
  return header;
}
