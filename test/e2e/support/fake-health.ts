import type { Page } from 'playwright/test';
import type { Bridge, CommandName, HealthReport, ReplyOf } from '../../../preload/contract.ts';
import type { Scenario } from './fake-bridge.ts';
import { withFakeBridge } from './pages.ts';

declare global {
  interface Window {
    /** Lets services break and mend, for the tests. */
    healthFake: { tell(report: HealthReport): void };
  }
}

/** Adds the health of services to the stand-in for main. It runs in the page, so it carries everything inside it. */
function installHealth(first: HealthReport): void {
  const base = (window as unknown as { companion: Bridge }).companion;
  let report = first;
  const tell = (next: HealthReport) => {
    report = next;
    window.fake.emit('health', next);
  };
  const bridge: Bridge = {
    async call(command: CommandName, request) {
      const known = await base.call(command, request);
      if (!known.ok) return known;
      if (command === 'health.get') return { ok: true, value: report as ReplyOf<typeof command> };
      if (command === 'health.check') {
        const { id } = request as { id: string | null };
        const services = report.services.map((each) => ({ ...each, checking: id === null || each.id === id }));
        tell({ ...report, services });
      }
      return known;
    },
    on: (topic, listener) => base.on(topic, listener),
  };
  Object.assign(window, { companion: bridge, healthFake: { tell } });
}

/** Puts the workspace and the health of its services behind `window.companion` before the page loads. */
export async function withHealthBridge(page: Page, scenario: Scenario, report: HealthReport): Promise<void> {
  await withFakeBridge(page, scenario);
  await page.addInitScript(installHealth, report);
}
