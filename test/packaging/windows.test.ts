import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { ICO_SIZES } from '../../build/icon-containers.ts';
import { ROOT } from '../run/electron-binary.ts';
import { headerHash } from './archive.ts';
import { nameOf, type Package, programOf, resourcesOf } from './packages.ts';
import { resedit } from './tools.ts';

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
const packages = inject('packages').filter(({ system }) => system === 'win');

describe.each(packages.map((found) => ({ name: nameOf(found), found })))('program of $name', ({ found }) => {
  const { entries } = resourcesIn(found);

  test('says who it is', () => {
    const [info, ...others] = resedit.Resource.VersionInfo.fromEntries(entries);
    expect(others).toEqual([]);
    const [language] = info?.getAllLanguagesForStringValues() ?? [];
    expect(language && info?.getStringValues(language)).toMatchObject({
      ProductName: 'Halext Companion',
      FileDescription: 'Halext Companion',
      InternalName: 'Halext Companion',
      CompanyName: 'The Halext Companion authors',
      LegalCopyright: 'Copyright © 2026 The Halext Companion authors',
      FileVersion: version,
    });
  });

  test('carries our icon in all its sizes', () => {
    const [group] = resedit.Resource.IconGroupEntry.fromEntries(entries);
    expect(
      group?.icons.map(({ width, height, bitCount }) => ({ width: width || 256, height: height || 256, bitCount })),
    ).toEqual(ICO_SIZES.map((size) => ({ width: size, height: size, bitCount: 32 })));
  });

  test('holds the hash of app.asar', () => {
    const entry = entries.find(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR');
    expect(entry && JSON.parse(Buffer.from(entry.bin).toString())).toEqual([
      { file: 'resources\\app.asar', alg: 'SHA256', value: headerHash(found) },
    ]);
  });

  test('comes with two languages and its licences', () => {
    expect(readdirSync(join(found.folder, 'locales')).sort()).toEqual(['en-GB.pak', 'en-US.pak', 'fr.pak']);
    expect(readdirSync(found.folder)).toEqual(
      expect.arrayContaining(['LICENSE.electron.txt', 'LICENSES.chromium.html']),
    );
    expect(readdirSync(resourcesOf(found))).toContain('THIRD-PARTY-LICENSES.txt');
  });
});

function resourcesIn(found: Package) {
  const program = resedit.NtExecutable.from(readFileSync(programOf(found)));
  return resedit.NtExecutableResource.from(program);
}
