import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { DemoWorkspace } from '../../../main/demo/index.ts';
import { KEYCHAIN_SERVICE } from './running-app.ts';

/** Everything that must never be written down: the password, the keys, and the tokens as the server signs them. */
export interface Secrets {
  readonly password: string;
  readonly keys: readonly string[];
  /** Any JSON Web Token, in any file. */
  readonly token: RegExp;
}

export function secretsOf(workspace: DemoWorkspace): Secrets {
  const { gateway, answers } = workspace;
  const keys = [gateway.key, answers.openAi.key, answers.openWebui.key];
  return { password: workspace.credentials.password, keys, token: /eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/ };
}

/** Where in a text a secret stands: names of the kinds found. */
export function leaksIn(text: string, { password, keys, token }: Secrets): string[] {
  return [
    ...(text.includes(password) ? ['password'] : []),
    ...(keys.some((key) => text.includes(key)) ? ['key'] : []),
    ...(token.test(text) ? ['token'] : []),
  ];
}

/** The files of a folder that hold a secret, with the kind; files of the browser's profile among them. */
export async function leaksOnDisk(folder: string, secrets: Secrets): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const leaks: string[] = [];
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const text = await readFile(path, 'latin1').catch(() => '');
    leaks.push(...leaksIn(text, secrets).map((kind) => `${path}: ${kind}`));
  }
  return leaks;
}

/** What a page holds: its text, its fields, its storage. */
export async function contentOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const fields = [...document.querySelectorAll('input, textarea')].map(
      (each) => (each as HTMLInputElement | HTMLTextAreaElement).value,
    );
    const storage = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie];
    return [document.documentElement.outerHTML, ...fields, ...storage, location.href].join('\n');
  });
}

interface Keytar {
  findCredentials(service: string): Promise<{ account: string; password: string }[]>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/** Loaded when needed only: without the system's library it does not load at all. */
async function keytar(): Promise<Keytar> {
  const module = (await import('keytar')) as unknown as Keytar & { default?: Keytar };
  return module.default ?? module;
}

/** The names of the keychain entries that belong to a server. */
export async function keychainEntries(workspace: DemoWorkspace): Promise<string[]> {
  const all = await (await keytar()).findCredentials(KEYCHAIN_SERVICE);
  return all.map(({ account }) => account).filter((account) => account.includes(workspace.origin));
}

/** Leaves nothing of a test in the keychain of the person who runs it. */
export async function cleanKeychain(workspace: DemoWorkspace): Promise<void> {
  const store = await keytar();
  for (const kind of ['token', 'credentials']) {
    await store.deletePassword(KEYCHAIN_SERVICE, `${kind} ${workspace.apiBase} ${workspace.credentials.username}`);
  }
}
