import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright';
import { expect } from 'playwright/test';

/** Fails with a readable list when axe finds an accessibility problem on the page as it is now. */
export async function axeCheck(page: Page, disabledRules: readonly string[] = []): Promise<void> {
  await page.evaluate(axe.source); // the debugging protocol is not bound by the page's policy
  const violations = await page.evaluate(async (disabled) => {
    const { axe: runner } = globalThis as unknown as { axe: typeof axe };
    const rules = Object.fromEntries(disabled.map((id) => [id, { enabled: false }]));
    const results: AxeResults = await runner.run(document, { resultTypes: ['violations'], rules });
    return results.violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((node) => node.html) }));
  }, disabledRules as string[]);
  expect(violations).toEqual([]);
}
