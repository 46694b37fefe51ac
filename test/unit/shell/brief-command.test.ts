import { expect, test } from 'vitest';
import { briefCommand } from '../../../main/shell/brief-command.ts';

const run = briefCommand(process.env);
const node = (code: string) => run(process.execPath, ['-e', code]);

test('what a command says, and what it complains about', async () => {
  expect(await node('process.stdout.write(process.env.LC_ALL)')).toEqual({ kind: 'done', text: 'C' });
  expect(await node('process.stderr.write("no"); process.exitCode = 1')).toEqual({ kind: 'failed', text: 'no' });
});

test('a command that is not there', async () => {
  expect(await run('/nonexistent/gdbus', [])).toEqual({ kind: 'missing' });
});

test('one that does not end, and one that says too much', async () => {
  expect(await node('setInterval(() => {}, 1000)')).toEqual({ kind: 'late' });
  expect((await node('process.stdout.write("x".repeat(100_000))')).kind).not.toBe('done');
});
