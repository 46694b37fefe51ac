/** What the program writes down of a rich day: kinds and times, and nothing that is anybody's secret or words. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messages, send } from './support/journeys.ts';
import {
  begin,
  call,
  expect,
  keepAgent,
  keepGateway,
  openConversation,
  openSettings,
  type RunningApp,
  signIn,
  test,
} from './support/run-journeys.ts';
import { secretsOf } from './support/secrets.ts';

test.use({ seed: 'believable' });

const TITLE = 'Offre de Saint-Malo, lot 2';
const MAIN_WORDS = 'What does clause seventeen say about mangroves?';
const QUICK_WORDS = 'Which heron nests by the weir?';
const ANSWER_WORDS = 'The zinc-coated answer about cormorants.';
const TASK_WORDS = 'Count the lighthouses of Finistère';
const WORDS = [MAIN_WORDS, QUICK_WORDS, ANSWER_WORDS, TASK_WORDS];

const WRONG_PASSWORD = 'wrong-Passw0rd-platypus';
const WRONG_KEY = 'sk-wrong-51c7a1d0ff';
const HEADER_VALUE = 'team-header-9f3c77ab';
const ADDRESS_PASSWORD = 'pw-in-address-77';

/** The files under a folder whose path fits, with their text. */
async function filesOf(folder: string, fits: (path: string) => boolean): Promise<{ path: string; text: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  const wanted = paths.filter((path) => fits(path.slice(folder.length + 1)));
  return Promise.all(wanted.map(async (path) => ({ path, text: await readFile(path, 'utf8').catch(() => '') })));
}

/** Which of these stand where. */
function found(files: readonly { path: string; text: string }[], secrets: readonly (string | RegExp)[]): string[] {
  return files.flatMap(({ path, text }) =>
    secrets
      .filter((secret) => (typeof secret === 'string' ? text.includes(secret) : secret.test(text)))
      .map((secret) => `${path}: ${secret}`),
  );
}

async function askQuickly(app: RunningApp, words: string): Promise<void> {
  await app.desktop.call('blurAll');
  expect(await app.desktop.press('Alt+Space')).toBe(true);
  const quick = await app.quick();
  await expect(quick.getByRole('textbox', { name: 'Ask anything' })).toBeFocused();
  await quick.keyboard.type(words);
  await quick.keyboard.press('Enter');
  await expect(quick.getByRole('region', { name: 'Answer' })).toContainText(ANSWER_WORDS);
  await quick.keyboard.press('Escape');
}

