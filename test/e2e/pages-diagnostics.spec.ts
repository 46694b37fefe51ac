import { expect, type Page, test } from 'playwright/test';
import { diagnosticsReport } from '../../main/diagnostics/report.ts';
import { createTranslator } from '../../main/i18n.ts';
import type { Bridge, Diagnostics, QuestionTimes } from '../../preload/contract.ts';
import { facts } from '../unit/diagnostics/facts.ts';
import type { Scenario } from './support/fake-bridge.ts';
import { accessibilityFaults, LOOKS, openReady, overflows, pageTests, withFakeBridge } from './support/pages.ts';
import { NOW, scenario } from './support/scenario.ts';

const pages = pageTests();

function question(minutesAgo: number, more: Partial<QuestionTimes>): QuestionTimes {
  const parts = { opening: null, sending: 6, waiting: 2_310, receiving: 9, drawing: 24, ...more };
  const { opening, sending, waiting, receiving, drawing } = parts;
  const total = [opening, sending, waiting, receiving, drawing].reduce<number>((sum, ms) => sum + (ms ?? 0), 0);
  return { askedAt: NOW - minutesAgo * 60_000, from: 'main', outcome: 'answered', ...parts, total };
}

const QUESTIONS: readonly QuestionTimes[] = [
  question(0, { waiting: null, receiving: null, drawing: null, outcome: 'open' }),
  question(1, { from: 'quick', opening: 38 }),
  question(4, { waiting: 840, drawing: 410 }),
  question(9, { waiting: 12_400, receiving: 1_900 }),
  question(12, { sending: 2_600, waiting: null, receiving: null, drawing: null, outcome: 'failed' }),
];

function diagnostics(lang: 'en' | 'fr', questions = QUESTIONS): Diagnostics {
  const text = diagnosticsReport(facts({ at: NOW, questions }), createTranslator(lang));
  return { at: NOW, text, questions };
}

/** Adds the report to the stand-in for main. It runs in the page, so it carries everything inside it. */
function installDiagnostics(report: Diagnostics): void {
  const base = (window as unknown as { companion: Bridge }).companion;
  const call: Bridge['call'] = async (command, request) => {
    const value = await base.call(command, request);
    if (!value.ok) return value;
    if (command === 'diagnostics.report') return { ok: true, value: report as never };
    return command === 'diagnostics.save' ? { ok: true, value: { saved: true } as never } : value;
  };
  Object.assign(window, { companion: { ...base, call } });
}

interface Opening extends Partial<Scenario> {
  readonly report?: Diagnostics;
}

async function open(page: Page, { report, ...more }: Opening = {}): Promise<string[]> {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text());
  });
  await page.clock.setFixedTime(NOW);
  await withFakeBridge(page, scenario(more));
  await page.addInitScript(installDiagnostics, report ?? diagnostics(more.lang ?? 'en'));
  await openReady(page, `${pages.origin}/index.html`);
  await page.keyboard.press('Meta+,');
  await page
    .getByRole('button', { name: createTranslator(more.lang ?? 'en')('diagnostics.title'), exact: true })
    .click();
  return faults;
}

for (const { theme, lang } of LOOKS) {
  test(`diagnostics in ${theme} ${lang}: nothing blocked, nothing inaccessible, nothing cut`, async ({ page }) => {
    const faults = await open(page, { theme, lang });
    await expect(page.locator('.diag-text pre')).toContainText('halext.example.org:8443');
    await expect(page.locator('.diag-bar')).toHaveCount(QUESTIONS.length);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.screenshot({ path: `test-results/pictures/diagnostics-${theme}-${lang}.png` });
    await page.locator('.diag-times').scrollIntoViewIfNeeded();
    await page.screenshot({ path: `test-results/pictures/diagnostics-bars-${theme}-${lang}.png` });
    for (const [width, height] of [
      [480, 800],
      [900, 600],
      [1920, 1080],
    ] as const) {
      await page.setViewportSize({ width, height });
      expect(await overflows(page), `${width}`).toEqual([]);
      if (theme === 'light') await page.screenshot({ path: `test-results/pictures/diagnostics-${lang}-${width}.png` });
    }
    expect(faults).toEqual([]);
  });
}
