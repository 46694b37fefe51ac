import { join } from 'node:path';
import type { Page } from 'playwright';
import { ROOT } from '../../run/electron-binary.ts';

/** Writes what the window shows to `test-results/pictures/<name>.png`, for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(ROOT, 'test-results/pictures', `${name}.png`), animations: 'disabled' });
}
