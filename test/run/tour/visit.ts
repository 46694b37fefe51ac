import { join } from 'node:path';
import type { Page } from 'playwright';
import en from '../../../renderer/locales/en.json' with { type: 'json' };
import fr from '../../../renderer/locales/fr.json' with { type: 'json' };
import type { RunningApp } from '../../e2e/support/running-app.ts';
import { ROOT } from '../electron-binary.ts';

export const PICTURES = join(ROOT, 'docs/pictures');
export const CATALOGUES = { en, fr } as const;

/** How the windows look and what they speak. */
export interface Look {
  readonly theme: 'light' | 'dark';
  readonly language: keyof typeof CATALOGUES;
}

/** These two show what all four would: the repository keeps the pictures. */
export const LOOKS: readonly Look[] = [
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'fr' },
];

/** One way through the program. */
export interface Visit extends Look {
  readonly running: RunningApp;
  readonly main: Page;
  /** The texts of the program. */
  readonly words: (typeof CATALOGUES)['en'];
}

const SIZE = { width: 1240, height: 800 };

/** Writes a picture of the window as it stands. The quick window has its own size. */
export async function shoot(page: Page, name: string, { language, theme }: Visit): Promise<void> {
  if (!name.startsWith('quick')) await page.setViewportSize(SIZE);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({
    path: join(PICTURES, `${name}-${theme}-${language}.png`),
    animations: 'disabled',
    caret: 'initial',
  });
}

/** Goes to a page of the main window by its name in the rail. */
export async function goTo({ main }: Visit, name: string): Promise<void> {
  await main.getByRole('navigation').getByText(name, { exact: true }).click();
}
