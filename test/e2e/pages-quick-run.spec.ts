import { expect, type Page, test } from 'playwright/test';
import type { Scenario } from './support/fake-bridge.ts';
import { type Extras, withQuickBridge } from './support/fake-bridge-quick.ts';
import { accessibilityFaults, calls, LOOKS, openReady, overflows, pageTests } from './support/pages.ts';
import { AGENT, BEGUN, GATEWAY, message, question, runState, steps } from './support/quick-run.ts';
import { ACCOUNT, NOW, scenario } from './support/scenario.ts';

const pages = pageTests({ width: 720, height: 420 });
test.use({ permissions: [] });

const EXTRAS: Extras = {
  servers: {},
  password: 'secret',
  account: ACCOUNT,
  accounts: [ACCOUNT],
  keychain: { kind: 'ok' },
  hotkey: { kind: 'registered', accelerator: 'Alt+Space' },
  clipboard: 'DN150, PN16, 340 m',
  target: null,
  sources: [AGENT, GATEWAY],
  run: BEGUN,
};

async function open(page: Page, more: Partial<Scenario> = {}, extras: Partial<Extras> = {}): Promise<string[]> {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (entry) => {
    if (entry.type() === 'error' && !entry.text().includes('404')) faults.push(entry.text());
  });
  await page.clock.setFixedTime(NOW);
  await withQuickBridge(page, scenario(more), { ...EXTRAS, ...extras });
  await openReady(page, `${pages.origin}/quick.html`);
  await page.evaluate(() => window.fake.emit('quickShown', { text: null }));
  return faults;
}

const field = (page: Page) => page.locator('textarea');
const foot = (page: Page) => page.locator('.q-foot');
type Changes = Parameters<Window['quickFake']['runs']>[0];
const goesOn = (page: Page, changes: Changes, revision?: number) =>
  page.evaluate(([list, at]) => window.quickFake.runs(list, at), [changes, revision] as const);
const shownAgain = (page: Page) => page.evaluate(() => window.fake.emit('quickShown', { text: null }));

/** Types a task and gives it to an agent. */
async function give(page: Page, task = 'Collect the tickets'): Promise<void> {
  await page.keyboard.type(task);
  await page.keyboard.press('Meta+Enter');
  await expect(foot(page)).toContainText('15 s');
}

const waits = (lang: 'en' | 'fr' = 'en'): Changes => [
  ...steps(lang).map((item) => ({ kind: 'item', item }) as const),
  { kind: 'interrupts', interrupts: [question(lang)] },
  { kind: 'summary', run: runState({ kind: 'waiting', since: NOW - 28_000 }) },
];
const TASK = {
  en: 'Collect this week’s open tickets on P-204 and draft the mail to the site',
  fr: 'Rassembler les tickets ouverts cette semaine sur P-204 et écrire le courriel au site',
} as const;
const RESULT = {
  en: 'The mail went to **3 people**.\n\n- Seven points are open.\n- The seal is due on Thursday.',
  fr: 'Le courriel est parti à **3 personnes**.\n\n- Sept points sont ouverts.\n- Le joint est attendu jeudi.',
} as const;

for (const { theme, lang } of LOOKS) {
  test(`a task in ${theme} ${lang}: nothing blocked, nothing inaccessible, nothing cut`, async ({ page }) => {
    const faults = await open(page, { theme, lang });
    const look = async (name: string) => {
      await page.screenshot({ path: `test-results/pictures/quick-${name}-${theme}-${lang}.png` });
      expect(await accessibilityFaults(page), name).toEqual([]);
      if (theme === 'light') await fits(page, `${name}-${lang}`);
    };
    await page.keyboard.type(TASK[lang]);
    await expect(page.locator('.q-source')).toContainText('tickets-agent');
    await look('task');
    await page.keyboard.press('Meta+Enter');
    await goesOn(page, waits(lang));
    await expect(page.locator('.q-approval')).toBeVisible();
    await expect(page.locator('.q-step')).toHaveCount(5);
    await look('waits');
    await goesOn(page, [
      { kind: 'interrupts', interrupts: [] },
      { kind: 'summary', run: runState({ kind: 'running', since: NOW }) },
      { kind: 'item', item: message(RESULT[lang].slice(0, 60)) },
    ]);
    await expect(page.locator('.q-run-answer strong')).toBeVisible();
    await look('answers');
    await goesOn(page, [
      { kind: 'result', result: RESULT[lang], media: [] },
      { kind: 'summary', run: runState({ kind: 'succeeded', since: NOW }, { endedAt: NOW }) },
    ]);
    await expect(page.locator('.q-run-answer li')).toHaveCount(2);
    await look('done');
    expect(faults).toEqual([]);
  });
}

