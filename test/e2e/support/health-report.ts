import type { HealthLink, HealthReport, LinkName, ServiceHealth } from '../../../preload/contract.ts';
import { NOW } from './scenario.ts';

const LINKS: readonly LinkName[] = ['network', 'dns', 'tcp', 'tls', 'http', 'service', 'access', 'usable'];
const MINUTE = 60_000;

/** The links of a service that works, with what was seen of each. */
export function links(facts: Partial<Record<LinkName, Partial<HealthLink>>> = {}): HealthLink[] {
  return LINKS.map((name) => ({ name, verdict: 'good', ms: null, fact: null, error: null, ...facts[name] }));
}

/** The same broken at one of them: what comes after was not looked at. */
export function brokenAt(name: LinkName, error: HealthLink['error'], facts: Parameters<typeof links>[0] = {}) {
  const at = LINKS.indexOf(name);
  return links(facts).map((link, index): HealthLink => {
    if (index < at) return link;
    if (index > at) return { ...link, verdict: 'notChecked', ms: null, fact: null };
    return { ...link, verdict: 'broken', error };
  });
}

/** A wobble that is the same each time, so that pictures can be compared. */
const wobble = (index: number) => Math.abs(Math.sin(index * 12.9898) * 43758.5453) % 1;

const hour = (ms: number, spread: number): ServiceHealth['latency'] =>
  Array.from({ length: 60 }, (_, index) => ({
    at: NOW - (59 - index) * MINUTE,
    ms: Math.round(ms + spread * (wobble(index) - 0.5)),
  }));

const day = (of: (index: number) => ServiceHealth['day'][number]): ServiceHealth['day'] =>
  Array.from({ length: 48 }, (_, index) => of(index));
const GOOD = { good: 30, slow: 0, broken: 0 };
const SLOW = { good: 8, slow: 22, broken: 0 };
const FAILED = { good: 0, slow: 0, broken: 30 };

export function service(more: Partial<ServiceHealth> & Pick<ServiceHealth, 'id' | 'kind' | 'name'>): ServiceHealth {
  return {
    address: `https://${more.id}.atelier-nord.example`,
    demo: false,
    state: 'good',
    since: NOW - 9 * 3_600_000,
    checkedAt: NOW - 3_000,
    nextAt: NOW + 7_000,
    checking: false,
    links: links(),
    broken: null,
    remedy: null,
    explainedBy: null,
    latencyMs: 41,
    version: null,
    lastGoodAt: NOW - 3_000,
    lastError: null,
    latency: hour(41, 12),
    day: day(() => GOOD),
    ...more,
  };
}

const KEY_REFUSED = {
  kind: 'auth',
  reason: 'keyRefused',
  status: 401,
  message: 'check gateway: status 401',
  retryable: false,
} as const;

/** One service refused, the others well, slow, off, and of the demo. */
export function healthReport(lang: 'en' | 'fr'): HealthReport {
  const word = (en: string, fr: string) => (lang === 'fr' ? fr : en);
  const since = NOW - 50 * MINUTE;
  const facts = {
    dns: { ms: 4, fact: '10.20.0.31' },
    tcp: { ms: 11, fact: '10.20.0.31:443' },
    tls: { ms: 23, fact: 'TLSv1.3' },
    http: { ms: 41 },
  };
  return {
    everyMs: 10_000,
    network: { broken: false, since: 0, error: null },
    clockAheadMs: 0,
    services: [
      service({
        id: 'gateway',
        kind: 'gateway',
        name: word('Agent gateway', 'Passerelle d’agents'),
        address: 'https://gateway.atelier-nord.example',
        state: 'broken',
        since,
        links: brokenAt('access', KEY_REFUSED, facts),
        broken: 'access',
        remedy: 'openSettings',
        latencyMs: null,
        lastGoodAt: since - MINUTE,
        lastError: { at: NOW - 3_000, error: KEY_REFUSED },
        latency: hour(44, 20).map((each) => (each.at < since ? each : { ...each, ms: null })),
        day: day((index) => (index > 45 ? FAILED : GOOD)),
      }),
      service({
        id: 'halext',
        kind: 'halext',
        name: 'Halext',
        version: '2.4.0',
        links: links({ ...facts, service: { fact: '2.4.0' } }),
      }),
      service({
        id: 'chat',
        kind: 'openWebui',
        name: 'Open WebUI',
        latencyMs: 88,
        version: '0.9.2',
        latency: hour(88, 60),
        links: links({ ...facts, service: { fact: '0.9.2' }, access: { verdict: 'notChecked' } }),
        day: day((index) => (index === 9 ? SLOW : GOOD)),
      }),
      service({
        id: 'ai',
        kind: 'halextAi',
        name: word('Halext’s models', 'Modèles de Halext'),
        state: 'slow',
        since: NOW - 40 * MINUTE,
        latencyMs: 1820,
        latency: hour(1820, 500),
        links: links({
          ...facts,
          http: { ms: 1820, verdict: 'slow' },
          usable: { fact: 'ollama:llama3.1:8b' },
        }),
        day: day((index) => (index > 42 ? SLOW : index === 21 || index === 22 ? FAILED : GOOD)),
      }),
      service({
        id: 'ledger',
        kind: 'agui',
        name: 'ledger-agent',
        address: 'http://127.0.0.1:8123/agent',
        demo: true,
        state: 'unknown',
        checkedAt: null,
        nextAt: null,
        lastGoodAt: null,
        latencyMs: null,
        latency: [],
        links: links({ network: { verdict: 'notNeeded' }, tls: { verdict: 'notNeeded' } }).map((each) =>
          each.verdict === 'good' ? { ...each, verdict: 'notChecked' as const } : each,
        ),
        day: day((index) => (index > 17 && index < 39 ? GOOD : null)),
      }),
    ],
  };
}

const OFFLINE = { kind: 'offline', message: 'no network interface is up', retryable: true } as const;

/** The same without a network: everything that is not on this computer waits for it. */
export function withoutNetwork(report: HealthReport): HealthReport {
  const since = NOW - 4 * MINUTE;
  return {
    ...report,
    network: { broken: true, since, error: OFFLINE },
    clockAheadMs: 0,
    services: report.services.map((each) =>
      each.id === 'ledger'
        ? { ...each, state: 'good', checkedAt: NOW - 3_000, latencyMs: 2, latency: hour(2, 1), links: links() }
        : {
            ...each,
            state: 'broken',
            since,
            broken: 'network',
            remedy: 'retry',
            explainedBy: 'network',
            latencyMs: null,
            links: brokenAt('network', OFFLINE),
            lastError: { at: NOW - 3_000, error: OFFLINE },
          },
    ),
  };
}

/** Everything works again. */
export function allWell(report: HealthReport): HealthReport {
  return {
    ...report,
    services: report.services.map((each) => ({
      ...each,
      state: 'good',
      since: NOW - MINUTE,
      broken: null,
      remedy: null,
      explainedBy: null,
      links: links(),
      latencyMs: 40,
      checkedAt: NOW - 1_000,
      lastGoodAt: NOW - 1_000,
    })),
  };
}
