import type { HealthLink, HealthReport, LinkName, ServiceHealth } from '../../../preload/contract.ts';

export const NOW = Date.parse('2026-11-20T15:42:30Z');
export const LINKS: readonly LinkName[] = ['network', 'dns', 'tcp', 'tls', 'http', 'service', 'access', 'usable'];

/** A gateway that works, with what a test wants otherwise. */
export function service(more: Partial<ServiceHealth> = {}): ServiceHealth {
  return {
    id: 'gateway',
    kind: 'gateway',
    name: 'Atelier',
    address: 'https://gateway.example.org',
    demo: false,
    state: 'good',
    since: NOW - 3_600_000,
    checkedAt: NOW - 1_000,
    nextAt: NOW + 9_000,
    checking: false,
    links: LINKS.map((name): HealthLink => ({ name, verdict: 'good', ms: null, fact: null, error: null })),
    broken: null,
    remedy: null,
    explainedBy: null,
    latencyMs: 40,
    version: null,
    lastGoodAt: NOW - 1_000,
    lastError: null,
    latency: [],
    day: [],
    ...more,
  };
}

export function broken(
  id: string,
  link: LinkName,
  error: HealthLink['error'],
  more: Partial<ServiceHealth> = {},
): ServiceHealth {
  const at = LINKS.indexOf(link);
  return service({
    id,
    state: 'broken',
    broken: link,
    remedy: 'retry',
    links: LINKS.map((name, index): HealthLink => {
      const verdict = index < at ? 'good' : index === at ? 'broken' : 'notChecked';
      return { name, verdict, ms: null, fact: null, error: index === at ? error : null };
    }),
    ...more,
  });
}

export function report(
  services: readonly ServiceHealth[],
  network: Partial<HealthReport['network']> = {},
): HealthReport {
  return {
    services,
    network: { broken: false, since: NOW - 60_000, error: null, ...network },
    clockAheadMs: 0,
    everyMs: 10_000,
  };
}
