import { expect, test } from 'playwright/test';
import { accessibilityFaults, pageTests } from './support/pages.ts';
import { calls, openWithRuns, row, toRuns } from './support/runs-page.ts';
import { detail, field, interrupt, summary } from './support/runs-workspace.ts';
import { NOW } from './support/scenario.ts';

const pages = pageTests();

test('a question is answered with its form by key; a refusal of main keeps what was entered', async ({ page }) => {
  await openWithRuns(page, pages);
  await toRuns(page);
  await row(page, 1).click();
  await page.getByLabel('Subject').fill('Seven points');
  await page.getByLabel('l.morvan@dinard.example').uncheck();
  await page.evaluate(() =>
    window.runsFake.refuse('runs.answer', { kind: 'validation', reason: 'payload', message: '', retryable: false }),
  );
  await page.keyboard.press('Meta+Enter');
  await expect(page.getByRole('alert')).toContainText('This is not what the agent expects');
  await expect(page.getByLabel('Subject')).toHaveValue('Seven points');
  await page.evaluate(() => window.runsFake.refuse('runs.answer', null));
  await page.getByRole('button', { name: 'Let it use send_mail' }).click();
  await expect(page.locator('.approval')).toHaveCount(0);
  const sent = (await calls(page, 'runs.answer')).at(-1) as { answers: { payload: string }[] };
  expect(sent).toMatchObject({ id: 1, answers: [{ interruptId: 'mail', decision: 'approve', args: null }] });
  expect(JSON.parse(sent.answers[0]?.payload ?? '')).toMatchObject({
    to: ['a.legoff@dinard.example', 'site@dinard.example'],
    subject: 'Seven points',
  });
});

test('a form that is not complete is not sent: its first fault is named and has the focus', async ({ page }) => {
  await openWithRuns(page, pages);
  await toRuns(page);
  await row(page, 1).click();
  await page.getByLabel('Subject').fill('');
  await page.keyboard.press('Meta+Enter');
  await expect(page.getByLabel('Subject')).toBeFocused();
  await expect(page.locator('.approval')).toContainText('This is needed.');
  expect(await accessibilityFaults(page)).toEqual([]);
  // ⌘⌫ deletes a line while one writes; beside the fields it refuses.
  await page.keyboard.press('Meta+Backspace');
  expect(await calls(page, 'runs.answer')).toEqual([]);
  await page.locator('#run-tab-timeline').focus();
  await page.keyboard.press('Meta+Backspace');
  await expect
    .poll(() => calls(page, 'runs.answer'))
    .toMatchObject([{ answers: [{ decision: 'refuse', payload: null }] }]);
});

test('when the time has run out nothing can be sent any more, and it says so', async ({ page }) => {
  await openWithRuns(page, pages);
  await toRuns(page);
  await row(page, 1).click();
  await expect(page.locator('.approval')).toContainText('expires in 4:32');
  await expect(row(page, 1)).toContainText('4:32 left');
  await page.clock.setFixedTime(NOW + 273_000);
  await expect(page.locator('.approval')).toContainText('time is up');
  await expect(page.locator('.approvals')).toContainText('nothing has been sent');
  await expect(page.getByRole('button', { name: 'Let it use send_mail' })).toBeDisabled();
  await page.keyboard.press('Meta+Enter');
  expect(await calls(page, 'runs.answer')).toEqual([]);
  await expect(page.getByLabel('Subject')).toHaveValue(/P-204/);
});

test('several questions are answered together, by JSON and changed arguments where there is no form', async ({
  page,
}) => {
  const asking = summary(1, {
    state: { kind: 'waiting', since: NOW - 1_000 },
    asks: { count: 3, expiresAt: null, title: 'first', simple: false },
  });
  const interrupts = [
    interrupt('one', { message: 'Delete the folder?', toolName: 'rm', args: '{"path":"/a"}', editableArgs: true }),
    interrupt('two', { message: 'Which one?', form: null, schema: '{"type":"object"}' }),
    interrupt('three', {
      message: 'How many?',
      form: [field('n', { type: 'integer', min: 1, max: 9 }), field('why', { required: false })],
    }),
  ];
  await openWithRuns(page, pages, { details: [detail(asking, { interrupts })] });
  await toRuns(page);
  await row(page, 1).click();
  const cards = page.locator('[data-interrupt]');
  await expect(cards).toHaveCount(3);
  const send = page.getByRole('button', { name: 'Send all answers' });
  await expect(send).toBeDisabled();
  await cards.nth(0).getByRole('button', { name: 'Change them' }).click();
  await cards.nth(0).getByLabel('Arguments').fill('{"path":"/b"}');
  await cards.nth(0).getByText('Let it use rm').click();
  await cards.nth(1).getByLabel('Answer as JSON').fill('{"id": 3');
  await expect(cards.nth(1)).toContainText('This is not JSON yet.');
  await cards.nth(1).getByText('Answer', { exact: true }).click();
  await cards.nth(2).getByLabel('n', { exact: true }).fill('12');
  await cards.nth(2).getByText('Answer', { exact: true }).click();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.screenshot({ path: 'test-results/pictures/runs-several-light-en.png', scale: 'css' });
  await send.click();
  await expect(cards.nth(2)).toContainText('9 is the most.');
  expect(await calls(page, 'runs.answer')).toEqual([]);
  await cards.nth(1).getByLabel('Answer as JSON').fill('{"id": 3}');
  await cards.nth(2).getByLabel('n', { exact: true }).fill('7');
  await send.click();
  await expect
    .poll(() => calls(page, 'runs.answer'))
    .toEqual([
      {
        id: 1,
        answers: [
          { interruptId: 'one', decision: 'approve', payload: null, args: '{"path":"/b"}' },
          { interruptId: 'two', decision: 'approve', payload: '{"id": 3}', args: null },
          { interruptId: 'three', decision: 'approve', payload: '{"n":7}', args: null },
        ],
      },
    ]);
});
