import type { Page } from 'playwright/test';
import type { Bridge, CommandName, HotkeyReport, NotificationReport, ReplyOf } from '../../../preload/contract.ts';

interface DesktopFake {
  readonly hotkey: HotkeyReport;
  readonly notifications: NotificationReport;
  /** What the report says after one was tried. */
  readonly tried: NotificationReport['state'];
}

/** Adds what the desktop grants to the stand-in for main. It runs in the page, so it carries everything inside it. */
function installDesktop({ hotkey, notifications: first, tried }: DesktopFake): void {
  const base = (window as unknown as { companion: Bridge }).companion;
  let report = hotkey;
  let notifications = first;
  const bridge: Bridge = {
    async call(command: CommandName, request) {
      const known = await base.call(command, request);
      const ok = (value: unknown) => ({ ok: true, value: value as ReplyOf<typeof command> }) as const;
      switch (command) {
        case 'hotkey.report':
          return ok(report);
        case 'hotkey.prove':
          report = { ...report, proof: { kind: 'asked', until: Date.now() + 30_000 } };
          return ok(report);
        case 'notifications.report':
          return ok(notifications);
        case 'notifications.try':
          notifications = { ...notifications, state: tried };
          return ok(notifications);
        default:
          return known;
      }
    },
    on: (topic, listener) => base.on(topic, listener),
  };
  Object.assign(window, { companion: bridge });
}

/** Puts it behind `window.companion` before the page loads, after the stand-in itself. */
export async function withDesktop(page: Page, fake: DesktopFake): Promise<void> {
  await page.addInitScript(installDesktop, fake);
}
