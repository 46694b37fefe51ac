import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { exitCodeOf } from '../run/command.ts';
import { ROOT } from '../run/electron-binary.ts';
import type { System } from './packages.ts';
import { createStandIn } from './stand-in/electron.ts';

const BUILDER = join(ROOT, 'node_modules/electron-builder/cli.js');
const NO_NETWORK = pathToFileURL(join(import.meta.dirname, 'no-network.ts')).href;

/** Differences from `npm run dist`: another Electron, nothing signed, one processor at a time instead of one for both. */
const OPTIONS: Readonly<Record<System, readonly string[]>> = {
  linux: ['--linux', process.platform === 'win32' ? 'dir' : 'deb', '--x64', '--arm64'],
  win: ['--win', 'dir', '--x64', '--arm64'],
  mac: ['--mac', 'dir', '--x64', '--arm64', '-c.mac.identity=null', '-c.electronFuses.resetAdHocDarwinSignature=false'],
};

/** The release workflow has it in `build/`, where electron-builder looks by itself. */
const NOTES = 'release-notes.md';

/** Writes the notes the feeds are to carry; to be done before `pack`. */
export function createNotes(scratch: string, notes: string): void {
  writeFileSync(join(scratch, NOTES), notes);
}

/** electron-builder makes macOS bundles on macOS and Linux only. */
export function systemsForHost(host: NodeJS.Platform): System[] {
  return host === 'win32' ? ['linux', 'win'] : ['linux', 'win', 'mac'];
}

/** Packages the built `dist/` for one system into `output`. Throws, with what electron-builder said, if that fails. */
export async function pack(system: System, output: string, scratch: string): Promise<void> {
  const args = [
    BUILDER,
    ...OPTIONS[system],
    '--publish=never',
    `-c.directories.output=${output}`,
    `-c.electronDist=${createStandIn(system, scratch)}`,
    `-c.releaseInfo.releaseNotesFile=${join(scratch, NOTES)}`,
  ];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: {
      ...process.env,
      NODE_OPTIONS: `--import=${NO_NETWORK}`,
      NO_UPDATE_NOTIFIER: '1',
      // A tool somebody downloaded earlier must not be found.
      ELECTRON_BUILDER_CACHE: join(scratch, 'cache'),
      CSC_IDENTITY_AUTO_DISCOVERY: 'false',
      CUSTOM_FPM_PATH: join(scratch, 'fpm'),
      DEBUG: '',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const code = await exitCodeOf(child);
  if (code !== 0) throw new Error(`electron-builder ended with ${code} for ${system}:\n${said}`);
}

/**
 * Keeps what `fpm`, the packer of Debian packages that electron-builder downloads, is asked to pack. The package is an
 * empty file: electron-builder takes its checksum for the feed.
 */
const FPM = `#!/bin/sh
here=$(dirname "$0")
previous=
for argument in "$@"; do
  if [ "$previous" = --package ]; then : > "$argument"; fi
  previous=$argument
done
case "$*" in *--architecture\\ amd64*) ;; *) exit 0 ;; esac
printf '%s\\n' "$@" > "$here/fpm-arguments"
for argument in "$@"; do
  case "$argument" in *=/usr/share/applications/*) cp "\${argument%%=*}" "$here/\${argument##*/}" ;; esac
done
`;

/** The feed files electron-builder has left, by their names. */
export function readFeeds(output: string): Record<string, string> {
  const names = readdirSync(output).filter((name) => /^latest.*\.yml$/.test(name));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(output, name), 'utf8')]));
}

/** Puts the stand-in for fpm into a folder; to be done before `pack`. */
export function createFpm(scratch: string): void {
  writeFileSync(join(scratch, 'fpm'), FPM, { mode: 0o755 });
}

/** What the stand-in for fpm was given; `null` where it cannot run. */
export function readDeb(scratch: string): { arguments: string[]; desktopFile: { name: string; text: string } } | null {
  if (process.platform === 'win32') return null;
  const desktopFile = readdirSync(scratch).find((name) => name.endsWith('.desktop'));
  if (!desktopFile) throw new Error('The Debian package has no .desktop file.');
  return {
    arguments: readFileSync(join(scratch, 'fpm-arguments'), 'utf8').trimEnd().split('\n'),
    desktopFile: { name: basename(desktopFile), text: readFileSync(join(scratch, desktopFile), 'utf8') },
  };
}
