/** What Electron 45 has in its executables: a sentinel, a version, the number of fuses, one character a fuse. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const VERSION = 1;

/**
 * Every fuse stands opposite to what we want (`test/packaging/fuses.test.ts`), so that one nobody sets is seen. The order
 * is Electron's: runAsNode, cookieEncryption, nodeOptions, nodeCliInspect, asarIntegrity, onlyLoadAppFromAsar,
 * browserSnapshot, fileProtocolPrivileges, wasmTrapHandlers.
 */
const OPPOSITE = '101100110';

export function fuseWire(): Buffer {
  return Buffer.concat([Buffer.from(SENTINEL), Buffer.from([VERSION, OPPOSITE.length]), Buffer.from(OPPOSITE)]);
}
