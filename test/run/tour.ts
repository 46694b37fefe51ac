/**
 * `npm run tour`: drives the built application through its main job in the demo workspace and writes a picture of each
 * screen, light and dark, in English and French, to docs/pictures/. No display needed where the double is used.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import en from '../../renderer/locales/en.json' with { type: 'json' };
import fr from '../../renderer/locales/fr.json' with { type: 'json' };
import { launchApp, type RunningApp } from '../e2e/support/running-app.ts';
import { ROOT } from './electron-binary.ts';

const PICTURES = join(ROOT, 'docs/pictures');
const CATALOGUES = { en, fr } as const;
const SIZE = { width: 1240, height: 800 };

type Language = keyof typeof CATALOGUES;
type Theme = 'light' | 'dark';

interface Visit {
  readonly running: RunningApp;
  readonly main: Page;
  readonly language: Language;
  readonly theme: Theme;
}

execFileSync(
  process.execPath,
  [join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js'), 'build', '-c', 'build/electron.vite.config.ts'],
  {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  },
);
rmSync(PICTURES, { recursive: true, force: true });
mkdirSync(PICTURES, { recursive: true });
for (const language of ['en', 'fr'] as const) {
  for (const theme of ['light', 'dark'] as const) await tour(language, theme);
}

async function tour(language: Language, theme: Theme): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'companion-tour-'));
  const running = await launchApp({ profile });
  try {
    const main = await running.main();
    const visit = { running, main, language, theme };
    await dress(visit);
    await signIn(visit);
    await readConversation(visit);
    await askSomething(visit);
    if (inPair(visit)) {
      await searchEverything(visit);
      await newConversation(visit);
    }
    await quickQuestion(visit);
    if (inPair(visit)) {
      await compareAnswers(visit);
      await keptHere(visit);
    }
    await watchAgent(visit);
    await lookAtHealth(visit);
    await settings(visit);
    if (inPair(visit)) await sourcesOfAnswers(visit);
  } finally {
    await running.quit();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

/** Side ways are taken in light English and dark French only: the repository keeps the pictures. */
function inPair({ language, theme }: Visit): boolean {
  return (language === 'en') === (theme === 'light');
}

async function dress({ main, language, theme }: Visit): Promise<void> {
  await main.evaluate((patch) => window.companion.call('settings.set', patch), { language, theme });
  await main.locator(`html[lang="${language}"]`).waitFor();
}

async function signIn(visit: Visit): Promise<void> {
  const { main, language } = visit;
  await shoot(main, 'sign-in', visit);
  await main.getByRole('button', { name: CATALOGUES[language].signin.demo }).click();
  await main.getByText('P-204: curve and duty point').first().waitFor();
}

async function readConversation(visit: Visit): Promise<void> {
  const { main } = visit;
  await main.getByText('P-204: curve and duty point').first().click();
  await main.locator('.katex').first().waitFor();
  await main.locator('article.msg').last().waitFor();
  await shoot(main, 'conversation', visit);
}

async function askSomething(visit: Visit): Promise<void> {
  const { main, language } = visit;
  const question =
    language === 'fr'
      ? 'Montre-moi la conversion en Python, avec un tableau.'
      : 'Show me the conversion in Python, with a table.';
  const composer = main.getByRole('textbox', { name: CATALOGUES[language].chat.message });
  const before = await main.locator('article.msg').count();
  await composer.fill(question);
  await composer.press('Enter');
  await main.getByText(question).first().waitFor();
  await main.waitForFunction((count) => document.querySelectorAll('article.msg').length >= count + 2, before);
  await main.locator('article.msg').last().locator('pre [class^="hljs"], pre .k').first().waitFor();
  await shoot(main, 'answer', visit);
}

async function searchEverything(visit: Visit): Promise<void> {
  const { main, language } = visit;
  const field = main.getByRole('searchbox').first();
  await field.fill(language === 'fr' ? 'debit' : 'pump');
  await main.locator('mark').first().waitFor();
  await shoot(main, 'search', visit);
  await field.fill('');
}

async function newConversation(visit: Visit): Promise<void> {
  const { main, language } = visit;
  await main.getByRole('button', { name: CATALOGUES[language].chat.new }).click();
  await main.getByRole('dialog').waitFor();
  await shoot(main, 'new-conversation', visit);
  await main.keyboard.press('Escape');
  await main.getByRole('dialog').waitFor({ state: 'hidden' });
}

