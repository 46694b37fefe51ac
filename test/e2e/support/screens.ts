import { expect, type Page } from 'playwright/test';
import type { Scenario } from './fake-bridge.ts';
import { type Extras, withQuickBridge } from './fake-bridge-quick.ts';
import { MISTRAL, OPENAI, STUDIO, withCompareBridge } from './fake-compare.ts';
import { withHealthBridge } from './fake-health.ts';
import { withRunsBridge } from './fake-runs.ts';
import { healthReport } from './health-report.ts';
import { openReady, withFakeBridge } from './pages.ts';
import { AGENT, BEGUN, question, runState, steps } from './quick-run.ts';
import { runsWorkspace } from './runs-workspace.ts';
import { ACCOUNT, NOW, scenario } from './scenario.ts';

export interface Look {
  readonly theme: 'light' | 'dark';
  readonly lang: 'en' | 'fr';
}

/** A screen as a person comes to it, with as much on it as it may hold. */
export interface Screen {
  readonly name: string;
  readonly window: 'main' | 'quick';
  open(page: Page, origin: string, look: Look): Promise<void>;
}

const EXTRAS: Extras = {
  servers: {},
  password: 'secret',
  account: ACCOUNT,
  accounts: [],
  keychain: { kind: 'ok' },
  hotkey: { kind: 'registered', accelerator: 'Alt+Space' },
  clipboard: '',
  target: null,
};

async function chat(page: Page, origin: string, look: Look): Promise<void> {
  await withFakeBridge(page, scenario(look));
  await openReady(page, `${origin}/index.html`);
  await page.keyboard.press('Meta+f');
  await expect(page.locator('[data-conversation]').first()).toBeAttached();
}

async function openConversation(page: Page): Promise<void> {
  await page.evaluate(() => window.fake.emit('navigate', { kind: 'conversation', conversationId: 1, messageId: null }));
  await expect(page.locator('.msg').last()).toBeVisible();
}

async function settings(page: Page, origin: string, look: Look, section: number): Promise<void> {
  await withQuickBridge(page, scenario(look), EXTRAS);
  await openReady(page, `${origin}/index.html`);
  await page.keyboard.press('Meta+,');
  await page.locator('.sec').nth(section).click();
  await expect(page.locator('main.settings h1')).toBeVisible();
}

async function quick(page: Page, origin: string, look: Look, extras: Partial<Extras> = {}): Promise<void> {
  await withQuickBridge(page, scenario(look), { ...EXTRAS, ...extras });
  await openReady(page, `${origin}/quick.html`);
  await page.evaluate(() => window.fake.emit('quickShown', { text: null }));
  await expect(page.locator('textarea')).toBeFocused();
}

const SIGNED_OUT: Partial<Scenario> = { session: { kind: 'signedOut' } };

export const SCREENS: readonly Screen[] = [
  {
    name: 'sign-in',
    window: 'main',
    async open(page, origin, look) {
      await withQuickBridge(page, scenario({ ...look, ...SIGNED_OUT }), EXTRAS);
      await openReady(page, `${origin}/index.html`);
      await expect(page.locator('form')).toBeVisible();
    },
  },
  {
    name: 'chat',
    window: 'main',
    async open(page, origin, look) {
      await chat(page, origin, look);
      await openConversation(page);
    },
  },
  { name: 'nothing-open', window: 'main', open: chat },
  {
    name: 'search',
    window: 'main',
    async open(page, origin, look) {
      await chat(page, origin, look);
      await page.keyboard.press('Meta+Shift+f');
      await page.keyboard.type('point');
      await expect(page.locator('.hit mark').first()).toBeVisible();
    },
  },
  {
    name: 'new-conversation',
    window: 'main',
    async open(page, origin, look) {
      await chat(page, origin, look);
      await page.keyboard.press('Meta+n');
      await expect(page.locator('dialog, form').last()).toBeVisible();
    },
  },
  {
    name: 'palette',
    window: 'main',
    async open(page, origin, look) {
      await chat(page, origin, look);
      await page.keyboard.press('Meta+k');
      await expect(page.locator('dialog.palette')).toBeVisible();
    },
  },
  {
    name: 'keys',
    window: 'main',
    async open(page, origin, look) {
      await chat(page, origin, look);
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      await page.keyboard.press('?');
      await expect(page.locator('.key-map')).toBeVisible();
    },
  },
  {
    name: 'runs',
    window: 'main',
    async open(page, origin, look) {
      await withRunsBridge(page, scenario(look), runsWorkspace(look.lang));
      await openReady(page, `${origin}/index.html`);
      await page.evaluate(() => window.fake.emit('navigate', { kind: 'run', runId: 1 }));
      await expect(page.locator('.approval')).toBeVisible();
    },
  },
  {
    name: 'compare',
    window: 'main',
    async open(page, origin, look) {
      const sources = [STUDIO, OPENAI, MISTRAL];
      const compare = sources.map(({ id }) => ({ sourceId: id, model: null }));
      await withCompareBridge(page, scenario(look), { sources, answers: { chain: [], cache: false, compare } });
      await openReady(page, `${origin}/index.html`);
      await page.keyboard.press('Meta+Shift+Digit3');
      await expect(page.locator('main.compare-page textarea')).toBeFocused();
      await page.keyboard.type('Why?');
      await page.keyboard.press('Enter');
      await page.evaluate(() => window.compareFake.grow(0, 'Because it **leaks**.', ''));
      await expect(page.locator('.answer').first()).toContainText('leaks');
    },
  },
  {
    name: 'health',
    window: 'main',
    async open(page, origin, look) {
      await withHealthBridge(page, scenario(look), healthReport(look.lang));
      await openReady(page, `${origin}/index.html`);
      await page.keyboard.press('Meta+Shift+Digit4');
      await expect(page.locator('[data-cause="gateway"]').getByRole('button').first()).toBeVisible();
    },
  },
  { name: 'settings-accounts', window: 'main', open: (page, origin, look) => settings(page, origin, look, 0) },
  { name: 'settings-quick', window: 'main', open: (page, origin, look) => settings(page, origin, look, 4) },
  { name: 'settings-appearance', window: 'main', open: (page, origin, look) => settings(page, origin, look, 6) },
  { name: 'quick', window: 'quick', open: quick },
  {
    name: 'quick-answer',
    window: 'quick',
    async open(page, origin, look) {
      await quick(page, origin, look, { target: scenario(look).conversations.find(({ id }) => id === 3) ?? null });
      await page.keyboard.type('Is it wet?');
      await page.keyboard.press('Enter');
      await page.evaluate(() =>
        window.quickFake.answered('Yes. It is **wet**, and will be for a while.\n\n'.repeat(8)),
      );
      await expect(page.locator('.q-answer')).toContainText('wet');
    },
  },
  {
    name: 'quick-run',
    window: 'quick',
    async open(page, origin, look) {
      await quick(page, origin, look, { sources: [AGENT], run: BEGUN });
      await page.keyboard.type('Collect the tickets');
      await page.keyboard.press('Meta+Enter');
      await expect(page.locator('.q-run')).toBeVisible();
      const changes = [
        ...steps(look.lang).map((item) => ({ kind: 'item', item }) as const),
        { kind: 'interrupts', interrupts: [question(look.lang)] } as const,
        { kind: 'summary', run: runState({ kind: 'waiting', since: NOW - 28_000 }) } as const,
      ];
      await page.evaluate((list) => window.quickFake.runs(list), changes);
      await expect(page.locator('.q-run')).toContainText(question(look.lang).message ?? '');
    },
  },
];
