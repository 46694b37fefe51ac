import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { ROOT } from '../run/electron-binary.ts';
import { pretendedNotes } from './notes.ts';
import { createFpm, createNotes, pack, readDeb, readFeeds, systemsForHost } from './pack.ts';
import { findPackages } from './packages.ts';

/**
 * Packages once for all files of this level; `npm test` and `npm run dist:check` have built `dist/` before. With
 * `COMPANION_PACKAGES` the tests look at what `npm run dist` has left in that folder instead.
 */
export default async function setup(project: TestProject): Promise<() => void> {
  if (!existsSync(join(ROOT, 'dist/main/index.js'))) throw new Error('There is no dist/: run "npm run dist:check".');
  const made = process.env.COMPANION_PACKAGES;
  if (made) return provideMade(project, made);
  const scratch = mkdtempSync(join(tmpdir(), 'companion-packages-'));
  const forget = () => rmSync(scratch, { recursive: true, force: true });
  try {
    await packAll(project, scratch);
  } catch (error) {
    forget();
    throw error;
  }
  return forget;
}

function provideMade(project: TestProject, folder: string): () => void {
  project.provide('expected', MADE_ON[process.platform] ?? []);
  project.provide('packages', findPackages(folder));
  project.provide('feeds', readFeeds(folder));
  project.provide('deb', null);
  return () => {};
}

/** What `npm run dist` makes on each system. */
const MADE_ON: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['linux-x64', 'linux-arm64'],
  win32: ['win-x64', 'win-arm64'],
  darwin: ['mac-universal'],
};

async function packAll(project: TestProject, scratch: string): Promise<void> {
  const output = join(scratch, 'packages');
  mkdirSync(output);
  createFpm(scratch);
  createNotes(scratch, pretendedNotes());
  const systems = systemsForHost(process.platform);
  await Promise.all(systems.map((system) => pack(system, output, scratch)));
  project.provide(
    'expected',
    systems.flatMap((system) => [`${system}-x64`, `${system}-arm64`]),
  );
  project.provide('packages', findPackages(output));
  project.provide('feeds', readFeeds(output));
  project.provide('deb', readDeb(scratch));
}
