import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { licencesOf } from '../../../build/third-party-licenses.ts';
import { readLicences } from '../../../main/shell/licences.ts';

function fileWith(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'companion-licences-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'licences.json');
  writeFileSync(file, content);
  return file;
}

test('what the build writes down is what is read, a part with a licence of its own right after its package', async () => {
  const folder = resolve(import.meta.dirname, '../../../node_modules/katex');
  const written = licencesOf([{ name: 'katex', version: '1.2.3', license: 'MIT', folder }]);
  const read = await readLicences(fileWith(JSON.stringify(written)));
  expect(read).toEqual(written);
  expect(read.map(({ name, version, kind }) => [name, version, kind])).toEqual([
    ['katex', '1.2.3', 'MIT'],
    ['KaTeX fonts', '', 'OFL-1.1'],
  ]);
  expect(read[1]?.text).toContain('SIL OPEN FONT LICENSE');
});

test('a file that is not there, not ours or far too large is no list', async () => {
  const one = { name: 'a', version: '1', kind: 'MIT', text: 'x' };
  expect(await readLicences(fileWith(JSON.stringify([one])))).toEqual([one]);
  expect(await readLicences('/nowhere/licences.json')).toEqual([]);
  expect(await readLicences(fileWith('{'))).toEqual([]);
  expect(await readLicences(fileWith(JSON.stringify([{ ...one, text: 3 }])))).toEqual([]);
  expect(await readLicences(fileWith(JSON.stringify([{ ...one, text: 'x'.repeat(4 * 1024 * 1024) }])))).toEqual([]);
});

test('a package published without the text of its licence has it from here', () => {
  const folder = resolve(import.meta.dirname, '../../../node_modules/lazy-val');
  const [licence] = licencesOf([{ name: 'lazy-val', version: '1.0.5', license: 'MIT', folder }]);
  expect(licence?.text).toContain('Vladimir Krivosheev');
  expect(licence?.text).toContain('Permission is hereby granted');
});
