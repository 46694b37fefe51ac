import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEEP_LINK_SCHEME } from '../../main/links.ts';
import { ROOT } from '../run/electron-binary.ts';
import { yaml } from './tools.ts';

interface Target {
  readonly target: string;
  readonly arch: string | readonly string[];
}

interface Configuration {
  readonly appId: string;
  readonly protocols: readonly { readonly schemes: readonly string[] }[];
  readonly mac: { readonly target: readonly Target[] };
  readonly win: { readonly target: readonly Target[] };
  readonly linux: { readonly target: readonly Target[] };
}

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const configuration = yaml.load(read('electron-builder.yml')) as Configuration;

describe('one name everywhere', () => {
  test('the program calls itself on Windows what its shortcut is called, or it cannot notify', () => {
    expect(/app\.setAppUserModelId\('([^']+)'\)/.exec(read('main/index.ts'))?.[1]).toBe(configuration.appId);
  });

  test('desktops of Linux know it by the same name', () => {
    const { desktopName } = JSON.parse(read('package.json')) as { desktopName: string };
    expect(desktopName).toBe(`${configuration.appId}.desktop`);
  });

  test('the packages claim the links the program understands', () => {
    expect(configuration.protocols.flatMap(({ schemes }) => schemes)).toEqual([DEEP_LINK_SCHEME]);
    expect(read('build/installer.nsh')).toContain(`"Software\\Classes\\${DEEP_LINK_SCHEME}"`);
  });
});

test('what is made for each system, the formats that only a network brings included', () => {
  const names = (targets: readonly Target[]) =>
    targets.map(({ target, arch }) => `${target} ${[arch].flat().join(' ')}`);
  expect(names(configuration.mac.target)).toEqual(['dmg universal', 'zip universal']);
  expect(names(configuration.win.target)).toEqual(['nsis x64 arm64', 'portable x64']);
  expect(names(configuration.linux.target)).toEqual(['AppImage x64 arm64', 'deb x64 arm64']);
});
