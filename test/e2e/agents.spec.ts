/** Runs of AG-UI agents: their work as it goes, what they ask, what they do wrong. */
import type { Page } from 'playwright';
import {
  begin,
  expect,
  giveTask,
  head,
  keepAgent,
  mainWindow,
  newSource,
  openRun,
  openRuns,
  posts,
  questions,
  type RunningApp,
  runRow,
  side,
  signIn,
  signInToRuns,
  standing,
  stateNote,
  test,
  toSide,
  trayLabels,
  workElsewhere,
} from './support/run-journeys.ts';

const timelineHeads = (page: Page) => side(page).locator('.ev-title');

test('an agent added in the settings shows its work: steps, tools, sub-agent, reasoning, use of tokens, result', async ({
  start,
  workspace,
  wire,
}) => {
  const { page } = await start();
  await signIn(page, workspace);
  const form = await newSource(page, 'Add an AG-UI agent');
  await form.getByLabel('Address').fill(`${new URL(wire.origin).host}/agents/tickets`);
  await form.getByLabel('Name', { exact: true }).fill('tickets-agent');
  await form.getByRole('button', { name: 'Add a header' }).click();
  await form.getByLabel('Name of header 1').fill('Authorization');
  await form.getByLabel('Value of header 1').fill('Bearer of-this-test');
  await form.getByLabel('Open a web page in the browser').check();
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(form.getByText('Saved')).toBeVisible();

  await openRuns(page);
  await giveTask(page, 'tickets-agent', 'What is open on P-117 this week?');
  await expect(standing(page)).toHaveText('Finished');
  const steps = ['Understood the request', 'Searched the tickets', 'Read what was found', 'Summed up'];
  for (const step of steps) await expect(timelineHeads(page).filter({ hasText: step })).toHaveCount(1);
  await expect(side(page).getByText(/^Reasoning, \d+ words$/)).toBeVisible();
  await expect(side(page).getByText(/Sub-agent photo-check/)).toBeVisible();
  await expect(side(page).locator('[data-tool="done"]')).toHaveCount(8);
  const search = side(page).locator('[data-tool]').filter({ hasText: 'search_tickets' });
  await search.getByRole('button').first().click();
  await expect(search).toContainText('"query"');
  await expect(search).toContainText('Mechanical seal');

  await toSide(page, 'Text');
  await expect(side(page).getByRole('heading', { name: 'Open tickets on P-117' })).toBeVisible();
  await expect(side(page).getByRole('cell', { name: '#4121' })).toBeVisible();
  await toSide(page, 'Usage');
  await expect(side(page).getByRole('row', { name: /^rules demo/ })).toContainText(/\d/);
  await toSide(page, 'Events');
  await page.getByLabel('Search the events').fill('SUBAGENT_STARTED');
  await expect(side(page).getByText('SUBAGENT_STARTED').first()).toBeVisible();

  const [asked] = wire.passed('POST', /agents\/tickets$/);
  expect(asked?.authorization).toBe('Bearer of-this-test');
  const input = JSON.parse(asked?.body ?? '');
  expect(input).toMatchObject({ protocolVersion: '1.0', tools: [{ name: 'open_url' }] });
  expect(input.messages).toMatchObject([{ role: 'user', content: 'What is open on P-117 this week?' }]);
});

test.describe('a slow agent', () => {
  test.use({ pace: 90 });

  test('steps with their time, shared state with its last change, stopped in the middle; a thread that is remembered', async ({
    start,
    workspace,
  }) => {
    const { page } = await start();
    await signInToRuns(page, workspace);
    await keepAgent(page, workspace, 'planner');
    await keepAgent(page, workspace, 'plain');
    await giveTask(page, 'planner-agent', 'Plan the overhaul of P-204');
    await expect(timelineHeads(page).filter({ hasText: 'Planned the work' })).toBeVisible();
    const first = side(page).locator('.sub-step').filter({ hasText: 'Collect the documents' });
    await expect(first).toContainText(/\d\.\d s/);
    await toSide(page, 'State');
    const tree = side(page).getByRole('list', { name: 'State' });
    await expect(tree.locator('.changed-mark').first()).toBeVisible();
    await expect(tree).toContainText('Read the specification');
    await page.getByRole('button', { name: 'Stop the run' }).click();
    await expect(standing(page)).toHaveText('Stopped');
    await expect(stateNote(page)).toContainText('What had arrived is kept');
    await expect(tree).toContainText('Read the specification');
    await toSide(page, 'Timeline');
    await expect(side(page).locator('.sign-working')).toHaveCount(0);
    await expect(timelineHeads(page).filter({ hasText: 'Wrote the report' })).toHaveCount(0);
    expect(posts(workspace, 'planner')).toBe(1);

    await giveTask(page, 'plain-agent', 'Why does a pump cavitate?');
    await expect(standing(page)).toHaveText('Finished');
    await page.getByRole('textbox', { name: 'Follow-up' }).fill('And with hot water?');
    await page.getByRole('textbox', { name: 'Follow-up' }).press('Enter');
    await expect(head(page, 'And with hot water?')).toBeVisible();
    await expect(side(page)).toContainText('This is question 2 of this thread.');
    await expect(side(page)).toContainText('“Why does a pump cavitate?”');
  });
});

