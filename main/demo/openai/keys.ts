import { createHash, timingSafeEqual } from 'node:crypto';
import type { Demo } from '../demo.ts';
import type { DemoState } from '../state.ts';

/** The key a server of the demo takes. It is made anew with the gateway's at each start, and kept nowhere. */
export function answerKey({ gatewayKey }: Pick<DemoState, 'gatewayKey'>, server: 'openai' | 'openwebui'): string {
  return `sk-${createHash('sha256').update(`${gatewayKey} ${server}`).digest('hex').slice(0, 40)}`;
}

/** Whether an `Authorization` header carries it. */
export function carriesKey({ store }: Demo, header: string | undefined, server: 'openai' | 'openwebui'): boolean {
  const [given, expected] = [Buffer.from(header ?? ''), Buffer.from(`Bearer ${answerKey(store.state, server)}`)];
  return given.length === expected.length && timingSafeEqual(given, expected);
}
