import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFileChooser } from '../../../main/shell/open-file.ts';
import { type ZipEntry, zipOf } from '../../fakes/zip.ts';

const NAME = 'conversations.json';
const TEXT = `[${'"é€😀",'.repeat(40_000)}null]`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'archive-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What comes of choosing a file with these bytes. */
async function chosen(bytes: Buffer | string, fileName = 'export.zip') {
  const path = join(folder, fileName);
  writeFileSync(path, bytes);
  const choose = createFileChooser({ ask: async () => ({ canceled: false, filePaths: [path] }) });
  return choose([{ name: 'JSON, ZIP', extensions: ['json', 'zip'] }], NAME);
}

async function read(...entries: ZipEntry[]): Promise<string> {
  const result = await chosen(zipOf(...entries));
  if (!result.ok || !result.value) throw new Error('nothing was chosen');
  let text = '';
  for await (const part of result.value.read()) text += part;
  return text;
}

describe('a ZIP archive that is chosen', () => {
  it('is read as if the file in it had been chosen, in parts that are whole characters', async () => {
    const entries = [
      { name: 'chat.html', content: '<p>' },
      { name: NAME, content: TEXT },
      { name: 'dalle/picture.webp', content: Buffer.alloc(500, 7) },
    ];
    expect(await chosen(zipOf(...entries))).toMatchObject({
      ok: true,
      value: { name: 'export.zip', bytes: Buffer.byteLength(TEXT) },
    });
    expect(await read(...entries)).toBe(TEXT);
  });

  it('may have another name, and the file may lie in a folder: the one nearest to the top counts', async () => {
    expect(await chosen(zipOf({ name: NAME, content: '[]' }), 'export.json')).toMatchObject({ value: { bytes: 2 } });
    const deep = { name: `a/b/${NAME}`, content: '["deep"]' };
    const near = { name: `a/${NAME}`, content: '["near"]' };
    expect(await read(deep, near)).toBe('["near"]');
    expect(await read(near, deep)).toBe('["near"]');
  });

  it.each([
    ['holds something else', zipOf({ name: 'other.json', content: '[]' }, { name: `x${NAME}`, content: '[]' })],
    ['holds nothing', zipOf()],
    ['is cut off', zipOf({ name: NAME, content: TEXT }).subarray(0, 300)],
  ])('is refused in words when it %s', async (_what, bytes) => {
    const result = await chosen(bytes);
    expect(result).toMatchObject({ ok: false, error: { kind: 'validation', reason: 'archive' } });
    expect(JSON.stringify(result)).not.toContain(folder);
  });

  it('cannot unpack to more than it says', async () => {
    await expect(read({ name: NAME, content: TEXT, claimed: 1_000 })).rejects.toThrow();
  });

  it('is not looked for in a file of text', async () => {
    const result = await chosen('PK is how this text begins', 'text.json');
    expect(result).toMatchObject({ ok: true, value: { name: 'text.json', bytes: 26 } });
  });
});
