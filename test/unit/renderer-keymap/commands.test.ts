import { expect, test } from 'vitest';
import { runCommand, takeCommand } from '../../../renderer/app/commands.ts';

test('an action that a dialog has taken over means again what it did when the dialog is gone', () => {
  const done: string[] = [];
  expect(runCommand('model')).toBe(false);
  const leaveComposer = takeCommand('model', () => done.push('composer'));
  const leaveDialog = takeCommand('model', () => done.push('dialog'));
  expect(runCommand('model')).toBe(true);
  leaveDialog();
  expect(runCommand('model')).toBe(true);
  leaveComposer();
  expect(runCommand('model')).toBe(false);
  expect(done).toEqual(['dialog', 'composer']);
});

test('the first to come may be the first to go; the same meaning given twice is taken back once', () => {
  const done: string[] = [];
  const both = () => done.push('both');
  const leaveFirst = takeCommand('stop', both);
  const leaveSecond = takeCommand('stop', both);
  leaveFirst();
  expect(runCommand('stop')).toBe(true);
  leaveSecond();
  expect(runCommand('stop')).toBe(false);
  expect(done).toEqual(['both']);
});
