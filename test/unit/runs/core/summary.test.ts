import { expect, test } from 'vitest';
import { summarise } from '../../../../main/runs/summary.ts';
import type { RunUsage } from '../../../../preload/contract.ts';
import { follow, interrupt, message, newRun, step, succeeded } from './make.ts';

const usage = (more: Partial<RunUsage>): RunUsage => ({
  ...{ provider: null, model: null, inputTokens: null, outputTokens: null, totalTokens: null },
  ...{ reasoningTokens: null, cachedInputTokens: null, cacheWriteInputTokens: null },
  ...more,
});

test('the step under way is the one that began last and is not over', () => {
  const items = [step('1', 'plan'), step('2', 'search'), message('m'), step('3', 'read', 1_500)];
  expect(summarise(newRun({ items }))).toMatchObject({ step: 'search', steps: 3 });
  expect(summarise(follow(newRun({ items }), succeeded))).toMatchObject({ step: null, steps: 3 });
});

test('the preview is one line of the result', () => {
  const result = `  # The cause\n\n\tis ${'x'.repeat(300)}`;
  const { preview } = summarise(newRun({ result }));
  expect(preview).toMatch(/^# The cause is x+$/);
  expect(preview).toHaveLength(200);
  expect(summarise(newRun({ result: ' \n ' })).preview).toBeNull();
  expect(summarise(newRun({ result: `${'x'.repeat(199)}😀` })).preview?.isWellFormed()).toBe(true);
});

test('what the source says of its failure comes before what it had answered', () => {
  const failed = (text: string) =>
    follow(newRun({ result: 'half' }), {
      kind: 'ended',
      end: { kind: 'failed', message: text, code: null, error: null },
    });
  expect(summarise(failed('no\nmemory')).preview).toBe('no memory');
  expect(summarise(failed('')).preview).toBe('half');
});

test('what is asked: how many, the first words, the earliest end', () => {
  const interrupts = [
    interrupt('a', { message: ' ', toolName: 'send_mail', expiresAt: 9_000 }),
    interrupt('b', { expiresAt: 5_000, form: null }),
    interrupt('c'),
  ];
  expect(summarise(newRun({ interrupts })).asks).toEqual({
    count: 3,
    expiresAt: 5_000,
    title: 'send_mail',
    simple: false,
  });
  expect(summarise(newRun({ interrupts: [interrupt('c')] })).asks).toMatchObject({ expiresAt: null, simple: true });
  expect(summarise(newRun()).asks).toBeNull();
});

test('tokens are added up as reported, and not made up', () => {
  expect(summarise(newRun({ usage: [usage({ reasoningTokens: 5 })] })).tokens).toBeNull();
  const reported = [usage({ totalTokens: 10, inputTokens: 4 }), usage({ inputTokens: 3, outputTokens: 2 }), usage({})];
  expect(summarise(newRun({ usage: reported })).tokens).toBe(15);
});

test('nothing of a summary is as good as the result', () => {
  expect(JSON.stringify(summarise(newRun({ remoteId: 'secret-task', memory: 'secret-memory' })))).not.toContain(
    'secret',
  );
});
