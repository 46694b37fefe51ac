import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator, Page } from 'playwright';
import { systemClock } from '../../../main/clock.ts';
import { type DemoWorkspace, startDemoWorkspace } from '../../../main/demo/index.ts';
import type { ConversationRow, MessageRow } from '../../../main/demo/state.ts';
import { chooseShell, ROOT } from '../../run/electron-binary.ts';
import { test as base, expect } from './fixture.ts';
import type { LaunchOptions, RunningApp } from './running-app.ts';
import { cleanKeychain, leaksOnDisk, secretsOf } from './secrets.ts';

export { axeCheck, expect, picture } from './fixture.ts';
export type { RunningApp } from './running-app.ts';

/** On Linux the person's own keyring is left alone unless the test run has brought one of its own. */
export const HAS_KEYCHAIN = process.platform !== 'linux' || process.env.COMPANION_TEST_KEYRING === '1';

/** Where no Secret Service listens. */
const NO_KEYCHAIN = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };

interface Journey {
  /** Settings the profile begins with. */
  settings: Readonly<Record<string, unknown>>;
  /** Whether the application finds a keychain; where there is none for tests, it never does. */
  keychain: boolean;
  /** A server of this test alone, in this process. */
  workspace: DemoWorkspace;
  /** Whatever a test did: nothing that was written holds a secret of its server. */
  noSecrets: undefined;
  /** A profile that speaks English whatever the system does. */
  profile: string;
  /** Starts the application and waits for its main window. */
  start: (options?: Partial<LaunchOptions>) => Promise<{ app: RunningApp; page: Page }>;
  /** Starts the program a second time on the same profile; answers when that launch has ended. */
  launchAgain: (...args: string[]) => Promise<void>;
}

export const test = base.extend<Journey>({
  settings: [{}, { option: true }],
  keychain: [false, { option: true }],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the dependencies of a fixture from this pattern
  workspace: async ({}, use) => {
    const workspace = await startDemoWorkspace({
      clock: systemClock,
      random: Math.random,
      seed: 'believable',
      faults: true,
      latencyMs: 60,
    });
    await use(workspace);
    await workspace.stop();
  },

  profile: async ({ profile, settings }, use) => {
    const value = { language: 'en', seen: { firstSteps: true }, ...settings };
    await writeFile(join(profile, 'settings.json'), JSON.stringify({ value }));
    await use(profile);
  },

  noSecrets: [
    async ({ profile, workspace }, use) => {
      await use(undefined);
      // As the first to begin, this ends after the application has.
      const leaks = await leaksOnDisk(profile, secretsOf(workspace));
      // The demo workspace is a server, and keeps what a server keeps: its own users, keys and messages.
      const own = leaks.filter((leak) => !leak.startsWith(join(profile, 'demo.json')));
      expect(own, 'secrets in what was written').toEqual([]);
    },
    { auto: true },
  ],

  start: async ({ launch, keychain, workspace }, use) => {
    await use(async (options = {}) => {
      const env = { ...(keychain && HAS_KEYCHAIN ? {} : NO_KEYCHAIN), ...options.env };
      const app = await launch({ ...options, env });
      return { app, page: await app.main() };
    });
    if (HAS_KEYCHAIN && (keychain || process.platform !== 'linux')) await cleanKeychain(workspace);
  },

  launchAgain: async ({ application, profile }, use) => {
    await use(async (...args) => {
      const { path } = chooseShell();
      // As Playwright starts the first one: not every Linux has a sandbox to give.
      const sandbox = process.platform === 'linux' ? ['--no-sandbox'] : [];
      await promisify(execFile)(path, [...sandbox, application ?? ROOT, `--user-data-dir=${profile}`, ...args]);
    });
  },
});

// ------------------------------------------------------------------------------------------------ signing in

export interface SignInOptions {
  /** As it is typed; the server's address without scheme unless said otherwise. */
  readonly address?: string;
  readonly keep?: boolean;
}

