import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { ROOT } from '../run/electron-binary.ts';
import { headerHash } from './archive.ts';
import { nameOf, programOf, resourcesOf } from './packages.ts';
import { plist } from './tools.ts';

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
const packages = inject('packages').filter(({ system }) => system === 'mac');

describe.each(packages.map((found) => ({ name: nameOf(found), found })))('Info.plist of $name', ({ found }) => {
  const info = readPlist(join(programOf(found), 'Contents/Info.plist'));

  test('says who the program is', () => {
    expect(info).toMatchObject({
      CFBundleIdentifier: 'org.halext.Companion',
      CFBundleName: 'Halext Companion',
      CFBundleDisplayName: 'Halext Companion',
      CFBundleExecutable: 'Halext Companion',
      CFBundleIconFile: 'icon.icns',
      CFBundleShortVersionString: version,
      CFBundleVersion: version,
      CFBundleLocalizations: ['en', 'fr'],
      LSApplicationCategoryType: 'public.app-category.productivity',
      LSMinimumSystemVersion: '13.0',
    });
  });

  test('makes it a program of the menu bar, without a place in the Dock', () => {
    expect(info.LSUIElement).toBe(true);
  });

  test('claims halext links and nothing else', () => {
    expect(info.CFBundleURLTypes).toEqual([
      { CFBundleTypeRole: 'Editor', CFBundleURLName: 'Halext Companion', CFBundleURLSchemes: ['halext'] },
    ]);
    expect(info).not.toHaveProperty('CFBundleDocumentTypes');
  });

  test('allows unencrypted loads from this computer only', () => {
    const transport = info.NSAppTransportSecurity as Record<string, unknown>;
    expect(transport.NSAllowsArbitraryLoads).toBe(false);
    expect(Object.keys(transport.NSExceptionDomains as object).sort()).toEqual(['127.0.0.1', 'localhost']);
  });

  test('asks for no camera, microphone or Bluetooth', () => {
    expect(Object.keys(info).filter((key) => key.endsWith('UsageDescription'))).toEqual([]);
  });

  test('holds the hash of app.asar', () => {
    expect(info.ElectronAsarIntegrity).toEqual({
      'Resources/app.asar': { algorithm: 'SHA256', hash: headerHash(found) },
    });
  });
});

describe.each(packages.map((found) => ({ name: nameOf(found), found })))('bundle of $name', ({ found }) => {
  test('has our icon, in place of that of Electron', () => {
    const files = readdirSync(resourcesOf(found));
    expect(files.filter((file) => file.endsWith('.icns'))).toEqual(['icon.icns']);
    expect(readFileSync(join(resourcesOf(found), 'icon.icns'))).toEqual(readFileSync(join(ROOT, 'build/icon.icns')));
  });

  test('gives the helpers our name', () => {
    expect(readdirSync(join(programOf(found), 'Contents/Frameworks')).sort()).toEqual([
      'Electron Framework.framework',
      'Halext Companion Helper (GPU).app',
      'Halext Companion Helper (Plugin).app',
      'Halext Companion Helper (Renderer).app',
      'Halext Companion Helper.app',
    ]);
  });

  test('speaks the two languages of the program', () => {
    const languages = readdirSync(resourcesOf(found)).filter((file) => file.endsWith('.lproj'));
    expect(languages).toEqual(expect.arrayContaining(['en.lproj', 'fr.lproj']));
    expect(languages.filter((file) => !/^(en|fr)(_[A-Z]{2})?\.lproj$/.test(file))).toEqual([]);
  });

  test('keeps the licences where people find them', () => {
    // Electron's own come with its zip file, of which an unpacked electronDist takes the bundle alone.
    expect(readdirSync(resourcesOf(found))).toContain('THIRD-PARTY-LICENSES.txt');
  });
});

test('the halves for both processors carry the same archive, so that they merge into one', () => {
  const halves = packages.filter(({ arch }) => arch !== 'universal').map(headerHash);
  expect(new Set(halves).size).toBeLessThanOrEqual(1);
});

test('the hardened runtime is loosened for the JIT compiler alone', () => {
  expect(readPlist(join(ROOT, 'build/entitlements.mac.plist'))).toEqual({ 'com.apple.security.cs.allow-jit': true });
});

function readPlist(file: string): Record<string, unknown> {
  return plist.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}
