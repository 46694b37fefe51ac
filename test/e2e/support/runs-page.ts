import { expect, type Page } from 'playwright/test';
import type { Scenario } from './fake-bridge.ts';
import { type RunsScenario, withRunsBridge } from './fake-runs.ts';
import { openReady, type Pages } from './pages.ts';
import { runsWorkspace } from './runs-workspace.ts';
import { NOW, scenario } from './scenario.ts';

/** Opens the main window with runs in it; anything the policy blocks or the page throws is a fault. */
export async function openWithRuns(
  page: Page,
  pages: Pages,
  runs: Partial<RunsScenario> = {},
  more: Partial<Scenario> = {},
): Promise<string[]> {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text());
  });
  await page.clock.setFixedTime(NOW);
  await withRunsBridge(page, scenario(more), { ...runsWorkspace(more.lang ?? 'en'), ...runs });
  await openReady(page, `${pages.origin}/index.html`);
  return faults;
}

/** Goes to the page of runs by its key. */
export async function toRuns(page: Page): Promise<void> {
  await page.keyboard.press('Shift+Meta+Digit2');
  await expect(page.locator('main.runs')).toBeVisible();
}

/** The row of a run in the list. */
export function row(page: Page, id: number) {
  return page.locator(`[data-run="${id}"]`);
}

/** What stands under the tabs. */
export function panel(page: Page) {
  return page.locator('.run-page');
}

/** What the page has asked main for, in order. */
export function calls(page: Page, command: string): Promise<unknown[]> {
  return page.evaluate(
    (name) => window.fake.calls.filter((each) => each.command === name).map((each) => each.request),
    command,
  );
}
