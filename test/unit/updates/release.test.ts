import { describe, expect, it } from 'vitest';
import { readRelease } from '../../../main/updates/release.ts';
import { feedText, nameOf, PROGRAM, sha512 } from './release.ts';

const hash = sha512(PROGRAM);
const read = (text: string, platform = 'linux', arch = 'x64') => readRelease(text, platform, arch);

describe('a feed', () => {
  it('is read as electron-builder writes it', async () => {
    expect(await read(feedText({ notes: '# New\n\n* faster: "much"' }))).toEqual({
      version: '1.1.0',
      rank: { numbers: [1, 1, 0], pre: [] },
      releasedAt: Date.UTC(2026, 10, 20, 15),
      notes: '# New\n\n* faster: "much"',
      file: { name: nameOf('1.1.0'), sha512: hash, size: PROGRAM.length },
    });
  });

  it('gives each system its own file', async () => {
    const file = (url: string) => ({ url, sha512: hash });
    const windows = feedText({ files: [file('app-1.1.0-win-arm64-setup.exe'), file('app-1.1.0-win-x64-setup.exe')] });
    expect((await read(windows, 'win32', 'x64'))?.file.name).toBe('app-1.1.0-win-x64-setup.exe');
    expect((await read(windows, 'win32', 'arm64'))?.file.name).toBe('app-1.1.0-win-arm64-setup.exe');
    const mac = feedText({ files: [file('app-1.1.0-mac-universal.dmg'), file('app-1.1.0-mac-universal.zip')] });
    expect((await read(mac, 'darwin', 'arm64'))?.file.name).toBe('app-1.1.0-mac-universal.zip');
    const linux = feedText({ files: [file('app_1.1.0_amd64.deb'), file('app-1.1.0-x86_64.AppImage')] });
    expect((await read(linux))?.file.name).toBe('app-1.1.0-x86_64.AppImage');
    for (const text of [mac, linux]) expect(await read(text, 'win32')).toBeNull();
    expect(await read(windows)).toBeNull();
  });

  it('may lack date, size and notes', async () => {
    const text = feedText({ files: [{ url: 'a.AppImage', sha512: hash }], date: 'soon' });
    expect(await read(text)).toMatchObject({ releasedAt: null, notes: '', file: { size: null } });
  });

  it('has notes of an end', async () => {
    expect((await read(feedText({ notes: 'x'.repeat(50_000) })))?.notes).toHaveLength(20_000);
  });

  it.each([
    ['empty', ''],
    ['no YAML', 'a: [\n'],
    ['a list', '- 1\n'],
    ['a web page', '<!doctype html><title>Sign in</title>'],
    ['without files', 'version: 1.1.0\nfiles: []\n'],
    ['with a version that is none', feedText({ version: 'newest' })],
    ['with another checksum', feedText({ files: [{ url: 'a.AppImage', sha512: 'abc=' }] })],
    ...['../a.AppImage', '/etc/a.AppImage', 'https://elsewhere.example/a.AppImage', '..\\a.AppImage', '.AppImage'].map(
      (url) => [`with the file ${url}`, feedText({ files: [{ url, sha512: hash }] })],
    ),
  ])('%s is not understood', async (_, text) => expect(await read(text ?? '')).toBeNull());
});
