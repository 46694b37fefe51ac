import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { describe, expect, inject, test } from 'vitest';
import { ROOT } from '../run/electron-binary.ts';
import { archiveOf, filesIn, readIn, readList, unpackedIn } from './archive.ts';
import { nameOf, type Package } from './packages.ts';

const PREBUILDS: Readonly<Record<string, readonly string[]>> = {
  'linux-x64': ['linux-x64'],
  'linux-arm64': ['linux-arm64'],
  'win-x64': ['win32-x64'],
  'win-arm64': ['win32-arm64'],
  // Both, so that the halves of a universal application can be merged.
  'mac-x64': ['darwin-arm64', 'darwin-x64'],
  'mac-arm64': ['darwin-arm64', 'darwin-x64'],
  'mac-universal': ['darwin-arm64', 'darwin-x64'],
};

const SIZE_BUDGET = 6 * 1024 * 1024;

const SECRETS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/, // a JSON web token
  /\bsk-[A-Za-z0-9_-]{20,}/,
  /\bgh[pousr]_[A-Za-z0-9]{36}/,
  /\bgithub_pat_\w{22}/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /\bxox[abprs]-[\w-]{10,}/,
  /\bAIza[\w-]{35}/,
];

const packages = inject('packages');

test('there is a package for every system and processor this machine can make', () => {
  expect(packages.map(nameOf)).toEqual(inject('expected'));
});

describe.each(packages.map((found) => ({ name: nameOf(found), found })))('app.asar of $name', ({ name, found }) => {
  test('contains the listed files, each of the list, and no other', () => {
    const patterns = listedFor(name);
    const files = filesIn(found);
    expect(files.filter((file) => !patterns.some(({ pattern }) => pattern.test(file)))).toEqual([]);
    expect(patterns.filter(({ pattern }) => !files.some((file) => pattern.test(file))).map(({ line }) => line)).toEqual(
      [],
    );
  });

  test("has keytar's library of this system as its only native code, outside of the archive", () => {
    const wanted = PREBUILDS[name]?.map((target) => `node_modules/keytar/prebuilds/${target}/keytar.node`);
    expect(
      filesIn(found)
        .filter((file) => /\.(node|dll|so|dylib|exe)$/.test(file))
        .sort(),
    ).toEqual(wanted);
    expect(unpackedIn(found).sort()).toEqual(wanted);
  });

  test('describes itself without scripts and development tools', () => {
    const description = JSON.parse(readIn(found, 'package.json').toString());
    expect(description).toMatchObject({ main: 'dist/main/index.js', desktopName: 'org.halext.Companion.desktop' });
    expect(description).not.toHaveProperty('scripts');
    expect(description).not.toHaveProperty('devDependencies');
  });

  test('shows nothing of the machine that built it', () => {
    const home = homedir();
    const places = [ROOT, ...(home.split(/[\\/]/).length > 2 ? [home] : [])];
    const telling = textsIn(found).filter(
      ({ text }) => places.some((place) => text.includes(place)) || /[/\\](home|Users)[/\\]\w+[/\\]/.test(text),
    );
    expect(telling.map(({ file }) => file)).toEqual([]);
  });

  test('carries no source maps', () => {
    const mapped = textsIn(found).filter(({ text }) => /^\/\/[#@] sourceMappingURL=/m.test(text));
    expect(mapped.map(({ file }) => file)).toEqual([]);
  });

  test('carries nothing that looks like a secret, and none of this environment', () => {
    const inherited = Object.entries(process.env)
      .filter(([key, value]) => /TOKEN|SECRET|PASSWORD|API_?KEY/i.test(key) && (value?.length ?? 0) >= 8)
      .map(([, value]) => value as string);
    const leaking = textsIn(found).filter(
      ({ text }) => SECRETS.some((secret) => secret.test(text)) || inherited.some((value) => text.includes(value)),
    );
    // Names only: a failing test must not print what it found.
    expect(leaking.map(({ file }) => file)).toEqual([]);
  });

  test('keeps its size', () => {
    const size = statSync(archiveOf(found)).size;
    console.log(`app.asar of ${name}: ${(size / 1024 / 1024).toFixed(2)} of ${SIZE_BUDGET / 1024 / 1024} MiB`);
    expect(size).toBeLessThanOrEqual(SIZE_BUDGET);
  });
});

function textsIn(found: Package): { file: string; text: string }[] {
  return filesIn(found)
    .filter((file) => /\.(js|cjs|json|html|css|svg|txt)$/.test(file))
    .map((file) => ({ file, text: readIn(found, file).toString('utf8') }));
}

function listedFor(name: string): { line: string; pattern: RegExp }[] {
  const prebuild = `(?:${PREBUILDS[name]?.join('|')})`;
  return readList('app-asar.txt').map((line) => {
    const source = line
      .replace(/[.\\+^$()|@-]/g, '\\$&')
      .replace('{prebuild}', prebuild)
      .replace('[hash]', '[\\w-]{8}')
      .replace('*', '[\\w-]+');
    return { line, pattern: new RegExp(`^${source}$`) };
  });
}
