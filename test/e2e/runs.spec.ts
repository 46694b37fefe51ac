/** Tasks of the agent gateway: given, watched, ended, kept. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SwitchValue } from '../../main/demo/index.ts';
import {
  begin,
  call,
  controlTime,
  expect,
  filesWith,
  fromMenu,
  giveTask,
  head,
  keepAgent,
  keepGateway,
  newSource,
  newTask,
  notice,
  openRun,
  openRuns,
  openSettings,
  polls,
  posts,
  runRow,
  side,
  signIn,
  signInToRuns,
  standing,
  stateNote,
  submits,
  test,
  upToDate,
  watchRequests,
} from './support/run-journeys.ts';

const HOUR = 3_600_000;

/** When the program that runs now began, by its own log. */
async function startOf(profile: string): Promise<number> {
  const lines = (await readFile(join(profile, 'logs/companion.log'), 'utf8')).trim().split('\n');
  const started = lines.map((line) => JSON.parse(line)).findLast(({ event }) => event === 'app.started');
  return Date.parse(started.at ?? started.time);
}

test.describe('with conversations', () => {
  test.use({ seed: 'believable' });

  test('from an empty page of settings to a result that is used: shown, copied, followed up, put into a chat, exported, deleted', async ({
    start,
    workspace,
    wire,
    profile,
  }) => {
    const { app, page } = await start();
    await signIn(page, workspace);
    await openRuns(page);
    await expect(page.getByText('Nothing has run yet.')).toBeVisible();
    await newTask(page);
    await expect(page.getByRole('heading', { name: 'No agent is set up yet' })).toBeVisible();
    await page.getByRole('button', { name: 'Open the sources' }).click();
    await expect(page.getByText('There is no source yet.')).toBeVisible();

    const form = await newSource(page, 'Add a gateway');
    await form.getByLabel('Address').fill(`${new URL(wire.origin).host}/gateway/v1/`);
    await form.getByLabel('Name').fill('Harbour');
    await form.getByLabel('Key').fill(`  ${workspace.gateway.key} `);
    await form.getByLabel('Model').fill('pipe.harpou-agent/demo/atelier');
    await form.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(form.getByText('Saved')).toBeVisible();
    await expect(form.getByLabel('Address')).toHaveValue(`${wire.origin}/gateway`);

    await openRuns(page);
    workspace.switches.set('taskMs', 400);
    await giveTask(page, 'Harbour', 'Which pump is due for service?');
    await expect(standing(page)).toHaveText('Running');
    await expect(runRow(page, 'Which pump')).toContainText('Harbour');
    await expect(standing(page)).toHaveText('Finished');
    await expect(side(page).locator('.answer').getByRole('heading').first()).toBeVisible();
    const [asked] = wire.passed('POST', /completions$/);
    expect(asked?.authorization).toBe(`Bearer ${workspace.gateway.key}`);
    expect(JSON.parse(asked?.body ?? '')).toMatchObject({
      model: 'demo/atelier',
      messages: [{ role: 'user', content: 'Which pump is due for service?' }],
    });

    const { runs } = await call(page, 'runs.list', { query: '', filter: 'all', before: null, limit: 10 });
    const { result } = await call(page, 'runs.open', { id: runs[0]?.id ?? 0 });
    await side(page).getByRole('button', { name: 'Copy the result' }).click();
    await expect.poll(() => app.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(result);

    await page.getByRole('textbox', { name: 'Follow-up' }).fill('And the one after that?');
    await page.getByRole('textbox', { name: 'Follow-up' }).press('Enter');
    await expect(head(page, 'And the one after that?')).toBeVisible();
    await expect(standing(page)).toHaveText('Finished');
    await expect(side(page)).toContainText('2 earlier turns were sent along');
    expect(JSON.parse(wire.passed('POST', /completions$/)[1]?.body ?? '').messages).toEqual([
      { role: 'user', content: 'Which pump is due for service?' },
      { role: 'assistant', content: result },
      { role: 'user', content: 'And the one after that?' },
    ]);

    const file = join(profile, 'result.md');
    await app.desktop.call('answerDialog', { canceled: false, filePath: file });
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'As Markdown' }).click();
    await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain('And the one after that?');
    expect(await readFile(file, 'utf8')).not.toContain(workspace.gateway.key);

    await fromMenu(page, 'Put into a chat');
    await page.getByRole('dialog').getByLabel('Find a chat').fill('Saint-Malo');
    await page.getByRole('dialog').getByRole('button', { name: 'Offre de Saint-Malo, lot 2' }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'Offre de Saint-Malo, lot 2' })).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Message', exact: true })).not.toHaveValue('');

    await openRuns(page);
    await fromMenu(page, 'Delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect(runRow(page, 'And the one after that?')).toHaveCount(0);
    await expect(runRow(page, 'Which pump')).toHaveCount(1);
    expect(submits(workspace)).toBe(2);
  });
});