test('rude agents: what arrived is kept, what is wrong is said, and nothing is asked twice by itself', async ({
  start,
  workspace,
}) => {
  const { page } = await start();
  await signInToRuns(page, workspace);
  const rude = await keepAgent(page, workspace, 'rude');
  const ends = [
    ['crlf', 'Done in'],
    ['everything', 'Done in'],
    ['unfinished', 'Stopped talking without an end'],
    ['runError', 'Failed: The model behind this agent has gone away.'],
    ['html200', 'Failed: '],
    ['http401', 'Failed: '],
    ['drop', 'Connection lost, result unknown'],
  ] as const;
  for (const [way] of ends) await begin(page, rude, `Be rude by ${way}.`);
  for (const [way, line] of ends) await expect(runRow(page, `Be rude by ${way}.`)).toContainText(line);
  expect(posts(workspace, 'rude')).toBe(ends.length);

  await openRun(page, 'Be rude by html200.');
  await expect(stateNote(page)).toContainText('A web page answers in place of the server');
  await openRun(page, 'Be rude by http401.');
  await expect(stateNote(page)).toContainText('Enter it again in the settings');
  await expect(stateNote(page).getByRole('button', { name: 'Open the sources' })).toBeVisible();
  await openRun(page, 'Be rude by everything.');
  await toSide(page, 'Events');
  await expect(side(page).getByText(/^Faults only \([1-9]\d*\)$/)).toBeVisible();

  await openRun(page, 'Be rude by drop.');
  await expect(stateNote(page)).toContainText('broke in the middle');
  await expect(side(page)).toContainText('The stream broke here; what stands is what arrived.');
  await expect(side(page).locator('.said').last()).toContainText(/\w+ \w+/);
  await stateNote(page).getByRole('button', { name: 'Ask again as a new run' }).click();
  await expect(runRow(page, 'Be rude by drop.')).toHaveCount(2);
  await expect.poll(() => posts(workspace, 'rude')).toBe(ends.length + 1);
  await expect(runRow(page, 'Be rude by drop.').filter({ hasText: 'Connection lost' })).toHaveCount(2);
  expect(posts(workspace, 'rude')).toBe(ends.length + 1);
});

const ASKED = 'Send this mail to 3 people?';

test('a question is answered from the tray, and one of before a restart after it', async ({ start, workspace }) => {
  const { app, page } = await start();
  await signInToRuns(page, workspace);
  const mail = await keepAgent(page, workspace, 'mail');

  await workElsewhere(app);
  await begin(page, mail, 'Write to the site about P-204.');
  await expect
    .poll(async () => (await trayLabels(app)).join('\n'))
    .toMatch(/Write to the site about P-204\. · waits for you, \d min left/);
  await expect.poll(() => app.desktop.badge()).toBe(1);
  await expect.poll(async () => (await app.desktop.notifications()).map(({ body }) => body)).toContain(ASKED);
  await app.desktop.chooseMenu('Approve');
  await expect(runRow(page, 'P-204.')).toContainText('Done in');
  await expect.poll(() => app.desktop.badge()).toBe(0);
  await openRun(page, 'Write to the site about P-204.');
  await expect(side(page)).toContainText('Sent: to nobody.');

  await begin(page, mail, 'Write to the site about P-555.');
  await expect(runRow(page, 'P-555.')).toContainText('Send this mail to 3 people, ');
  const before = posts(workspace, 'mail');
  await app.kill();
  const again = await start();
  await openRuns(again.page);
  await openRun(again.page, 'Write to the site about P-555.');
  await expect(standing(again.page)).toHaveText('Waiting for you');
  await again.page.getByRole('button', { name: 'Let it use send_mail' }).click();
  await expect(standing(again.page)).toHaveText('Finished');
  await expect(side(again.page)).toContainText('Sent: to nobody.');
  expect(posts(workspace, 'mail')).toBe(before + 1);
});

