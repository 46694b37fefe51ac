import type { Page } from 'playwright/test';
import type { Bridge, CertificateFacts, CommandName, NetworkState, ReplyOf } from '../../../preload/contract.ts';

interface NetworkFake {
  readonly facts: CertificateFacts;
  readonly state: NetworkState;
}

/** Adds certificates and proxies to the stand-in for main. It runs in the page, so it carries everything inside it. */
function installNetwork({ facts, state: first }: NetworkFake): void {
  const base = (window as unknown as { companion: Bridge }).companion;
  let state = first;
  const tell = (next: NetworkState) => {
    state = next;
    window.fake.emit('network', next);
  };
  const bridge: Bridge = {
    async call(command: CommandName, request) {
      const known = await base.call(command, request);
      const ok = (value: unknown) => ({ ok: true, value: value as ReplyOf<typeof command> }) as const;
      switch (command) {
        case 'network.get':
          return ok(state);
        case 'network.certificate':
          return ok({ ...facts, origin: (request as { origin: string }).origin });
        case 'network.forget':
          tell({ ...state, trusted: [] });
          return ok(null);
        case 'network.proxyPassword':
          tell({ ...state, asking: [], passwords: state.asking.map(({ proxy }) => proxy) });
          return ok(null);
        case 'network.trust':
        case 'network.forgetPassword':
          return ok(null);
        default:
          return known;
      }
    },
    on: (topic, listener) => base.on(topic, listener),
  };
  Object.assign(window, { companion: bridge });
}

/** Puts it behind `window.companion` before the page loads, after the stand-in itself. */
export async function withNetwork(page: Page, fake: NetworkFake): Promise<void> {
  await page.addInitScript(installNetwork, fake);
}