/** Nothing sticks out at the smallest size, in between, and at the usual one. */
async function fits(page: Page, name: string): Promise<void> {
  for (const [width, height] of [
    [320, 200],
    [480, 320],
    [720, 420],
  ] as const) {
    await page.setViewportSize({ width, height });
    expect(await overflows(page), `${name} ${width}×${height}`).toEqual([]);
    if (width === 320) await page.screenshot({ path: `test-results/pictures/quick-${name}-320.png` });
  }
}

test('the task goes to the agent of the settings’ choice or the first, once, and is followed', async ({ page }) => {
  await open(page);
  await give(page, 'Collect the tickets');
  expect(await calls(page, 'runs.start')).toEqual([
    {
      sourceId: 'tickets',
      model: null,
      prompt: 'Collect the tickets',
      earlier: [],
      conversationId: null,
      previousId: null,
    },
  ]);
  expect(await calls(page, 'runs.open')).toEqual([{ id: 41 }]);
  expect(await calls(page, 'quick.ask'), 'nothing is asked beside it').toEqual([]);
  expect((await calls(page, 'app.page')).at(-1)).toEqual({ page: 'runs' });
  await page.keyboard.press('Meta+Enter');
  await page.keyboard.press('Enter');
  expect(await calls(page, 'runs.start'), 'a second press starts nothing').toHaveLength(1);
});

test('another agent is chosen at the row, and the clipboard goes along', async ({ page }) => {
  await open(page);
  await page.keyboard.type('What is this?');
  await page.keyboard.press('Meta+Shift+v');
  await page.locator('.q-source').click();
  await page.keyboard.type('harb');
  await page.keyboard.press('Enter');
  await expect(page.locator('.q-source')).toContainText('Harbour gateway');
  await page.getByRole('button', { name: 'Give it to an agent' }).click();
  expect(await calls(page, 'runs.start')).toEqual([
    expect.objectContaining({ sourceId: 'harbour', prompt: 'What is this?\n\n```\nDN150, PN16, 340 m\n```' }),
  ]);
});

test('without a task, and without an agent, it says so; the text stays', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Meta+Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Write the task' })).toBeVisible();
  await open(page, {}, { sources: [] });
  await page.keyboard.type('precious');
  await page.keyboard.press('Meta+Enter');
  await expect(page.locator('.note')).toContainText('No agent is set up on this computer yet.');
  expect(await accessibilityFaults(page)).toEqual([]);
  await expect(field(page)).toHaveValue('precious');
  await page.getByRole('button', { name: 'Open the settings' }).click();
  expect(await calls(page, 'app.showMain')).toEqual([{ kind: 'page', page: 'settings' }]);
  expect(await calls(page, 'runs.start')).toEqual([]);
});

test('what main refuses stays in the field, with the reason', async ({ page }) => {
  await open(page, { failing: { 'runs.start': { kind: 'storage', message: 'SQLITE_FULL', retryable: false } } });
  await page.keyboard.type('precious');
  await page.keyboard.press('Meta+Enter');
  await expect(page.getByRole('alert')).toContainText('Your text is still in the field.');
  await expect(field(page)).toHaveValue('precious');
});

test('steps with their tools and times, the answer as it grows', async ({ page }) => {
  await open(page);
  await give(page);
  await goesOn(
    page,
    steps('en').map((item) => ({ kind: 'item', item })),
  );
  await expect(page.locator('.q-step')).toHaveText([
    'Read the request0.4 s',
    'Searched the tickets, 7 foundsearch_tickets2.1 s',
    'Read 7 ticketsread_ticket × 76.8 s',
    'Drafted the mail, 148 words5.3 s',
  ]);
  await goesOn(page, [{ kind: 'item', item: message('The mail') }]);
  await goesOn(page, [{ kind: 'append', itemId: 'm1', field: 'text', from: 8, text: ' is **ready**.' }]);
  await expect(page.locator('.q-run-answer')).toHaveText('The mail is ready.');
  await goesOn(page, [], 9);
  await expect.poll(() => calls(page, 'runs.open'), 'a gap asks for the whole of it').toHaveLength(2);
});