/** Signs in as the person of the demo workspace and waits for the first synchronisation. */
export async function signIn(page: Page, workspace: DemoWorkspace, options: SignInOptions = {}): Promise<void> {
  await fillSignIn(page, workspace, options);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await upToDate(page);
}

/** Fills the form and leaves it there. */
export async function fillSignIn(page: Page, workspace: DemoWorkspace, options: SignInOptions = {}): Promise<void> {
  const { username, password } = workspace.credentials;
  await page.getByRole('textbox', { name: 'Server' }).fill(options.address ?? new URL(workspace.origin).host);
  await page.getByLabel('User name or e-mail').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  if (options.keep) await page.getByLabel('Keep me signed in').check();
}

/** The session has ended: gives the password again, over the window. */
export async function signInAgain(page: Page, workspace: DemoWorkspace): Promise<void> {
  await notice(page, 'Sign in again').getByRole('button', { name: 'Sign in again' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign in again' });
  await dialog.getByLabel('Password', { exact: true }).fill(workspace.credentials.password);
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(dialog).toBeHidden();
}

// ------------------------------------------------------------------------------------------------ the main window

/** The quiet line under the list. */
export function syncLine(page: Page): Locator {
  return page.locator('.list .foot');
}

export async function upToDate(page: Page): Promise<void> {
  await expect(syncLine(page)).toContainText('Up to date');
}

export async function syncNow(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sync now' }).click();
}

/** The row of a conversation in the list. */
export function row(page: Page, title: string): Locator {
  return page.locator('[data-conversation]').filter({ has: page.locator('.title', { hasText: title }) });
}

/** By keyboard: a list that is still scrolling takes no clicks. */
export async function openConversation(page: Page, title: string): Promise<void> {
  // A list that is still being filled may take the row away between the focus and the key.
  await expect(async () => {
    await row(page, title).press('Enter');
    await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 20_000 });
}

export function composer(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Message', exact: true });
}

/** Hands a message over; the field is empty as soon as main has it. */
export async function send(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
  await expect(composer(page)).toHaveValue('');
}

/** The messages in sight whose text contains this. */
export function messages(page: Page, text: string): Locator {
  return page.locator('.msg').filter({ hasText: text });
}

/** The person's own messages in sight whose text contains this. */
export function mine(page: Page, text: string): Locator {
  return page.locator('.msg.mine').filter({ hasText: text });
}

/** The sentence over the page that contains this. */
export function notice(page: Page, text: string | RegExp): Locator {
  return page.getByRole('region', { name: 'Notices' }).locator('.note').filter({ hasText: text });
}

export async function openSettings(page: Page, section: string): Promise<void> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('button', { name: section }).click();
  await expect(page.getByRole('heading', { level: 1, name: section })).toBeVisible();
}

// ------------------------------------------------------------------------------------------------ the server's side

/** The server's row of a conversation. */
export function conversationRow(workspace: DemoWorkspace, title: string): ConversationRow {
  const found = workspace.state.conversations.find((each) => each.title === title);
  if (!found) throw new Error(`The server has no conversation ${title}`);
  return found;
}

/** How often the server has a message with exactly this text. */
export function copies(workspace: DemoWorkspace, text: string): number {
  return workspace.state.messages.filter((each) => each.content === text).length;
}

/** The server's answers that came after this message, in its conversation. */
export function answersTo(workspace: DemoWorkspace, text: string): MessageRow[] {
  const { messages: all } = workspace.state;
  const question = all.find((each) => each.content === text);
  if (!question) return [];
  const { conversationId, id } = question;
  return all.filter((each) => each.conversationId === conversationId && each.id > id && each.authorId === null);
}

/** How often a path has been asked for with a method. */
export function requests(workspace: DemoWorkspace, method: string, path: RegExp): number {
  return workspace.log().filter((each) => each.method === method && path.test(each.path)).length;
}
