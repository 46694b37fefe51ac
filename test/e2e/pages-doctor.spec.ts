/** The hotkey's doctor, and what becomes of notifications, as pages. */
import { expect, type Page, test } from 'playwright/test';
import { parseAccelerator } from '../../main/hotkey/accelerator.ts';
import { bindingsFor } from '../../main/hotkey/bindings.ts';
import type { HotkeyReport, NotificationReport } from '../../preload/contract.ts';
import type { Scenario } from './support/fake-bridge.ts';
import { withDesktop } from './support/fake-desktop.ts';
import { accessibilityFaults, calls, LOOKS, openReady, overflows, pageTests, withFakeBridge } from './support/pages.ts';
import { NOW, scenario } from './support/scenario.ts';

const pages = pageTests();

const KEYS = parseAccelerator('Alt+Space', 'linux');
const COMMAND = ['/opt/Halext Companion/halext-companion', '--toggle'] as const;
const REPORT: HotkeyReport = {
  state: { kind: 'registered', accelerator: 'Alt+Space' },
  proof: { kind: 'none' },
  desktop: 'gnome',
  session: 'wayland',
  findings: [],
  bindings: typeof KEYS === 'string' ? [] : bindingsFor(KEYS, COMMAND, 'gnome'),
};
const SILENT: HotkeyReport = {
  ...REPORT,
  proof: { kind: 'silent' },
  findings: [{ kind: 'taken', by: 'GNOME Shell' }, { kind: 'portalRefused' }],
};
const NOTIFICATIONS: NotificationReport = { state: 'unknown', doNotDisturb: 'off', buttons: false };

interface Opened {
  readonly hotkey?: HotkeyReport;
  readonly notifications?: NotificationReport;
  readonly tried?: NotificationReport['state'];
}

async function open(page: Page, more: Partial<Scenario> = {}, desktop: Opened = {}): Promise<void> {
  await page.clock.setFixedTime(NOW);
  await withFakeBridge(page, scenario({ platform: 'linux', ...more }));
  await withDesktop(page, { hotkey: REPORT, notifications: NOTIFICATIONS, tried: 'shown', ...desktop });
  await openReady(page, `${pages.origin}/index.html`);
}

async function openSection(page: Page, name: RegExp): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.locator('.sec', { hasText: name }).click();
}
const openQuick = (page: Page) => openSection(page, /^(Quick window|Fenêtre rapide)/);

const doctor = (page: Page) => page.locator('.line', { hasText: /Does it work\?|Fonctionne-t-il/ });
const tell = (page: Page, report: HotkeyReport) => page.evaluate((each) => window.fake.emit('hotkey', each), report);

for (const { theme, lang } of LOOKS) {
  test(`the doctor in ${theme} ${lang}: nothing inaccessible, nothing cut`, async ({ page }) => {
    const look = async (name: string) => {
      await page.screenshot({ path: `test-results/pictures/doctor-${name}-${theme}-${lang}.png`, scale: 'css' });
      expect(await accessibilityFaults(page), name).toEqual([]);
      expect(await overflows(page), name).toEqual([]);
    };
    await open(page, { theme, lang, notices: [{ id: 'tray', kind: 'noTray' }] }, { hotkey: SILENT });
    await openQuick(page);
    await expect(doctor(page).locator('.note')).toHaveCount(2);
    await look('silent');
    await doctor(page).getByRole('button').last().click();
    await expect(doctor(page).locator('pre')).toHaveCount(5);
    await doctor(page).locator('pre').first().scrollIntoViewIfNeeded();
    await look('bindings');
    await openSection(page, /^Notifications$/);
    await expect(page.locator('.line').last().getByRole('button')).toHaveCount(1);
    await look('notifications');
  });
}

test('a press proves: asked once aloud, counted for the eye, settled by what main tells', async ({ page }) => {
  await open(page);
  await openQuick(page);
  const line = doctor(page);
  const aloud = line.getByRole('status');
  await expect(aloud).toContainText('No press of it has been seen yet.');
  await line.getByRole('button', { name: 'Prove it with one press' }).click();
  await expect(aloud).toHaveText('Press Alt+Space now, within half a minute.');
  await expect(line).toContainText('30 s left');
  await page.clock.setFixedTime(NOW + 12_000);
  await expect(line).toContainText('18 s left');
  await expect(aloud).toHaveText('Press Alt+Space now, within half a minute.');
  await expect(line.getByRole('button')).toHaveCount(0);

  await tell(page, SILENT);
  await expect(aloud).toHaveText('No press of Alt+Space arrived.');
  await expect(line.getByRole('list', { name: 'What stands in the way' }).getByRole('listitem')).toHaveText([
    /usually belong to: GNOME Shell/,
    /was asked for these keys/,
  ]);
  await line.getByRole('button', { name: 'Choose other keys' }).click();
  await expect(page.locator('.recorder')).toBeFocused();

  await tell(page, { ...REPORT, proof: { kind: 'proved', at: NOW } });
  await expect(aloud).toHaveText('It works: a press of Alt+Space arrived.');
  await expect(line.locator('.note')).toHaveCount(0);
});