test('a task goes on over the death of the program: picked up within 3 s, its result kept, sent once', async ({
  start,
  workspace,
  wire,
  ahead,
  profile,
}) => {
  const { app, page } = await start();
  await signInToRuns(page, workspace);
  const harbour = await keepGateway(page, `${wire.keyless}/gateway`);
  workspace.switches.set('taskMs', HOUR);
  await begin(page, harbour, 'Read the whole archive');
  await begin(page, harbour, 'Read it once more');
  await expect(runRow(page, 'Read it once more')).toContainText('Running');
  await expect(runRow(page, 'Read the whole archive')).toContainText('Running');
  await expect.poll(() => polls(workspace).length).toBeGreaterThan(0);
  await app.kill();
  expect(submits(workspace)).toBe(2);
  ahead(HOUR);
  const before = polls(workspace).length;

  const again = await start();
  await expect(notice(again.page, 'While you were away')).toHaveText(/: 2 runs ended\./);
  const started = await startOf(profile);
  const first = polls(workspace)[before]?.at ?? Number.NaN;
  expect(first - HOUR - started).toBeLessThan(3_000);
  await notice(again.page, 'While you were away').getByRole('button', { name: 'Open' }).click();
  await expect(standing(again.page)).toHaveText('Finished');
  await expect(side(again.page).locator('.answer')).not.toBeEmpty();
  await openRun(again.page, 'Read the whole archive');
  await expect(standing(again.page)).toHaveText('Finished');
  expect(submits(workspace)).toBe(2);
});

test('an hour of sleep: nothing is asked meanwhile, then the result, one card, and no made-up time', async ({
  start,
  workspace,
  wire,
  ahead,
}) => {
  const { app, page } = await start();
  const time = await controlTime(app);
  await signInToRuns(page, workspace);
  const harbour = await keepGateway(page, `${wire.keyless}/gateway`);
  workspace.switches.set('taskMs', HOUR / 2);
  for (const prompt of ['Sleep over it', 'Sleep over this too']) await begin(page, harbour, prompt);
  await expect.poll(() => submits(workspace)).toBe(2);
  workspace.switches.set('taskOutcome', 'neverEnds');
  await begin(page, harbour, 'Sleep without an end');
  await expect.poll(() => polls(workspace).length).toBeGreaterThan(2);

  await app.desktop.call('power', 'suspend');
  const before = polls(workspace).length;
  await time.pass(HOUR);
  await page.clock.setSystemTime(Date.now() + HOUR);
  ahead(HOUR);
  // A request of the application itself: what it asked before has arrived by then.
  await call(page, 'session.probe', { address: workspace.origin });
  expect(polls(workspace)).toHaveLength(before);

  await app.desktop.call('power', 'resume');
  const card = notice(page, 'While you were away');
  await expect(card).toHaveText(/While you were away: 2 runs ended\./);
  await expect(card).toHaveCount(1);
  await expect(runRow(page, 'Sleep without an end')).toContainText('Running');
  await card.getByRole('button', { name: 'Open' }).click();
  await expect(standing(page)).toHaveText('Finished');
  await expect(card).toHaveCount(0);
  expect(submits(workspace)).toBe(3);
});

/** How a task can end but well, what the list says of it, and what the sentence over the open run says. */
const ENDS = [
  ['apologyRouting', 'Ended with an apology', 'could not work out what to do'],
  ['apologySynthesis', 'Ended with an apology', 'could not write its final answer'],
  ['apologyProcessing', 'Ended with an apology', 'could not use the request'],
  ['apologyEmpty', 'Ended with an apology', 'could not find an answer'],
  ['null', 'Ended without any text', 'no result to show'],
  ['blank', 'Ended without any text', 'no result to show'],
  ['failed', 'Failed: TimeLimitExceeded(4.0,)', 'TimeLimitExceeded(4.0,)'],
  ['failedEmpty', 'Failed, without a reason given', 'gives no reason'],
  ['revoked', 'Revoked by an operator', 'took this task off the list'],
] as const satisfies readonly (readonly [SwitchValue<'taskOutcome'>, string, string])[];

