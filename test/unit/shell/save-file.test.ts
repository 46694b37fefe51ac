import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SaveDialogOptions } from 'electron';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFileSaver } from '../../../main/shell/save-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'save-file-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A person who answers the dialog with this path, or cancels. */
function saver(answer: string | null) {
  const asked: SaveDialogOptions[] = [];
  const save = createFileSaver({
    ask: async (options) => {
      asked.push(options);
      return { canceled: answer === null, filePath: answer ?? '' };
    },
    folder: () => folder,
    fallback: () => 'Halext Companion',
    newId: () => 'id',
  });
  return { save, asked };
}

test('proposes a safe name in the folder and writes what was asked, as UTF-8, over an older file', async () => {
  const path = join(folder, 'chosen.md');
  writeFileSync(path, 'older and longer than the new one');
  const { save, asked } = saver(path);
  expect(await save('a/b: été.md', 'Réponse : 5 % 😀')).toEqual({ ok: true, value: { saved: true } });
  expect(asked[0]?.defaultPath).toBe(join(folder, 'a-b- été.md'));
  expect(asked[0]?.filters).toEqual([{ name: 'MD', extensions: ['md'] }]);
  expect(readFileSync(path, 'utf8')).toBe('Réponse : 5 % 😀');
  expect(readdirSync(folder)).toEqual(['chosen.md']);
});

test('who cancels has saved nothing', async () => {
  expect(await saver(null).save('a.md', 'x')).toEqual({ ok: true, value: { saved: false } });
  expect(readdirSync(folder)).toEqual([]);
});

test('what cannot be written is an error, and leaves no half file behind', async () => {
  expect(await saver(join(folder, 'gone', 'a.md')).save('a.md', 'x')).toMatchObject({
    ok: false,
    error: { kind: 'storage', reason: 'folder' },
  });
  const taken = join(folder, 'taken.md');
  mkdirSync(join(taken, 'inside'), { recursive: true });
  expect(await saver(taken).save('a.md', 'x')).toMatchObject({ ok: false, error: { kind: 'storage' } });
  expect(readdirSync(folder)).toEqual(['taken.md']);
});

test('a dialog that breaks is an error value too', async () => {
  const save = createFileSaver({
    ask: async () => {
      throw new Error('no portal');
    },
    folder: () => folder,
    fallback: () => 'x',
    newId: () => 'id',
  });
  expect(await save('a.md', 'x')).toMatchObject({ ok: false, error: { kind: 'storage' } });
});
