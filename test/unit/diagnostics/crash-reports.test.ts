import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { createCrashReports } from '../../../main/diagnostics/crash-reports.ts';
import { errorTrace } from '../../../main/diagnostics/log-fields.ts';

const PROGRAM = { version: '0.1.0', electron: '45.4.1', chrome: '156.0.1', node: '24.18.1', system: 'linux-x64' };

let folder = '';
let now = Date.UTC(2026, 10, 21, 20, 0, 0, 7);

beforeEach(() => {
  const scratch = mkdtempSync(join(tmpdir(), 'companion-crashes-'));
  folder = join(scratch, 'crash-reports');
  now = Date.UTC(2026, 10, 21, 20, 0, 0, 7);
  onTestFinished(() => rmSync(scratch, { recursive: true }));
});

/** One run of the program. */
const open = () => createCrashReports({ folder, now: () => now, uptime: () => 61_000.4, program: PROGRAM });
const files = () => readdirSync(folder).sort();
const failure = (name: string) => ({ stack: `${name} | at Desk.send (index.js:12:7)` });

test('a report tells what, when and where, and nothing of what a person wrote', () => {
  const reports = open();
  const error = new TypeError('cannot read "Bearer eyJhbGciOi.secret" of /home/camille/notes');
  expect(reports.record('exception', errorTrace(error))).toBe(true);
  const [name = ''] = files();
  expect(name).toBe('20261121T200000007Z-00.json');
  const text = readFileSync(join(folder, name), 'utf8');
  expect(text).not.toMatch(/Bearer|secret|camille|notes/);
  expect(JSON.parse(text)).toMatchObject({
    at: '2026-11-21T20:00:00.007Z',
    kind: 'exception',
    count: 1,
    ms: 61_000,
    program: PROGRAM,
    stack: expect.stringMatching(/^TypeError \| at /),
  });
  expect(reports.newest()).toEqual({ file: join(folder, name), text });
});

test('a loop of the same error is one file, rewritten at each power of ten', () => {
  const reports = open();
  const written = Array.from({ length: 1_234 }, () => reports.record('rejection', failure('Error')));
  expect(written.flatMap((yes, at) => (yes ? [at + 1] : []))).toEqual([1, 10, 100, 1_000]);
  expect(files()).toHaveLength(1);
  expect(reports.list()).toMatchObject([{ kind: 'rejection', count: 1_000 }]);
});

test('errors that are new each time end at ten in a run; over all runs the newest twenty stay', () => {
  for (let run = 0; run < 4; run++) {
    const reports = open();
    for (let at = 0; at < 300; at++)
      reports.record('exception', failure(`Error_${String.fromCharCode(97 + (at % 26))}`));
    now += 60_000;
  }
  expect(files()).toHaveLength(20);
  expect(files()[0]).toMatch(/^20261121T200200007Z-00/);
  const size = files().reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  expect(size).toBeLessThan(20 * 2_048);
});

test('they are read again by the next run, newest first; what is broken, foreign or too large is not', () => {
  open().record('window', { exitReason: 'oom' });
  now += 1_000;
  open().record('graphics', { exitReason: 'crashed' });
  const [first = ''] = files();
  const good = readFileSync(join(folder, first), 'utf8');
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
  put('20261121T210000000Z-00.json', '{"at":');
  put('20261121T210000000Z-01.json', JSON.stringify({ ...JSON.parse(good), program: { version: '<b>' } }));
  put('20261121T210000000Z-02.json', good + ' '.repeat(10_000));
  put('20261121T210000000Z-03.json', JSON.stringify({ ...JSON.parse(good), kind: 'poem' }));
  put('notes.json', good);
  put('20261121T220000000Z-00.json', JSON.stringify({ ...JSON.parse(good), exitReason: 'my password is sesame' }));
  const reports = open();
  expect(reports.list().map(({ kind, exitReason }) => [kind, exitReason])).toEqual([
    ['window', '?'],
    ['graphics', 'crashed'],
    ['window', 'oom'],
  ]);
  expect(reports.newest()?.text).not.toContain('sesame');
});

test('a folder that cannot be made is no second crash', () => {
  writeFileSync(folder, 'a file is in its place');
  const reports = open();
  expect(reports.record('exception', failure('Error'))).toBe(false);
  expect(reports.list()).toEqual([]);
  expect(reports.newest()).toBeNull();
});