test('each end has its sentence; hostile text, pictures and 10 MB do no harm', async ({ start, workspace, wire }) => {
  const { app, page } = await start();
  await signInToRuns(page, workspace);
  const harbour = await keepGateway(page, `${wire.keyless}/gateway`);
  workspace.switches.set('taskMs', 0);
  const beginAs = async (outcome: SwitchValue<'taskOutcome'> | null, prompt: string) => {
    const before = submits(workspace);
    if (outcome !== null) workspace.switches.set('taskOutcome', outcome, { times: 1 });
    await begin(page, harbour, prompt);
    await expect.poll(() => submits(workspace)).toBe(before + 1);
  };
  for (const [outcome] of ENDS) await beginAs(outcome, `End as ${outcome}.`);
  await beginAs('hostileMarkdown', 'Say what harms.');
  await beginAs('imageLink', 'Draw, as a link.');
  await beginAs('imageData', 'Draw, as data.');
  await beginAs({ hugeResult: 10 }, 'Say very much.');
  workspace.switches.set('submitStoredThenDropped', true, { times: 1 });
  await beginAs(null, 'Get lost on the way back.');

  for (const [outcome, line, sentence] of ENDS) {
    await expect(runRow(page, `End as ${outcome}.`)).toContainText(line);
    await openRun(page, `End as ${outcome}.`);
    await expect(stateNote(page)).toContainText(sentence);
    await expect(stateNote(page).getByRole('button', { name: 'Ask again as a new run' })).toBeVisible();
  }
  await expect(runRow(page, 'Get lost')).toContainText('May have started, not confirmed');
  await openRun(page, 'Get lost on the way back.');
  await expect(stateNote(page)).toContainText('it may have started, and we cannot watch it');
  expect(submits(workspace)).toBe(ENDS.length + 5);

  const asked = watchRequests(app);
  await openRun(page, 'Say what harms.');
  await expect(side(page).getByRole('heading', { name: 'Hostile Markdown' })).toBeVisible();
  await expect(page).toHaveTitle(/Halext Companion/);
  await openRun(page, 'Draw, as a link.');
  const media = page.getByRole('list', { name: 'Pictures and files' });
  await expect(media).toContainText('pictures.atelier.example');
  await expect(media.getByRole('button', { name: 'Load' })).toBeVisible();
  await openRun(page, 'Draw, as data.');
  await expect(media.getByRole('img')).toHaveCount(0);
  await media.getByRole('button', { name: 'Show' }).click();
  await expect(media.getByRole('img', { name: 'Picture sent by the agent' })).toBeVisible();

  await openRun(page, 'Say very much.');
  await expect(side(page).locator('.answer')).toContainText('Every paragraph of this long result is the same.');
  await expect(side(page).getByRole('button', { name: /Show all [\d,]+ characters/ })).toBeVisible();
  await page.getByRole('textbox', { name: 'Follow-up' }).fill('Still there?');
  await openRun(page, 'Draw, as data.');
  expect(asked()).toEqual([]);
});

test('a refused key, a broken gateway and a lost network are no failure of a task: it goes on by itself', async ({
  start,
  workspace,
}) => {
  const { page } = await start();
  await signInToRuns(page, workspace);
  const harbour = await keepGateway(page, workspace.gateway.address, workspace.gateway.key);
  workspace.switches.set('taskOutcome', 'neverEnds');
  await begin(page, harbour, 'Outlast it all');
  await openRun(page, 'Outlast it all');
  await expect(standing(page)).toHaveText('Running');

  workspace.switches.set('gatewayHtml500', true);
  await expect(stateNote(page)).toContainText('cannot be reached since');
  await expect(runRow(page, 'Outlast it all')).toContainText('no news since');
  await expect(standing(page)).toHaveText('No news');
  workspace.switches.clear('gatewayHtml500');
  await stateNote(page).getByRole('button', { name: 'Check now' }).click();
  await expect(standing(page)).toHaveText('Running');
  await expect(stateNote(page)).toHaveCount(0);

  await workspace.goOffline();
  await expect(stateNote(page)).toContainText('cannot be reached since');
  await workspace.goOnline();
  await expect(stateNote(page)).toHaveCount(0, { timeout: 20_000 });

  workspace.switches.set('gateway401Midway', true);
  await expect(stateNote(page)).toContainText('refuses your key');
  await expect(standing(page)).toHaveText('No news');
  const refused = polls(workspace).length;
  workspace.switches.clear('gateway401Midway');
  await stateNote(page).getByRole('button', { name: 'Open the sources' }).click();
  const form = page.locator('form.source-form');
  await form.getByRole('button', { name: 'Replace…' }).click();
  await form.getByLabel('Key').fill(workspace.gateway.key);
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText('Saved')).toBeVisible();
  // Nobody has asked meanwhile: a key that is refused is not tried again and again.
  await openRuns(page);
  await expect(stateNote(page)).toHaveCount(0);
  await expect(standing(page)).toHaveText('Running');
  expect(polls(workspace).length).toBeGreaterThan(refused);
  expect(submits(workspace)).toBe(1);
});

