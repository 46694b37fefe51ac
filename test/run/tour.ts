/**
 * `npm run tour`: drives the built application through the demo workspace and writes a picture of each screen, in light
 * English and dark French, to docs/pictures/. No display needed where the double is used.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchApp } from '../e2e/support/running-app.ts';
import { build } from './build.ts';
import { findAnything, goThroughSettings, lookAtHealth, showKeys, watchAgent } from './tour/around.ts';
import {
  askSomething,
  compareAnswers,
  keptHere,
  newConversation,
  quickQuestion,
  readConversation,
  searchEverything,
  signIn,
} from './tour/talk.ts';
import { CATALOGUES, LOOKS, type Look, PICTURES, type Visit } from './tour/visit.ts';

const STOPS: readonly ((visit: Visit) => Promise<void>)[] = [
  signIn,
  readConversation,
  askSomething,
  searchEverything,
  newConversation,
  quickQuestion,
  compareAnswers,
  keptHere,
  watchAgent,
  lookAtHealth,
  findAnything,
  showKeys,
  goThroughSettings,
];

async function tour(look: Look): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'companion-tour-'));
  const running = await launchApp({ profile });
  try {
    const main = await running.main();
    await main.evaluate((patch) => window.companion.call('settings.set', patch), look);
    await main.locator(`html[lang="${look.language}"]`).waitFor();
    const visit: Visit = { ...look, running, main, words: CATALOGUES[look.language] };
    for (const stop of STOPS) await stop(visit);
  } finally {
    await running.quit();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

if (!(await build())) process.exit(1);
rmSync(PICTURES, { recursive: true, force: true });
mkdirSync(PICTURES, { recursive: true });
for (const look of LOOKS) await tour(look);
