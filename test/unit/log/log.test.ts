import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFileLog, errorTrace } from '../../../main/log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('an event is one line of JSON with its time', () => {
  const file = join(folder, 'deep', 'companion.log');
  createFileLog(file, () => 0)('ipc.fault', { command: 'messages.send', kind: 'badRequest' });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    at: '1970-01-01T00:00:00.000Z',
    event: 'ipc.fault',
    command: 'messages.send',
    kind: 'badRequest',
  });
});

test('a full file is set aside once', () => {
  const file = join(folder, 'companion.log');
  writeFileSync(file, 'x'.repeat(1_000_001));
  createFileLog(file, () => 0)('app.started');
  expect(existsSync(`${file}.1`)).toBe(true);
  expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(2);
});

test('a folder that cannot be made does not throw', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => createFileLog(join(folder, 'file', 'companion.log'), () => 0)('app.started')).not.toThrow();
});

test('the trace of an error never contains its message', () => {
  const trace = errorTrace(new TypeError('token eyJabc.def leaked'));
  expect(trace.stack).toContain('TypeError');
  expect(trace.stack).not.toContain('eyJabc');
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
