import type { Page } from 'playwright/test';
import type { Bridge, CommandName, Licence, ReplyOf, Updates } from '../../../preload/contract.ts';

interface UpdatesFake {
  /** How far the update is when the page opens. */
  readonly updates: Updates;
  readonly licences?: readonly Licence[];
}

/** Adds new versions and licences to the stand-in for main. It runs in the page, so it carries everything inside it. */
function installUpdates({ updates, licences }: UpdatesFake): void {
  const base = (window as unknown as { companion: Bridge }).companion;
  const bridge: Bridge = {
    async call(command: CommandName, request) {
      const known = await base.call(command, request);
      const ok = (value: unknown) => ({ ok: true, value: value as ReplyOf<typeof command> }) as const;
      if (!known.ok) return known;
      if (command === 'updates.get') return ok(updates);
      if (command === 'app.licences' && licences) return ok(licences);
      return known;
    },
    on: (topic, listener) => base.on(topic, listener),
  };
  Object.assign(window, { companion: bridge });
}

/** Puts them behind `window.companion` before the page loads, after the stand-in itself. */
export async function withUpdates(page: Page, fake: UpdatesFake): Promise<void> {
  await page.addInitScript(installUpdates, fake);
}
