/** What one sees besides talking: agents, the health of the services, everything at one key, the settings. */
import { join } from 'node:path';
import { ROOT } from '../electron-binary.ts';
import { goTo, shoot, type Visit } from './visit.ts';

const CHATGPT = join(ROOT, 'test/fixtures/exchange/chatgpt.json');

/** An agent of the demo works, and waits for leave to send a mail. */
export async function watchAgent(visit: Visit): Promise<void> {
  const { main, language, words } = visit;
  const prompt =
    language === 'fr'
      ? 'Rassemble les tickets ouverts de P-204 et écris le courriel au site.'
      : 'Collect the open P-204 tickets and write the mail to the site.';
  await goTo(visit, words.app.runs);
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

export async function lookAtHealth(visit: Visit): Promise<void> {
  const { main, words } = visit;
  await goTo(visit, words.app.health);
  await main.locator('.svc').nth(2).waitFor();
  await shoot(main, 'health', visit);
}

export async function findAnything(visit: Visit): Promise<void> {
  const { main, language } = visit;
  await main.keyboard.press('ControlOrMeta+k');
  const palette = main.locator('dialog.palette');
  await palette.getByRole('combobox').fill(language === 'fr' ? 'th' : 'he');
  await palette.getByRole('option').nth(2).waitFor();
  await shoot(main, 'palette', visit);
  await main.keyboard.press('Escape');
  await palette.waitFor({ state: 'hidden' });
}

export async function showKeys(visit: Visit): Promise<void> {
  const { main } = visit;
  await main.keyboard.press('?');
  const map = main.locator('dialog[open]');
  await map.locator('kbd').first().waitFor();
  await shoot(main, 'keys', visit);
  await main.keyboard.press('Escape');
  await map.waitFor({ state: 'hidden' });
}

/** Section after section, as somebody goes through them once. */
export async function goThroughSettings(visit: Visit): Promise<void> {
  const { main, words } = visit;
  await goTo(visit, words.settings.title);
  await showSection(visit, words.settings.quick, 'settings-quick-window');
  await showSection(visit, words.settings.notifications, 'settings-notifications');
  await showSection(visit, words.network.title, 'settings-network');
  await openSection(visit, words.settings.sources);
  await main.locator('.source-list').waitFor();
  await shoot(main, 'sources', visit);
  await bringConversationsIn(visit);
  await openSection(visit, words.diagnostics.title);
  await main.locator('.diag-times').waitFor();
  await shoot(main, 'diagnostics', visit);
  await showSection(visit, words.settings.about, 'about');
}

async function bringConversationsIn(visit: Visit): Promise<void> {
  const { main, running, words } = visit;
  await openSection(visit, words.exchange.title);
  await running.desktop.call('answerDialog', { canceled: false, filePaths: [CHATGPT] });
  await main.getByRole('button', { name: words.exchange.choose }).click();
  await main.getByRole('status').filter({ hasText: 'chatgpt.json' }).waitFor();
  await shoot(main, 'import', visit);
}

async function openSection({ main }: Visit, title: string): Promise<void> {
  await main.locator('.settings-list').getByText(title, { exact: true }).click();
  await main.getByRole('heading', { name: title, exact: true }).last().waitFor();
}

async function showSection(visit: Visit, title: string, name: string): Promise<void> {
  await openSection(visit, title);
  await shoot(visit.main, name, visit);
}
