/** What a person is told when something broke that nobody foresaw, and what they can do about it. */
import { expect, type Page, test } from 'playwright/test';
import type { Bridge, Notice } from '../../preload/contract.ts';
import type { Scenario } from './support/fake-bridge.ts';
import { accessibilityFaults, calls, LOOKS, openReady, overflows, pageTests, withFakeBridge } from './support/pages.ts';
import { NOW, scenario } from './support/scenario.ts';

const pages = pageTests();

const CRASH: Notice = { id: 'crash', kind: 'crashReport', count: 3 };
const GRAPHICS: Notice = { id: 'graphics', kind: 'graphics', acceleration: 'off' };

async function open(page: Page, more: Partial<Scenario> = {}): Promise<void> {
  await withFakeBridge(page, scenario({ notices: [CRASH, GRAPHICS], ...more }));
  await page.addInitScript(() => {
    const holder = window as unknown as { companion: Bridge };
    const { companion } = holder;
    let reports = 1;
    holder.companion = {
      ...companion,
      async call(command, request) {
        const reply = await companion.call(command, request);
        return command === 'crash.copy' ? { ok: true, value: { copied: reports-- > 0 } as never } : reply;
      },
    };
  });
  await openReady(page, `${pages.origin}/index.html`);
}

for (const { theme, lang } of LOOKS) {
  test(`both notices in ${theme} ${lang}: nothing inaccessible, nothing cut`, async ({ page }) => {
    await page.clock.setFixedTime(NOW);
    await open(page, { theme, lang });
    await expect(page.locator('.app-notices .note')).toHaveCount(2);
    await page.screenshot({ path: `test-results/pictures/crash-${theme}-${lang}.png`, scale: 'css' });
    expect(await accessibilityFaults(page)).toEqual([]);
    for (const width of [480, 1240]) {
      await page.setViewportSize({ width, height: 500 });
      expect(await overflows(page), `${width}`).toEqual([]);
    }
  });
}

test('the report is shown and copied, the graphics card is tried again, and each is said as it is', async ({
  page,
}) => {
  await open(page);
  const [crash, graphics] = [page.locator('.note').nth(0), page.locator('.note').nth(1)];
  await expect(crash).toContainText('went wrong inside the program, 3 times');
  await crash.getByRole('button', { name: 'Show' }).click();
  await expect.poll(() => calls(page, 'crash.show')).toHaveLength(1);
  await crash.getByRole('button', { name: 'Copy for whoever helps' }).click();
  await crash.getByRole('button', { name: 'Copied' }).click();
  await expect(crash.getByRole('button', { name: 'There is no report any more' })).toBeVisible();
  await graphics.getByRole('button', { name: 'Start again and try it' }).click();
  await expect.poll(() => calls(page, 'crash.restart')).toEqual([{ accelerate: true }]);
  await page.evaluate(() =>
    window.fake.emit('notices', [{ id: 'graphics', kind: 'graphics', acceleration: 'offNext' }]),
  );
  await page.getByRole('button', { name: 'Start again now' }).click();
  await expect.poll(() => calls(page, 'crash.restart')).toEqual([{ accelerate: true }, { accelerate: false }]);
});

test('a window that closes in the middle of a word hands over the draft at once', async ({ page }) => {
  await page.clock.install({ time: NOW });
  await open(page, { notices: [] });
  await page.locator('[data-conversation]').first().press('Enter');
  const field = page.getByRole('textbox', { name: 'Message', exact: true });
  await expect(field).toBeVisible();
  await page.clock.pauseAt(NOW + 60_000);
  await field.fill('in the middle of a wo');
  expect(await calls(page, 'conversations.saveDraft')).toEqual([]);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
  expect(await calls(page, 'conversations.saveDraft')).toEqual([
    { id: expect.any(Number), text: 'in the middle of a wo' },
  ]);
});