for (const [key, decision] of [
  ['Meta+Enter', 'approve'],
  ['Meta+Backspace', 'refuse'],
] as const) {
  test(`${key} and the button answer what is asked: ${decision}`, async ({ page }) => {
    await open(page);
    await give(page);
    await goesOn(page, waits());
    await expect(foot(page)).toContainText('28 s');
    await expect(page.locator('.q-waits')).toContainText('4:32 left');
    await page.keyboard.press(key);
    const answer = { id: 41, answers: [{ interruptId: 'i1', decision, payload: null, args: null }] };
    expect(await calls(page, 'runs.answer')).toEqual([answer]);
    await page
      .locator('.q-approval')
      .getByRole('button')
      .nth(decision === 'approve' ? 0 : 1)
      .click();
    expect(await calls(page, 'runs.answer'), 'the button').toEqual([answer, answer]);
  });
}

test('a key held down since the task was given answers nothing', async ({ page }) => {
  await open(page);
  await give(page);
  await goesOn(page, waits());
  await expect(page.locator('.q-approval')).toBeVisible();
  await field(page).dispatchEvent('keydown', { key: 'Enter', metaKey: true, repeat: true, bubbles: true });
  expect(await calls(page, 'runs.answer')).toEqual([]);
});

test('a form, and what is too late, are for the main window', async ({ page }) => {
  await open(page);
  await give(page);
  await goesOn(page, [
    { kind: 'interrupts', interrupts: [question('en', { expiresAt: NOW - 1 })] },
    { kind: 'summary', run: runState({ kind: 'waiting', since: NOW }) },
  ]);
  await expect(page.locator('.q-waits')).toContainText('its time is over');
  await page.keyboard.press('Meta+Enter');
  await goesOn(page, [{ kind: 'interrupts', interrupts: [question('en', { form: null, schema: '{}' })] }]);
  await expect(page.locator('.q-waits')).toContainText('4:32 left');
  await page.keyboard.press('Meta+Enter');
  expect(await calls(page, 'runs.answer')).toEqual([]);
  await page.getByRole('button', { name: 'Read and decide…' }).click();
  expect(await calls(page, 'app.showMain')).toEqual([{ kind: 'run', runId: 41 }]);
});

