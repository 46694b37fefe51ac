/** Answers from a person's own sources, without a Halext server: set up by hand, asked, and everything that goes wrong. */
import type { Page } from 'playwright';
import type { AnswerSourceKind, AnswerTarget } from '../../preload/contract.ts';
import { composer, expect, openConversation, openSettings, test } from './support/journeys.ts';
import { call } from './support/run-journeys.ts';

/** What each kind is called in the menu, and what its form is filled with. */
interface Typed {
  readonly kind: string;
  readonly name: string;
  readonly address: string;
  readonly key?: string;
  readonly model?: string;
}

async function withoutServer(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Use without a Halext server' }).click();
  await expect(page.getByRole('button', { name: 'Compare', exact: true })).toBeVisible();
}

/** Fills the form as a person does, adds the source, and waits until its connection is tested to the end. */
async function addByHand(page: Page, { kind, name, address, key, model }: Typed): Promise<void> {
  await page.getByRole('button', { name: 'Add a source of answers' }).click();
  await page.getByRole('menuitem', { name: kind }).click();
  await page.getByLabel('Address', { exact: true }).fill(address);
  await page.getByLabel('Name', { exact: true }).fill(name);
  if (key !== undefined) await page.getByLabel('Key', { exact: true }).fill(key);
  if (model !== undefined) await page.getByLabel('Model', { exact: true }).fill(model);
  await page.getByRole('button', { name: 'Add and test' }).click();
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
}

/** Keeps a source without the form, for what is not about the form. */
async function keep(page: Page, kind: AnswerSourceKind, name: string, address: string, key?: string, model?: string) {
  const source = await call(page, 'sources.save', {
    kind,
    id: null,
    name,
    address,
    ...(key === undefined ? {} : { key }),
    headers: [],
    model: model ?? null,
    system: '',
    parameters: {
      temperature: null,
      maxTokens: null,
      topP: null,
      frequencyPenalty: null,
      presencePenalty: null,
      safePrompt: null,
    },
    stream: true,
    timeouts: { firstByte: 10, betweenBytes: 10 },
    prices: null,
  });
  return { sourceId: source.id, model: null };
}

/** Opens a new conversation in which these are asked, in this order. */
async function converse(page: Page, ...chain: readonly AnswerTarget[]): Promise<void> {
  await call(page, 'local.create', { title: 'Winter', chain });
  await openConversation(page, 'Winter');
}

async function ask(page: Page, question: string): Promise<void> {
  await composer(page).fill(question);
  await composer(page).press('Enter');
  await expect(composer(page)).toHaveValue('');
}

/** A model of each of the demo's servers that needs one. */
const LOCAL_MODEL = 'atelier';
const TEAM_MODEL = 'Technova';

test('from an empty program: each kind of source added by hand, and all of them asked', async ({
  start,
  workspace,
}) => {
  const { page } = await start();
  const { openAi, openWebui, connectors } = workspace.answers;
  await withoutServer(page);
  await openSettings(page, 'Sources');
  await addByHand(page, { kind: 'OpenAI-compatible', name: 'Workshop', ...openAi, model: LOCAL_MODEL });
  await addByHand(page, { kind: 'Open WebUI', name: 'Team', ...openWebui, model: TEAM_MODEL });
  await addByHand(page, { kind: 'OpenAI connector', name: 'Cloud one', address: connectors.openai });
  await addByHand(page, { kind: 'Mistral connector', name: 'Cloud two', address: connectors.mistral });

  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  for (const _ of ['third', 'fourth']) await page.getByRole('button', { name: 'Add a column' }).click();
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Why in winter?');
  await page.getByRole('textbox', { name: 'Prompt' }).press('Enter');
  await expect(page.locator('.answer-state').filter({ hasText: /Done in \d/ })).toHaveCount(4, { timeout: 20_000 });
});

