import { expect, test } from 'vitest';
import type { Ran } from '../../../main/shell/brief-command.ts';
import { createBusReader } from '../../../main/shell/session-bus.ts';

const PROPERTY = { service: 'org.example.S', path: '/o', interface: 'org.example.I', name: 'P' };
const done = (text: string): Ran => ({ kind: 'done', text });
const failed = (text: string): Ran => ({ kind: 'failed', text });

/** What the commands really say; those of version 2.84 of GLib and 257 of systemd were copied from a session bus. */
test.each<[Ran, unknown]>([
  [done('(<true>,)\n'), { kind: 'value', value: true }],
  [done('(<false>,)\n'), { kind: 'value', value: false }],
  [done('(<uint32 2>,)\n'), { kind: 'value', value: 2 }],
  [done('b true\n'), { kind: 'value', value: true }],
  [done('u 1\n'), { kind: 'value', value: 1 }],
  [done("(<['ActivatableServicesChanged', 'HeaderFiltering']>,)\n"), { kind: 'unknown' }],
  [done("(<'true'>,)\n"), { kind: 'unknown' }],
  [done(''), { kind: 'unknown' }],
  [done('\u0000\uffff'.repeat(1000)), { kind: 'unknown' }],
  [
    failed('Error: GDBus.Error:org.freedesktop.DBus.Error.ServiceUnknown: The name is not activatable\n'),
    { kind: 'absent' },
  ],
  [
    failed('Error: GDBus.Error:org.freedesktop.DBus.Error.InvalidArgs: No such interface “org.example.I”\n'),
    { kind: 'absent' },
  ],
  [
    failed(
      'Error: GDBus.Error:org.freedesktop.DBus.Error.UnknownProperty: Property "org.freedesktop.DBus.Nope" not found\n',
    ),
    { kind: 'absent' },
  ],
  [failed('Failed to get property Nope on interface org.nope: Interface "org.nope" not found\n'), { kind: 'absent' }],
  [
    failed('Failed to get property P: The name org.example.S was not provided by any .service files\n'),
    { kind: 'absent' },
  ],
  [failed('Error connecting: Could not connect: No such file or directory\n'), { kind: 'unknown' }],
  [failed('Failed to connect to bus: No such file or directory\n'), { kind: 'unknown' }],
  [{ kind: 'late' }, { kind: 'unknown' }],
])('%o', async (ran, answer) => {
  expect(await createBusReader(async () => ran)(PROPERTY)).toEqual(answer);
});

test('busctl is asked where there is no gdbus, and nobody where there is neither', async () => {
  const asked: string[] = [];
  const reader = (there: readonly string[]) =>
    createBusReader(async (file, args) => {
      asked.push([file, ...args].join(' '));
      return there.includes(file) ? done('b true') : { kind: 'missing' };
    });
  expect(await reader(['busctl'])(PROPERTY)).toEqual({ kind: 'value', value: true });
  expect(asked).toEqual([
    'gdbus call --session --dest org.example.S --object-path /o --method org.freedesktop.DBus.Properties.Get org.example.I P',
    'busctl --user get-property org.example.S /o org.example.I P',
  ]);
  expect(await reader([])(PROPERTY)).toEqual({ kind: 'unknown' });
});
