import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { setAsideBrokenFile } from '../../../main/settings/broken-file.ts';

const now = Date.UTC(2026, 10, 20, 15, 3, 29, 123);
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'companion-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each([['{"theme":"da'], [''], ['[1,2]'], ['null'], ['\u0000\u0000\u0000']])(
  '%j is set aside under a name that tells when, untouched',
  (content) => {
    const path = join(folder, 'settings.json');
    writeFileSync(path, content);
    const aside = join(folder, 'settings.broken-2026-11-20T15-03-29-123Z.json');
    expect(setAsideBrokenFile(path, now)).toEqual({ ok: true, value: aside });
    expect(existsSync(path)).toBe(false);
    expect(readFileSync(aside, 'utf8')).toBe(content);
  },
);

test('a sound file and a missing one are left alone', () => {
  const path = join(folder, 'settings.json');
  expect(setAsideBrokenFile(path, now)).toEqual({ ok: true, value: null });
  writeFileSync(path, '{"theme":"dark"}');
  expect(setAsideBrokenFile(path, now)).toEqual({ ok: true, value: null });
  expect(readdirSync(folder)).toEqual(['settings.json']);
});
