import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { ROOT } from '../run/electron-binary.ts';
import { nameOf, programOf, resourcesOf } from './packages.ts';

const { desktopName, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  desktopName: string;
  version: string;
};
const packages = inject('packages').filter(({ system }) => system === 'linux');

describe.each(packages.map((found) => ({ name: nameOf(found), found })))('folder of $name', ({ found }) => {
  test('has a program that can be started', () => {
    const { mode } = statSync(programOf(found));
    expect(process.platform === 'win32' || (mode & 0o111) === 0o111).toBe(true); // Windows keeps no such bits
  });

  test('comes with two languages and its licences', () => {
    expect(readdirSync(join(found.folder, 'locales')).sort()).toEqual(['en-GB.pak', 'en-US.pak', 'fr.pak']);
    expect(readdirSync(found.folder)).toEqual(
      expect.arrayContaining(['LICENSE.electron.txt', 'LICENSES.chromium.html']),
    );
    expect(readdirSync(resourcesOf(found))).toContain('THIRD-PARTY-LICENSES.txt');
  });
});

const deb = inject('deb');

describe.skipIf(!deb)('Debian package (seen where its packer can be stood in for by a shell script)', () => {
  const { arguments: args, desktopFile } = deb ?? { arguments: [], desktopFile: { name: '', text: '' } };

  test('installs the .desktop file under the name portals and docks know the program by', () => {
    expect(desktopFile.name).toBe(desktopName);
    expect(args).toContainEqual(expect.stringMatching(`=/usr/share/applications/${desktopName}$`));
  });

  test('its .desktop file starts the program, opens halext links and belongs to its windows', () => {
    expect(entriesOf(desktopFile.text)).toEqual({
      Type: 'Application',
      Name: 'Halext Companion',
      Comment: 'Desktop tray companion for a self-hosted Halext AI workspace',
      Exec: '"/opt/Halext Companion/halext-companion" %U',
      Icon: 'halext-companion',
      Terminal: 'false',
      StartupWMClass: desktopName.replace(/\.desktop$/, ''),
      MimeType: 'x-scheme-handler/halext;',
      Categories: 'Utility;',
    });
  });

  test('depends on what Electron needs, and on libsecret for the keychain', () => {
    expect(valuesOf(args, '-d')).toEqual(
      expect.arrayContaining(['libsecret-1-0', 'libgtk-3-0', 'libnss3', 'libnotify4', 'xdg-utils']),
    );
  });

  test('has a name, a version and a maintainer', () => {
    expect(valuesOf(args, '--name')).toEqual(['halext-companion']);
    expect(valuesOf(args, '--version')).toEqual([version]);
    expect(valuesOf(args, '--maintainer')).toEqual([expect.stringMatching(/^The Halext Companion authors <\S+@\S+>$/)]);
    expect(valuesOf(args, '--license')).toEqual(['MIT']);
  });

  test('installs our icon in every size', () => {
    const sizes = args.flatMap(
      (arg) => /=\/usr\/share\/icons\/hicolor\/(\d+)x\1\/apps\/halext-companion\.png$/.exec(arg)?.[1] ?? [],
    );
    expect(sizes).toEqual(['16', '24', '32', '48', '64', '128', '256', '512', '1024']);
  });
});

function entriesOf(desktopFile: string): Record<string, string> {
  const [header, ...lines] = desktopFile.trimEnd().split('\n');
  expect(header).toBe('[Desktop Entry]');
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

function valuesOf(args: readonly string[], option: string): string[] {
  return args.flatMap((arg, index) => (arg === option ? [args[index + 1] ?? ''] : []));
}