test('a day of work leaves neither a secret nor a word of anybody in what was written', async ({
  start,
  workspace,
  wire,
  profile,
}) => {
  test.slow();
  const { app, page } = await start();
  const { username, password } = workspace.credentials;
  workspace.switches.set('answerText', ANSWER_WORDS);

  // Refused, and then let in.
  const refused = call(page, 'session.signIn', {
    address: workspace.origin,
    username,
    password: WRONG_PASSWORD,
    keep: true,
  });
  await expect(refused).rejects.toThrow('auth');
  await signIn(page, workspace, { keep: true });

  // Asked in both windows.
  await openConversation(page, TITLE);
  await send(page, MAIN_WORDS);
  await expect(messages(page, ANSWER_WORDS).first()).toBeVisible();
  await askQuickly(app, QUICK_WORDS);

  // Tasks: one that ends, one that is refused, an agent with secret headers, an address with a password in it.
  workspace.switches.set('taskMs', 300);
  const harbour = await keepGateway(page, `${wire.origin}/gateway`, workspace.gateway.key);
  const run = await begin(page, harbour, TASK_WORDS);
  const stateOf = async (id: number) => (await call(page, 'runs.open', { id })).run.state.kind;
  await expect.poll(() => stateOf(run), { timeout: 20_000 }).toBe('succeeded');
  const wrong = await keepGateway(page, `${workspace.origin}/gateway`, WRONG_KEY);
  await begin(page, wrong, TASK_WORDS).catch(() => null);
  const agent = await keepAgent(page, workspace, 'mail');
  const kept = (await call(page, 'sources.list', null)).find(({ id }) => id === agent);
  if (kept?.kind !== 'agui') throw new Error('the agent was not kept');
  await call(page, 'sources.save', {
    ...kept,
    headers: [{ name: 'X-Team-Key', value: HEADER_VALUE, secret: true }],
  } as never).catch(() => null);
  const credentials = { kind: 'gateway', id: null, name: 'x', model: null } as const;
  const typed = call(page, 'sources.save', {
    ...credentials,
    address: `https://me:${ADDRESS_PASSWORD}@gw.example.org`,
  });
  await expect(typed).rejects.toThrow('validation');

  // A fault of the program whose message quotes everything.
  app.allowErrors(/heron/);
  await app.app.evaluate(
    (_electron, text) => void process.emit('uncaughtException', new Error(text)),
    `${QUICK_WORDS}\n    at heron (${password}:1:1)`,
  );

  // The report, read, copied and saved.
  await openSettings(page, 'Diagnostics');
  const preview = page.locator('.diag-text pre');
  await expect(preview).toContainText('Halext Companion');
  const first = await preview.textContent();
  await page.getByRole('button', { name: 'Gather again' }).click();
  await expect.poll(() => preview.textContent()).not.toBe(first);
  await expect(preview).toContainText('app.uncaught');
  const report = (await preview.textContent()) ?? '';
  await expect(page.locator('.diag-times tbody tr')).toHaveCount(2);
  await expect(page.locator('.diag-times tbody tr').first()).toContainText('opening the window');
  for (const row of await page.locator('.diag-times tbody tr').all()) {
    await expect(row).toContainText('waiting for the server');
    await expect(row).toContainText('drawing');
  }
  const file = join(profile, 'told.md');
  await app.desktop.call('answerDialog', { canceled: false, filePath: file });
  await page.getByRole('button', { name: 'Save diagnostics…' }).click();
  await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toBe(report);
  await page.getByRole('button', { name: 'Copy diagnostics' }).click();
  await expect.poll(() => app.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(report);
  await app.quit();

  const taskIds = wire
    .passed('GET', /tasks\/status\//)
    .map(({ path }) => decodeURIComponent(path.split('/').pop() ?? ''));
  expect(taskIds.length).toBeGreaterThan(0);
  const keys = [workspace.gateway.key, WRONG_KEY, WRONG_PASSWORD, HEADER_VALUE, ADDRESS_PASSWORD];
  const secrets = [...keys, password, secretsOf(workspace).token];

  // Secrets are nowhere at all: settings, logs, databases, the browser's own files, what was printed.
  const everything = [...(await filesOf(profile, () => true)), { path: 'output', text: app.output() }];
  expect(found(everything, secrets)).toEqual([]);

  // Words and task ids are in the database, where they belong, and in nothing else of ours.
  const database = await filesOf(profile, (path) => path.startsWith('companion.db'));
  expect(found(database, [MAIN_WORDS])).not.toEqual([]);
  const ours = [
    ...(await filesOf(profile, (path) => /^(logs\/|told\.md$|[a-z]+\.json$|Crash)/i.test(path))),
    { path: 'output', text: app.output() },
  ];
  expect(ours.map(({ path }) => path)).toContain(join(profile, 'logs/companion.log'));
  expect(found(ours, [...WORDS, ...taskIds, username, workspace.credentials.username, 'mangroves', 'heron'])).toEqual(
    [],
  );

  // And yet it says what happened.
  const log = await readFile(join(profile, 'logs/companion.log'), 'utf8');
  for (const event of ['app.started', 'command.failed', 'app.uncaught']) expect(log).toContain(`"event":"${event}"`);
  expect(report).toMatch(/command\.failed command=session\.signIn kind=auth/);
  expect(report).toContain('Runs: ');
});
