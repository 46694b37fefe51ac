import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { licensesText } from '../../build/third-party-licenses.ts';
import { readLicences } from '../../main/shell/licences.ts';
import { readIn, readList } from './archive.ts';
import { nameOf, resourcesOf } from './packages.ts';

/** Licences that ask for their text to go along, and for nothing else. */
const ACCEPTED = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT', 'OFL-1.1'];

describe.each(inject('packages').map((found) => ({ name: nameOf(found), found })))('licences of $name', ({ found }) => {
  const text = readFileSync(join(resourcesOf(found), 'THIRD-PARTY-LICENSES.txt'), 'utf8');
  const headings = [...text.matchAll(/^-{80}\n(.+)\n-{80}\n\n(\S)/gm)].map(([, heading = '']) => heading);
  const parts = headings.map((heading) => /^(.+?)(?: [\d.]+)? \(([\w.-]+)\)$/.exec(heading));

  test('name exactly the packages that are in the build', () => {
    expect(parts.map((part) => part?.[1])).toEqual(readList('bundled-packages.txt'));
  });

  test('are all of a kind we may ship', () => {
    expect(parts.filter((part) => !ACCEPTED.includes(part?.[2] ?? '')).map((part) => part?.[0])).toEqual([]);
  });

  test('are listed in the application too, where the page of licences reads them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'companion-licences-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'licences.json'), readIn(found, 'dist/licences.json'));
    const listed = await readLicences(join(folder, 'licences.json'));
    expect(listed.map(({ name }) => name)).toEqual(readList('bundled-packages.txt'));
    expect(listed.filter((each) => !text.includes(each.text)).map(({ name }) => name)).toEqual([]);
  });

  test('have the text of each, that of the fonts included', () => {
    // In the words of MIT, or of ISC; a handful have other licences.
    const granted = text.match(/Permission (is hereby granted|to use, copy)/g) ?? [];
    expect(granted.length).toBeGreaterThanOrEqual(headings.length - 5);
    expect(text).toContain('SIL OPEN FONT LICENSE');
    expect(text).toContain('with Reserved Font Names KaTeX_AMS');
  });
});

describe('a package', () => {
  function packageWith(files: Readonly<Record<string, string>>, license: string | null = 'MIT') {
    const folder = mkdtempSync(join(tmpdir(), 'companion-licences-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return { name: 'invented', version: '1.2.3', license, folder };
  }

  test('brings its licence and its notice', () => {
    const text = licensesText([
      packageWith({ 'LICENCE.md': 'Do as you like.\r\n', NOTICE: 'By somebody.', 'index.js': '' }),
    ]);
    expect(text).toContain('invented 1.2.3 (MIT)');
    expect(text).toContain('Do as you like.\n\nBy somebody.\n');
    expect(text).not.toContain('\r');
  });

  test('without the text of a licence stops the build', () => {
    expect(() => licensesText([packageWith({ 'index.js': '' })])).toThrow('invented 1.2.3 comes without the text');
  });

  test('without the name of a licence stops the build', () => {
    expect(() => licensesText([packageWith({ LICENSE: 'x' }, null)])).toThrow('invented 1.2.3 names no licence');
  });
});
