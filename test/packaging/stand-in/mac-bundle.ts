import { join } from 'node:path';
import { plist } from '../tools.ts';
import type { Files } from './electron.ts';
import { fuseWire } from './fuse-wire.ts';

const HELPERS = ['Electron Helper', 'Electron Helper (GPU)', 'Electron Helper (Plugin)', 'Electron Helper (Renderer)'];
const MACH_O_64 = Buffer.from('cffaedfe', 'hex');
/** The framework of a universal build has the fuses of both halves. */
const FRAMEWORK = Buffer.concat([MACH_O_64, fuseWire(), Buffer.alloc(64), fuseWire()]);
const LANGUAGES = ['de', 'en', 'fr', 'fr_CA'];

/** What electron-builder touches of an `Electron.app`: property lists, programs, the framework, languages. */
export function macBundle(): Files {
  const contents = 'Electron.app/Contents';
  const framework = join(contents, 'Frameworks/Electron Framework.framework');
  const files = new Map<string, Buffer>([
    [join(contents, 'Info.plist'), Buffer.from(plist.build(APP_INFO))],
    [join(contents, 'MacOS/Electron'), MACH_O_64],
    [join(contents, 'Resources/electron.icns'), Buffer.from('icns')],
    [join(framework, 'Electron Framework'), FRAMEWORK],
    ...LANGUAGES.map((name) => [join(contents, `Resources/${name}.lproj/locale`), Buffer.of()] as const),
    ...LANGUAGES.map(
      (name) => [join(framework, `Versions/A/Resources/${name}.lproj/locale.pak`), Buffer.of(1)] as const,
    ),
  ]);
  for (const helper of HELPERS) {
    const folder = join(contents, `Frameworks/${helper}.app/Contents`);
    files.set(join(folder, 'Info.plist'), Buffer.from(plist.build({ CFBundleExecutable: helper, LSUIElement: true })));
    files.set(join(folder, 'MacOS', helper), MACH_O_64);
  }
  return files;
}

/** The keys of Electron's own Info.plist that matter here, with its requests for hardware we do not use. */
const APP_INFO = {
  CFBundleExecutable: 'Electron',
  CFBundleIconFile: 'electron.icns',
  CFBundleIdentifier: 'com.github.Electron',
  CFBundleName: 'Electron',
  LSMinimumSystemVersion: '13.0',
  NSAppTransportSecurity: { NSAllowsArbitraryLoads: true },
  NSAudioCaptureUsageDescription: 'This app needs access to audio capture',
  NSBluetoothAlwaysUsageDescription: 'This app needs access to Bluetooth',
  NSBluetoothPeripheralUsageDescription: 'This app needs access to Bluetooth',
  NSCameraUsageDescription: 'This app needs access to the camera',
  NSMicrophoneUsageDescription: 'This app needs access to the microphone',
  NSPrincipalClass: 'AtomApplication',
};