test('the text for the desktop is shown where it is needed, and copied whole', async ({ page }) => {
  await open(page, {}, { hotkey: SILENT });
  await openQuick(page);
  const gnome = page.getByRole('region', { name: 'GNOME: in a terminal' });
  await expect(gnome).toBeHidden();
  await doctor(page).getByRole('button', { name: 'Show how' }).click();
  await expect(gnome.locator('pre')).toContainText('<Alt>space');
  await gnome.getByRole('button', { name: 'Copy' }).click();
  await expect(gnome.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await calls(page, 'app.copy')).toEqual([{ text: REPORT.bindings[0]?.text }]);
});

for (const [finding, sentence] of [
  [{ kind: 'noPortal' }, 'this desktop has none for keys'],
  [{ kind: 'noIdentity', file: 'org.halext.Companion.desktop' }, 'org.halext.Companion.desktop is not installed'],
  [{ kind: 'desktopOnly' }, 'One line there calls the quick window'],
] as const) {
  test(`${finding.kind} has a sentence and one remedy`, async ({ page }) => {
    const state = { kind: 'failed', accelerator: 'Alt+Space', reason: 'unsupported' } as const;
    await open(page, {}, { hotkey: { ...REPORT, state, findings: [finding] } });
    await openQuick(page);
    await expect(doctor(page).locator('.note')).toContainText(sentence);
    await expect(doctor(page).locator('.note').getByRole('button')).toHaveText(['Show how']);
    await expect(doctor(page).getByRole('status')).toHaveText('Alt+Space does not work.');
  });
}

test('the hotkey is let go while keys are recorded, however the recording ends', async ({ page }) => {
  await open(page);
  await openQuick(page);
  const recorder = page.locator('.recorder');
  await recorder.click();
  await expect.poll(() => calls(page, 'hotkey.record')).toEqual([{ on: true }]);
  await page.keyboard.press('Escape');
  await expect.poll(() => calls(page, 'hotkey.record')).toEqual([{ on: true }, { on: false }]);
  await recorder.click();
  await page.locator('.sec', { hasText: 'Appearance' }).click();
  await expect.poll(() => calls(page, 'hotkey.record')).toHaveLength(4);
  expect((await calls(page, 'hotkey.record')).at(-1)).toEqual({ on: false });
});

test('a hotkey that failed leads to the doctor', async ({ page }) => {
  const state = { kind: 'failed', accelerator: 'Alt+Space', reason: 'taken' } as const;
  await open(page, { notices: [{ id: 'hotkey', kind: 'hotkey', state }] });
  await page.getByRole('button', { name: 'What can be done' }).click();
  await expect(doctor(page)).toBeVisible();
});

test('without a tray: what brings the program back is said, and closing may quit instead', async ({ page }) => {
  await open(page, { notices: [{ id: 'tray', kind: 'noTray' }] });
  const notices = page.getByRole('region', { name: 'Notices' });
  await expect(notices).toContainText('start the program again, open a halext:// link or press the hotkey');
  await notices.getByRole('button', { name: 'Quit when the window is closed' }).click();
  expect(await calls(page, 'settings.set')).toEqual([{ closeToTray: false }]);
  await expect(notices).toContainText('Closing the window quits the program.');
  await expect(notices.getByRole('button', { name: 'Quit when the window is closed' })).toHaveCount(0);
});

test('a notification is tried; what became of it is one sentence, and the system has an address', async ({ page }) => {
  const notifications = { state: 'unknown', doNotDisturb: 'unknown', buttons: true } as const;
  await open(page, { platform: 'darwin' }, { notifications, tried: 'refused' });
  await page.keyboard.press('Meta+,');
  await page.locator('.sec', { hasText: /^Notifications$/ }).click();
  const line = page.locator('.line', { hasText: 'Can they be seen?' });
  await expect(line.getByRole('status')).toHaveText('None has been shown since the start.');
  await line.getByRole('button', { name: 'Try one' }).click();
  await expect(line.getByRole('status')).toContainText('The system did not show the last one.');
  await line.getByRole('button', { name: 'Settings of the system' }).click();
  expect(await calls(page, 'notifications.openSettings')).toHaveLength(1);
});

for (const [state, doNotDisturb, sentence] of [
  ['shown', 'on', /“Do not disturb” is on/],
  ['unknown', 'unknown', /has not said whether/],
] as const) {
  test(`tried, and ${state} with do not disturb ${doNotDisturb}`, async ({ page }) => {
    await open(page, {}, { notifications: { state: 'unknown', doNotDisturb, buttons: false }, tried: state });
    await openSection(page, /^Notifications$/);
    const line = page.locator('.line', { hasText: 'Can they be seen?' });
    await line.getByRole('button', { name: 'Try one' }).click();
    await expect(line).toContainText(sentence);
    await expect(line.getByRole('button', { name: 'Settings of the system' })).toHaveCount(0);
  });
}
