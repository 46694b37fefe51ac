import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { nameOf, type Package, programOf } from './packages.ts';
import { electronFuses } from './tools.ts';

/** In Electron's order (its `fuses.json5`). In the stand-ins every one stands the other way round. */
const WANTED = [
  { fuse: 'runAsNode', on: false },
  { fuse: 'cookieEncryption', on: true },
  { fuse: 'nodeOptions', on: false },
  { fuse: 'nodeCliInspect', on: false },
  { fuse: 'embeddedAsarIntegrityValidation', on: true },
  { fuse: 'onlyLoadAppFromAsar', on: true },
  { fuse: 'loadBrowserProcessSpecificV8Snapshot', on: false },
  { fuse: 'grantFileProtocolExtraPrivileges', on: false },
  { fuse: 'wasmTrapHandlers', on: true },
];

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

describe.each(inject('packages').map((found) => ({ name: nameOf(found), found })))('fuses of $name', ({ found }) => {
  test('all nine are set as decided', async () => {
    const wire = (await electronFuses.getCurrentFuseWire(programOf(found))) as Record<string, unknown>;
    const states = WANTED.map(({ fuse }, index) => ({ fuse, on: wire[index] === '1'.charCodeAt(0) }));
    expect(Object.keys(wire)).toHaveLength(WANTED.length + 1); // and the version
    expect(states).toEqual(WANTED);
  });

  test('every half of an executable says the same', () => {
    const [, ...wires] = readFileSync(executableOf(found), 'latin1').split(SENTINEL);
    const wanted = `\x01\x09${WANTED.map(({ on }) => (on ? '1' : '0')).join('')}`;
    expect(wires.map((wire) => wire.slice(0, wanted.length))).toEqual(wires.map(() => wanted));
    expect(wires).toHaveLength(found.system === 'mac' ? 2 : 1);
  });
});

function executableOf(found: Package): string {
  const framework = 'Contents/Frameworks/Electron Framework.framework/Electron Framework';
  return found.system === 'mac' ? join(programOf(found), framework) : programOf(found);
}
