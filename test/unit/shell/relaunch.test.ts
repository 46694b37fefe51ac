import { expect, test } from 'vitest';
import { programFile, relaunchOf } from '../../../main/shell/relaunch.ts';

test('the next run gets the arguments of this one, but not its wish', () => {
  const argv = ['/opt/companion', '/src/app', '--user-data-dir=/p', '--hidden', '--toggle', 'HALEXT://ask?text=hi'];
  expect(relaunchOf('/opt/companion', argv, {})).toEqual({
    execPath: '/opt/companion',
    args: ['/src/app', '--user-data-dir=/p'],
  });
});

test('an AppImage and the portable program are started by the file a person knows', () => {
  expect(programFile('/tmp/.mount_x/companion', { APPIMAGE: '/home/c/Companion.AppImage' })).toBe(
    '/home/c/Companion.AppImage',
  );
  expect(programFile('C:\\Temp\\x\\companion.exe', { PORTABLE_EXECUTABLE_FILE: 'D:\\companion.exe' })).toBe(
    'D:\\companion.exe',
  );
  expect(programFile('/opt/companion', { APPIMAGE: '' })).toBe('/opt/companion');
});
