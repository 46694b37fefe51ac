import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenDialogOptions } from 'electron';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFileChooser } from '../../../main/shell/open-file.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'open-file-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A person who chooses these paths; none: changes their mind. */
function choosing(...filePaths: string[]) {
  const asked: OpenDialogOptions[] = [];
  const choose = createFileChooser({
    async ask(options) {
      asked.push(options);
      return { canceled: filePaths.length === 0, filePaths };
    },
  });
  return { asked, choose: () => choose([{ name: 'JSON', extensions: ['json'] }]) };
}

describe('choosing a file', () => {
  it('answers its name, its size, and its text in parts that are whole characters', async () => {
    const path = join(folder, 'été.json');
    const text = 'é€😀'.repeat(30_000);
    writeFileSync(path, text);
    const { asked, choose } = choosing(path);
    const chosen = await choose();
    if (!chosen.ok || !chosen.value) throw new Error('nothing was chosen');
    expect(chosen.value).toMatchObject({ name: 'été.json', bytes: Buffer.byteLength(text) });
    const parts: string[] = [];
    for await (const part of chosen.value.read()) parts.push(part);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.join('')).toBe(text);
    expect(asked).toEqual([{ filters: [{ name: 'JSON', extensions: ['json'] }], properties: ['openFile'] }]);
  });

  it('answers nothing when the person changes their mind', async () => {
    expect(await choosing().choose()).toEqual({ ok: true, value: null });
  });

  it.each([['gone.json'], ['.']])('says that %s cannot be read', async (name) => {
    const result = await choosing(join(folder, name)).choose();
    expect(result).toMatchObject({ ok: false, error: { kind: 'storage', reason: 'unreadable' } });
    expect(JSON.stringify(result)).not.toContain(folder);
  });
});