async function quickQuestion(visit: Visit): Promise<void> {
  const { running, language } = visit;
  const quick = await running.quick();
  await running.desktop.press('Alt+Space');
  const field = quick.getByRole('textbox').first();
  await field.waitFor();
  await shoot(quick, 'quick', visit);
  await field.fill(
    language === 'fr'
      ? 'Une caution de 5 % est-elle courante dans un marché public ?'
      : 'Is a 5 % bond usual in a public water tender?',
  );
  await field.press('Enter');
  await quick.locator('.q-answer').waitFor();
  await quick.getByText(CATALOGUES[language].quick.answeredBy).first().waitFor();
  await quick.locator('.q-answer .md').waitFor();
  await shoot(quick, 'quick-answer', visit);
  await quick.keyboard.press('Escape');
}

/** One prompt to the demo's OpenAI, Mistral and Open WebUI. */
async function compareAnswers(visit: Visit): Promise<void> {
  const { main, language } = visit;
  const prompt =
    language === 'fr'
      ? 'Explique à un maire, en quatre phrases, pourquoi les fuites se cherchent en hiver.'
      : 'Explain to a mayor, in four sentences, why leaks are looked for in winter.';
  await main.getByRole('navigation').getByText(CATALOGUES[language].app.compare, { exact: true }).click();
  await main.getByRole('button', { name: CATALOGUES[language].compare.add }).click();
  const field = main.locator('.compare-page textarea');
  await field.fill(prompt);
  await field.press('Enter');
  await main.waitForFunction(() => document.querySelectorAll('.answer .sign-ok').length === 3);
  await shoot(main, 'compare', visit);
}

/** Goes on with the third answer, in a conversation that is kept on this computer. */
async function keptHere(visit: Visit): Promise<void> {
  const { main, language } = visit;
  await main.keyboard.press('Alt+3');
  const composer = main.getByRole('textbox', { name: CATALOGUES[language].chat.message });
  await composer.fill(language === 'fr' ? 'Et en été ?' : 'And in summer?');
  await composer.press('Enter');
  await main.locator('article.msg .facts').nth(1).waitFor();
  await shoot(main, 'kept-here', visit);
}

async function sourcesOfAnswers(visit: Visit): Promise<void> {
  const { main, language } = visit;
  await main.locator('.settings-list').getByText(CATALOGUES[language].settings.sources, { exact: true }).click();
  await main.locator('.source-list').waitFor();
  await shoot(main, 'sources', visit);
}

/** An agent of the demo works, and waits for leave to send a mail. */
async function watchAgent(visit: Visit): Promise<void> {
  const { main, language } = visit;
  const prompt =
    language === 'fr'
      ? 'Rassemble les tickets ouverts de P-204 et écris le courriel au site.'
      : 'Collect the open P-204 tickets and write the mail to the site.';
  await main.getByRole('navigation').getByText(CATALOGUES[language].app.runs).click();
  await main.evaluate(
    (text) =>
      window.companion.call('runs.start', {
        sourceId: 'demo-tickets',
        model: null,
        prompt: text,
        earlier: [],
        conversationId: null,
        previousId: null,
      }),
    prompt,
  );
  await main
    .locator('.run')
    .filter({ hasText: prompt.slice(0, 20) })
    .first()
    .click();
  await main.locator('.approval').first().waitFor();
  await shoot(main, 'run', visit);
}

async function lookAtHealth(visit: Visit): Promise<void> {
  const { main, language } = visit;
  await main.getByRole('navigation').getByText(CATALOGUES[language].app.health).click();
  await main.locator('.svc').nth(2).waitFor();
  await shoot(main, 'health', visit);
}

async function settings(visit: Visit): Promise<void> {
  const { main, language } = visit;
  await main.getByRole('navigation').getByText(CATALOGUES[language].settings.title).click();
  await main.getByText(CATALOGUES[language].settings.hotkey).first().waitFor();
  await shoot(main, 'settings', visit);
}

async function shoot(page: Page, name: string, { language, theme }: Visit): Promise<void> {
  if (!name.startsWith('quick')) await page.setViewportSize(SIZE);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({
    path: join(PICTURES, `${name}-${theme}-${language}.png`),
    animations: 'disabled',
    caret: 'initial',
  });
}
