import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cleanFields } from '../../../main/diagnostics/log-fields.ts';
import { createFileLog, errorTrace, type LogFields, type LogLevel } from '../../../main/log.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'));
  file = join(folder, 'deep', 'companion.log');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open(least: LogLevel = 'debug', at = file) {
  return createFileLog({ file: at, now: () => 0, least });
}

const lines = () =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

test('an event is one line of JSON with its time and its level', () => {
  open().log('ipc.fault', { command: 'messages.send', kind: 'badRequest' });
  expect(lines()).toEqual([
    {
      at: '1970-01-01T00:00:00.000Z',
      level: 'error',
      event: 'ipc.fault',
      command: 'messages.send',
      kind: 'badRequest',
    },
  ]);
});

test('what is less grave than wanted is not written', () => {
  const { log } = open('warn');
  log('command.slow', { ms: 200 });
  log('app.started');
  log('hotkey.failed', { reason: 'taken' });
  log('store.failed');
  expect(lines().map(({ event }) => event)).toEqual(['hotkey.failed', 'store.failed']);
});

test('a full file is set aside, and never more than two are kept', () => {
  const { log } = open();
  log('app.started');
  for (const filled of ['a', 'b']) {
    writeFileSync(file, filled.repeat(1_000_001));
    log('app.started');
    expect(readFileSync(`${file}.1`, 'utf8').slice(0, 1)).toBe(filled);
    expect(lines()).toHaveLength(1);
  }
  expect(existsSync(`${file}.2`)).toBe(false);
});

test('a folder that cannot be made does not throw, and problems are remembered all the same', () => {
  writeFileSync(join(folder, 'file'), '');
  const { log, recentProblems } = open('info', join(folder, 'file', 'companion.log'));
  log('store.failed', { kind: 'storage', reason: 'full' });
  expect(recentProblems()).toMatchObject([{ event: 'store.failed', reason: 'full' }]);
});

test('the problems of earlier runs are read back, the last 50, and nothing else', () => {
  const before = open();
  before.log('app.started');
  for (let status = 0; status < 60; status++) before.log('command.failed', { status });
  before.log('app.ready');
  const after = open();
  expect(after.recentProblems().map(({ status }) => status)).toEqual(Array.from({ length: 50 }, (_, at) => at + 10));
  after.log('sync.offline', { kind: 'dns' });
  expect(after.recentProblems()).toHaveLength(50);
  expect(after.recentProblems().at(-1)).toMatchObject({ event: 'sync.offline', level: 'warn', kind: 'dns' });
});

test('what somebody wrote into the file by hand is not believed', () => {
  open().log('store.failed');
  const foreign = [
    '{"at":"yesterday evening","event":"store.failed"}',
    '{"at":"2026-01-01","event":"my.event"}',
    '{"at":"2026-01-01","event":"store.failed","note":"hunter2","kind":"my pass phrase"}',
    'not JSON at all',
  ];
  writeFileSync(file, foreign.join('\n'));
  expect(open().recentProblems()).toEqual([
    { at: '2026-01-01T00:00:00.000Z', level: 'error', event: 'store.failed', kind: '?' },
  ]);
});

// ------------------------------------------------------------------------------------------ no text gets in

const FIELDS = [
  'command',
  'kind',
  'reason',
  'code',
  'exitReason',
  'version',
  'stack',
  'status',
  'count',
  'ms',
] as const;

/** What a message, an address, a key, a task id or a token looks like, and never a name of ours. */
const SECRETS = [
  'correct horse battery staple',
  'mot-de-passe très secret',
  'hunter2hunter2',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
  'sk-proj-4f9a8b7c6d5e',
  '3f2b8c1e-9d4a-4b6f-8e2a-1c5d7f9b0a3e',
  '0b1f3c5d7e9a1b2c3d4e5f60718293a4',
  'https://camille:pw@halext.example.org/api?token=abc',
  'camille.roux@example.org',
  '/home/camille/notes.txt',
  'C:\\Users\\camille',
  'Bearer abc123def456',
  'Which pump is due for service?',
];

test.each(FIELDS)('no text goes through the field %s', (field) => {
  const { log } = open();
  for (const secret of SECRETS) log('command.failed', { [field]: secret } as LogFields);
  const text = readFileSync(file, 'utf8');
  expect(SECRETS.filter((secret) => text.includes(JSON.stringify(secret).slice(1, -1)))).toEqual([]);
  expect(lines().every((line) => line[field] === '?')).toBe(true);
});

test('whatever is put into whatever field, only names, figures and calls are written', () => {
  const name = /^[A-Za-z]{1,24}\d{0,3}(?:[._-][A-Za-z]{1,24}\d{0,3}){0,3}$/;
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.constantFrom(...SECRETS, null, [], Object.create(null)),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.oneof(fc.constantFrom(...FIELDS), fc.string()), value), (fields) => {
      for (const [field, each] of Object.entries(cleanFields(fields))) {
        expect(FIELDS).toContain(field);
        if (typeof each !== 'string' || field === 'stack' || field === 'version') continue;
        expect(each === '?' || name.test(each) || /^[A-Z][A-Z_]{1,40}\d{0,3}$/.test(each)).toBe(true);
      }
    }),
  );
}, 30_000);

test('the names we do use go through', () => {
  open().log('ipc.fault', {
    command: 'openwebui.confirm',
    kind: 'Sandbox-helper',
    reason: 'tooLarge',
    version: '1.2.0-beta.3',
  });
  open().log('child.gone', { exitReason: 'clean-exit', code: 'ERR_CONNECTION_RESET', status: 503 });
  expect(JSON.stringify(lines())).not.toContain('?');
});

// ------------------------------------------------------------------------------------------ errors

test('the trace of an error never contains its message', () => {
  const trace = errorTrace(new TypeError('token eyJabc.def leaked'));
  expect(trace.stack).toContain('TypeError | at ');
  expect(trace.stack).not.toContain('eyJabc');
});

test('a message that looks like calls is not taken for them', () => {
  const { stack } = errorTrace(new Error('first line\n    at secret (meeting.txt:12:30)\n    at lunch we met (x:1:1)'));
  expect(stack).toContain('Error | at ');
  expect(stack).not.toMatch(/secret|lunch/);
});

test('a class that is named after something is not named', () => {
  const error = new Error('x');
  error.name = 'No access for camille@example.org';
  expect(errorTrace(error).stack).toMatch(/^\? \| at /);
});

test('the trace is written as it was made', () => {
  const trace = errorTrace(new RangeError('x'));
  open().log('app.uncaught', { kind: 'exception', ...trace });
  expect(lines()[0].stack).toBe(trace.stack);
  expect(trace.stack).not.toContain('?');
});

test.each([
  'at start (C:\\Users\\camille\\app\\dist\\main\\index.js:1:2)',
  'at start (/home/camille/app/dist/main/index.js:1:2)',
  'at start (file:///C:/Users/camille/app/dist/main/index.js:1:2)',
])('and no folder, which may name a person: %s', (frame) => {
  const error = new Error('x');
  error.stack = `Error: x\n    ${frame}`;
  expect(errorTrace(error).stack).toBe('Error | at start index.js:1:2');
});