test('an answer main does not take is said, and can be given again', async ({ page }) => {
  await open(page, {
    failing: { 'runs.answer': { kind: 'validation', reason: 'expired', message: '', retryable: false } },
  });
  await give(page);
  await goesOn(page, waits());
  await expect(page.locator('.q-approval')).toBeVisible();
  await page.keyboard.press('Meta+Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await page.keyboard.press('Meta+Enter');
  await expect.poll(() => calls(page, 'runs.answer')).toHaveLength(2);
});

test('hiding keeps a task under way; when it has been read to its end, the next showing puts it away', async ({
  page,
}) => {
  await open(page);
  await give(page);
  await shownAgain(page);
  await expect(field(page)).toHaveValue('Collect the tickets');
  expect(await calls(page, 'runs.open'), 'main hears that it is looked at again').toHaveLength(2);
  await goesOn(page, [
    { kind: 'result', result: 'Done: **seven**.', media: [] },
    { kind: 'summary', run: runState({ kind: 'succeeded', since: NOW }, { endedAt: NOW }) },
  ]);
  await expect(page.locator('.q-run-answer')).toHaveText('Done: seven.');
  await page.keyboard.press('Meta+c');
  expect(await calls(page, 'app.copy')).toEqual([{ text: 'Done: **seven**.' }]);
  await shownAgain(page);
  await expect(field(page)).toHaveValue('');
  await expect(page.locator('.q-row')).toHaveCount(5);
  expect(await calls(page, 'runs.close')).toEqual([{ id: 41 }]);
  expect((await calls(page, 'app.page')).at(-1)).toEqual({ page: 'chat' });
});

test('when it is over, what is typed goes on with it; before that the field waits', async ({ page }) => {
  await open(page);
  await give(page);
  await expect(field(page)).toHaveJSProperty('readOnly', true);
  await goesOn(page, [
    { kind: 'result', result: 'Seven.', media: [] },
    { kind: 'summary', run: runState({ kind: 'succeeded', since: NOW }, { endedAt: NOW }) },
  ]);
  await expect(page.locator('.q-run-answer')).toHaveText('Seven.');
  await page.keyboard.type('And closed ones?');
  await expect(field(page)).toHaveValue('And closed ones?');
  await page.keyboard.press('Enter');
  await expect.poll(() => calls(page, 'runs.start')).toHaveLength(2);
  expect((await calls(page, 'runs.start'))[1]).toMatchObject({ prompt: 'And closed ones?', previousId: 41 });
});

test('stop, open in the main window, and a new question leave the task to main', async ({ page }) => {
  await open(page);
  await give(page);
  await page.keyboard.press('Meta+.');
  expect(await calls(page, 'runs.stop')).toEqual([{ id: 41 }]);
  await page.keyboard.press('Meta+o');
  expect(await calls(page, 'app.showMain')).toEqual([{ kind: 'run', runId: 41 }]);
  await page.keyboard.press('Meta+n');
  await expect(field(page)).toHaveValue('');
  await page.keyboard.type('Why?');
  await page.keyboard.press('Enter');
  expect(await calls(page, 'quick.ask')).toHaveLength(1);
  expect(await calls(page, 'runs.stop'), 'leaving it is not stopping it').toHaveLength(1);
});

test('an end in trouble has its sentence, and keys are those of the platform', async ({ page }) => {
  await open(page, { platform: 'linux' });
  await page.keyboard.type('Collect the tickets');
  await page.keyboard.press('Control+Enter');
  await expect(foot(page)).toContainText('Ctrl+.');
  await goesOn(page, [
    { kind: 'item', item: message('Half an ans') },
    { kind: 'summary', run: runState({ kind: 'lost', since: NOW, reason: 'connection' }, { endedAt: NOW }) },
  ]);
  await expect(page.locator('.note')).toContainText('connection');
  await expect(page.locator('.q-run-answer')).toHaveText('Half an ans');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.screenshot({ path: 'test-results/pictures/quick-run-lost.png' });
});

test('the end stays in sight while it grows, not while one reads above; a late answer begins at its beginning', async ({
  page,
}) => {
  const body = page.locator('.q-run');
  const scrolled = () => body.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight);
  const line = (n: number) => `${n} `.repeat(200);
  await open(page);
  await give(page);
  await goesOn(page, [{ kind: 'item', item: message(line(1)) }]);
  await goesOn(page, [
    { kind: 'append', itemId: 'm1', field: 'text', from: 400, text: `\n\n${line(2)}\n\n${line(3)}` },
  ]);
  await expect(page.locator('.q-run-answer p')).toHaveCount(3);
  await expect.poll(scrolled).toBeLessThan(2);
  await page.setViewportSize({ width: 480, height: 240 });
  await expect.poll(scrolled, 'nor when the window becomes smaller').toBeLessThan(2);
  await body.evaluate((element) => element.scrollTo(0, 0));
  await goesOn(page, [{ kind: 'append', itemId: 'm1', field: 'text', from: 1204, text: `\n\n${line(4)}` }]);
  await expect(page.locator('.q-run-answer p')).toHaveCount(4);
  expect(await body.evaluate((element) => element.scrollTop)).toBe(0);

  await page.keyboard.press('Meta+n');
  await give(page);
  await goesOn(page, [{ kind: 'removed', itemIds: ['m1'] }]);
  await expect(page.locator('.q-run-answer')).toHaveCount(0);
  await goesOn(page, [
    ...steps('en').map((item) => ({ kind: 'item', item }) as const),
    { kind: 'result', result: `${line(1)}\n\n${line(2)}\n\n${line(3)}`, media: [] },
    { kind: 'summary', run: runState({ kind: 'succeeded', since: NOW }, { endedAt: NOW }) },
  ]);
  await expect(page.locator('.q-run-answer p')).toHaveCount(3);
  const fromTop = () =>
    body.evaluate((element) => {
      const answer = element.querySelector('.q-run-answer');
      return Math.abs((answer?.getBoundingClientRect().top ?? 0) - element.getBoundingClientRect().top);
    });
  await expect.poll(fromTop).toBeLessThan(2);
  await expect.poll(scrolled).toBeGreaterThan(20);
});