test('50 runs at once: the list is right, all end, requests stay few, and no key or id is written down', async ({
  start,
  workspace,
  profile,
}) => {
  const { app, page } = await start();
  await signInToRuns(page, workspace);
  const harbour = await keepGateway(page, workspace.gateway.address, workspace.gateway.key);
  const plain = await keepAgent(page, workspace, 'plain');
  workspace.switches.set('taskMs', 6_000);
  const begun = Date.now();
  await Promise.all(
    Array.from({ length: 25 }, async (_, n) => {
      await begin(page, harbour, `Task ${n}.`);
      await begin(page, plain, `Question ${n}.`);
    }),
  );
  const listed = async () =>
    (await call(page, 'runs.list', { query: '', filter: 'all', before: null, limit: 60 })).runs;
  await expect(page.locator('main.runs').getByRole('heading', { name: /^Running/ })).toBeVisible();
  await expect
    .poll(async () => (await listed()).filter(({ endedAt }) => endedAt === null).length, { timeout: 40_000 })
    .toBe(0);
  const minutes = (Date.now() - begun) / 60_000;
  const runs = await listed();
  expect(runs.map(({ title }) => title).sort()).toEqual(
    Array.from({ length: 25 }, (_, n) => [`Question ${n}.`, `Task ${n}.`])
      .flat()
      .sort(),
  );
  expect(new Set(runs.map(({ state }) => state.kind))).toEqual(new Set(['succeeded']));
  await expect(runRow(page, 'Task 24.')).toContainText('Done in');
  await expect(page.locator('main.runs .sign-working')).toHaveCount(0);
  expect(submits(workspace)).toBe(25);
  expect(posts(workspace, 'plain')).toBe(25);
  // 25 tasks, each every 5 s because there are so many of them; at the end one answer for each.
  expect(polls(workspace).length - 25).toBeLessThanOrEqual(minutes * 25 * 12 + 25);

  expect(await app.quit()).toBe(0);
  const ids = workspace.state.tasks.map(({ id }) => id);
  expect(ids).toHaveLength(25);
  expect(await filesWith(profile, [workspace.gateway.key])).toEqual([]);
  const holding = await filesWith(profile, ids);
  expect([...new Set(holding.map((file) => file.replace(/-(wal|shm)$/, '')))]).toEqual(['companion.db']);
  expect(ids.filter((id) => app.output().includes(id))).toEqual([]);
});

test('the demo workspace brings a gateway and agents of its own: marked, picked up after a restart, gone with it', async ({
  start,
  profile,
}) => {
  const { app, page } = await start();
  await page.getByRole('button', { name: 'Explore the demo workspace' }).click();
  await upToDate(page);
  await openSettings(page, 'Sources');
  const list = page.locator('.source-list .src');
  await expect(list).toHaveText([
    /OpenAI \(demo\)/,
    /Mistral \(demo\)/,
    /Open WebUI \(demo\)/,
    /Local models \(demo\)/,
    /Gateway \(demo\)/,
    /plain-agent/,
    /tickets-agent/,
    /planner-agent/,
    /mail-agent/,
  ]);
  await expect(list.getByText('demo', { exact: true })).toHaveCount(9);
  await openRuns(page);
  await giveTask(page, 'Gateway (demo)', 'Sort the archive of the harbour');
  await expect(standing(page)).toHaveText('Running');
  await expect(page.locator('.run-top').getByText('demo', { exact: true })).toBeVisible();
  const file = join(profile, 'demo.json');
  await expect.poll(async () => (await demoState(file)).tasks.length).toBe(1);
  await app.kill();
  await endDemoTasks(file);

  const again = await start();
  await expect(notice(again.page, 'While you were away')).toHaveText(/1 run ended\./);
  await openRuns(again.page);
  await openRun(again.page, 'Sort the archive of the harbour');
  await expect(standing(again.page)).toHaveText('Finished');
  await expect(side(again.page).locator('.answer').getByRole('heading').first()).toBeVisible();

  await openSettings(again.page, 'Accounts');
  await again.page.getByRole('button', { name: 'Sign out…' }).click();
  await again.page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await expect(again.page.getByRole('button', { name: 'Explore the demo workspace' })).toBeVisible();
  expect(await call(again.page, 'sources.list', null)).toEqual([]);
});

/** What the demo has kept of itself. */
async function demoState(file: string): Promise<{ tasks: { endsAt: number }[] }> {
  return JSON.parse(await readFile(file, 'utf8'));
}

/** As if the minute and a half that a task of the demo may take had passed since the program was killed. */
async function endDemoTasks(file: string): Promise<void> {
  const state = await demoState(file);
  for (const task of state.tasks) task.endsAt = Date.now();
  await writeFile(file, JSON.stringify(state));
}