test('a wrong key is said to be wrong; with the right one, the same question is answered', async ({
  start,
  workspace,
}) => {
  const { page } = await start();
  const { address, key } = workspace.answers.openAi;
  await withoutServer(page);
  const target = await keep(page, 'openai-compatible', 'Workshop', address, 'not-this-one', LOCAL_MODEL);
  await converse(page, target);
  await ask(page, 'Why in winter?');
  await expect(page.locator('.msg .note-bad')).toContainText('refuses your key');

  await openSettings(page, 'Sources');
  await page.locator('.source-list .src').filter({ hasText: 'Workshop' }).click();
  await page.getByRole('button', { name: 'Replace…' }).click();
  await page.getByLabel('Key', { exact: true }).fill(key);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: /^Chats/ }).click();
  await page.locator('.msg .note-bad').getByRole('button', { name: 'Ask again' }).click();
  await expect(page.locator('.msg').last()).toContainText('in all', { timeout: 20_000 });
  await expect(page.locator('.msg .note-bad')).toHaveCount(0);
});

test('the next of the chain answers and says for whom; from here to the internet it asks first', async ({
  start,
  workspace,
}) => {
  const { page } = await start();
  const { openAi, connectors } = workspace.answers;
  await withoutServer(page);
  const first = await keep(page, 'openai-compatible', 'Workshop', openAi.address, 'not-this-one', LOCAL_MODEL);
  const second = await keep(page, 'mistral-connector', 'Cloud two', connectors.mistral);
  await converse(page, first, second);
  await ask(page, 'Why in winter?');
  const answer = page.locator('.msg').last();
  await expect(answer).toContainText('Workshop was asked before and gave no answer. The source refuses your key.');
  await expect(answer).toContainText('in all', { timeout: 20_000 });

  const away = await keep(page, 'openai-compatible', 'Far', 'https://far.example.invalid/v1', 'a-key', 'any');
  await call(page, 'local.create', { title: 'Summer', chain: [first, away] });
  await openConversation(page, 'Summer');
  await ask(page, 'And in summer?');
  await expect(page.locator('.msg .note')).toContainText('Ask Far on the public internet (far.example.invalid)?');
  await page.getByRole('button', { name: 'Don’t' }).click();
  await expect(page.locator('.msg .note-bad')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Ask Far' })).toHaveCount(0);
});

test('a source that is off is said to be off, and answers when it is back', async ({ start, workspace }) => {
  const { page } = await start();
  await withoutServer(page);
  const { address, key } = workspace.answers.openAi;
  await converse(page, await keep(page, 'openai-compatible', 'Workshop', address, key, LOCAL_MODEL));
  await workspace.goOffline();
  await ask(page, 'Why in winter?');
  await expect(page.locator('.msg .note-bad')).toContainText('refuses connections');
  await workspace.goOnline();
  await page.locator('.msg .note-bad').getByRole('button', { name: 'Ask again' }).click();
  await expect(page.locator('.msg').last()).toContainText('in all', { timeout: 20_000 });
});

test('a source removed while it answers: what has come stays, and the conversation asks for another', async ({
  start,
  workspace,
}) => {
  const { page } = await start();
  await withoutServer(page);
  // Without a key, so that there is nothing a keychain would have to forget.
  workspace.switches.set('webuiOpen', true);
  workspace.switches.set('chatPaceMs', 100);
  const target = await keep(page, 'open-webui', 'Team', workspace.answers.openWebui.address, undefined, TEAM_MODEL);
  await converse(page, target);
  await ask(page, 'Why in winter?');
  const answer = page.locator('.msg').last();
  await expect(answer.locator('.md')).toContainText(/\w+ \w+/);
  await expect(answer).toContainText('Team is answering');
  const begun = (await answer.locator('.md').innerText()).slice(0, 10);
  await call(page, 'sources.remove', { id: target.sourceId });
  await expect(page.getByText('The source that answers here was removed: choose another.')).toBeVisible();
  await expect(answer).not.toContainText('is answering', { timeout: 20_000 });
  await expect(answer.locator('.md')).toContainText(begun);
});
