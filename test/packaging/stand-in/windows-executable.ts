import { resedit } from '../tools.ts';
import { fuseWire } from './fuse-wire.ts';

const ENGLISH = { lang: 1033, codepage: 1200 };

/** A valid, empty 64-bit Windows program with Electron's version information, and fuses where Electron has data. */
export function windowsExecutable(): Buffer {
  const { NtExecutable, NtExecutableResource, Resource } = resedit;
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  const version = Resource.VersionInfo.createEmpty();
  version.setStringValues(ENGLISH, {
    CompanyName: 'GitHub, Inc.',
    FileDescription: 'Electron',
    ProductName: 'Electron',
    InternalName: 'electron.exe',
    OriginalFilename: 'electron.exe',
  });
  version.setFileVersion(45, 4, 1, 0, ENGLISH.lang);
  version.outputToResourceEntries(resources.entries);
  // Fuses are found by their sentinel wherever they are. Here that is a resource: tools rewrite what follows sections.
  resources.entries.push({
    type: 'FUSES',
    id: 1,
    lang: ENGLISH.lang,
    codepage: ENGLISH.codepage,
    bin: bytesOf(fuseWire()),
  });
  resources.outputResource(program);
  return Buffer.from(program.generate());
}

function bytesOf(buffer: Buffer): ArrayBuffer {
  return new Uint8Array(buffer).buffer;
}