test('a question is answered from its card: with changes, by no, and not too late', async ({ start, workspace }) => {
  const { page } = await start();
  await signInToRuns(page, workspace);
  await keepAgent(page, workspace, 'mail');

  await giveTask(page, 'mail-agent', 'Write to the site about P-117.');
  await questions(page).getByLabel('Subject').fill('Seven points');
  await questions(page).getByLabel('l.morvan@dinard.example').uncheck();
  await page.getByRole('button', { name: 'Let it use send_mail' }).click();
  await expect(standing(page)).toHaveText('Finished');
  await expect(side(page)).toContainText('“Seven points” to a.legoff@dinard.example, site@dinard.example.');

  await giveTask(page, 'mail-agent', 'Write to the site about P-301.');
  await page.getByRole('button', { name: 'Refuse' }).click();
  await expect(standing(page)).toHaveText('Finished');
  await expect(side(page)).toContainText('Nothing was sent. You said no');

  workspace.switches.set('agentInterruptMs', 800);
  await giveTask(page, 'mail-agent', 'Write to the site, soon too late.');
  await expect(questions(page)).toContainText('time is up');
  await expect(side(page)).toContainText('The time for an answer has run out: nothing has been sent.');
  await expect(page.getByRole('button', { name: 'Let it use send_mail' })).toBeDisabled();
  await page.getByRole('button', { name: 'Stop the run' }).click();
  await expect(standing(page)).toHaveText('Stopped');
});

test('a tool of this computer is used after a yes only; a question by custom event is answered too', async ({
  start,
  workspace,
}) => {
  const { app, page } = await start();
  await signInToRuns(page, workspace);
  await keepAgent(page, workspace, 'mail');
  await giveTask(page, 'mail-agent', 'Open the page of the workspace.');
  await expect(questions(page)).toContainText(`${workspace.origin}/webui/`);
  expect(await app.desktop.opened()).toEqual([]);
  await page.getByRole('button', { name: 'Open the address' }).click();
  await expect(standing(page)).toHaveText('Finished');
  await expect(side(page)).toContainText('open_url was used on your computer.');
  expect(await app.desktop.opened()).toEqual([`${workspace.origin}/webui/`]);

  await giveTask(page, 'mail-agent', 'Copy a text for me.');
  await expect(questions(page)).toContainText('copy_to_clipboard');
  await page.getByRole('button', { name: 'Refuse' }).click();
  await expect(side(page)).toContainText('copy_to_clipboard was not used');
  expect(await app.app.evaluate(({ clipboard }) => clipboard.readText())).not.toContain('mail agent');

  await giveTask(page, 'mail-agent', 'Ask me by a custom event about P-204.');
  await expect(questions(page)).toContainText(ASKED);
  await questions(page).getByLabel('Answer').fill('approve');
  await page.getByRole('button', { name: 'Send the answer' }).click();
  await expect(standing(page)).toHaveText('Finished');
  await expect(side(page)).toContainText('Sent: to nobody.');
});

async function isQuickVisible(app: RunningApp): Promise<boolean> {
  return (await app.desktop.windows()).some(({ url, visible }) => url.includes('/quick.html') && visible);
}

test('the quick window gives a task to an agent, shows its steps and its answer; its end is told and leads to it', async ({
  start,
  workspace,
}) => {
  const { app, page } = await start();
  await signInToRuns(page, workspace);
  await keepAgent(page, workspace, 'tickets');
  await workElsewhere(app);
  expect(await app.desktop.press('Alt+Space')).toBe(true);
  const quick = await app.quick();
  const field = quick.getByRole('textbox', { name: 'Ask anything' });
  await expect(field).toBeFocused();
  await field.fill('What is open on P-117?');
  await quick.keyboard.press('ControlOrMeta+Enter');
  await expect(quick.getByRole('list', { name: 'Steps' })).toContainText('Searched the tickets');
  await expect(quick.getByRole('heading', { name: 'Open tickets on P-117' })).toBeVisible();
  await expect(quick.locator('.q-foot')).toContainText('Finished');
  await quick.keyboard.press('Escape');
  await expect.poll(() => isQuickVisible(app)).toBe(false);
  expect(await app.desktop.notifications()).toEqual([]);

  await app.desktop.press('Alt+Space');
  await expect(field).toBeFocused();
  await field.fill('What is open on P-204?');
  await quick.keyboard.press('ControlOrMeta+Enter');
  await quick.keyboard.press('Escape');
  await expect.poll(() => isQuickVisible(app)).toBe(false);
  await expect.poll(async () => (await app.desktop.notifications()).length).toBe(1);
  const [told] = await app.desktop.notifications();
  expect(told).toMatchObject({ title: 'What is open on P-204?', open: true });
  expect(told?.body).toMatch(/^Finished\./);
  await app.desktop.call('clickNotification');
  await expect.poll(async () => (await mainWindow(app)).focused).toBe(true);
  await expect(head(page, 'What is open on P-204?')).toBeVisible();
  expect(posts(workspace, 'tickets')).toBe(2);
});
