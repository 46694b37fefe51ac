import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What we use of electron-builder's `AfterPackContext`. */
export interface PackContext {
  readonly appOutDir: string;
  readonly electronPlatformName: string;
  readonly packager: { readonly appInfo: { readonly productFilename: string }; readonly executableName?: string };
}

/** Runs after the files are in place and before fuses and signature; on macOS for each half and for the whole. */
export default async function afterPack(context: PackContext): Promise<void> {
  const { appOutDir, electronPlatformName: platform } = context;
  const { appInfo, executableName } = context.packager;
  const bundle = join(appOutDir, `${appInfo.productFilename}.app`, 'Contents');
  if (platform === 'darwin') {
    await forbidArbitraryLoads(join(bundle, 'Info.plist'));
    await setWasmTrapHandlers(join(bundle, 'Frameworks/Electron Framework.framework/Electron Framework'));
    return;
  }
  const program = platform === 'win32' ? `${appInfo.productFilename}.exe` : (executableName ?? appInfo.productFilename);
  await setWasmTrapHandlers(join(appOutDir, program));
}

/**
 * electron-builder always writes `NSAllowsArbitraryLoads`, whatever its configuration says. The system's own network
 * stack has nothing to load unencrypted for us; Node's, which the program uses, does not read this file.
 */
async function forbidArbitraryLoads(file: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/(<key>NSAllowsArbitraryLoads<\/key>\s*)<true\/>/g, '$1<false/>'));
}

const SENTINEL = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
const WASM_TRAP_HANDLERS = 8;
const ON = '1'.charCodeAt(0);
const REMOVED = 'r'.charCodeAt(0);

/**
 * Electron's ninth fuse, for which electron-builder has no key (the other eight are `electronFuses`). Fuses are bytes
 * after a sentinel in the executable: version, count, then one byte a fuse. A universal executable has them twice.
 */
async function setWasmTrapHandlers(file: string): Promise<void> {
  const executable = await readFile(file);
  let at = executable.indexOf(SENTINEL);
  if (at === -1) throw new Error('No fuses were found in the executable.');
  for (; at !== -1; at = executable.indexOf(SENTINEL, at + 1)) {
    const wire = at + SENTINEL.length;
    const [version = 0, count = 0] = executable.subarray(wire, wire + 2);
    if (version !== 1 || count <= WASM_TRAP_HANDLERS)
      throw new Error('The fuses of this Electron are not the known ones.');
    const fuse = wire + 2 + WASM_TRAP_HANDLERS;
    if (executable[fuse] !== REMOVED) executable[fuse] = ON;
  }
  await writeFile(file, executable);
}
