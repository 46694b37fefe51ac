import type { Facts } from '../../../main/diagnostics/facts.ts';
import { DEFAULT_SETTINGS } from '../../../main/settings/schema.ts';
import type { AppError, ServiceHealth } from '../../../preload/contract.ts';

/** What must not be in a report, wherever it stands in the facts. */
export const PRIVATE = {
  username: 'camille.roux',
  displayName: 'Camille Roux',
  path: 'tenant-4711',
  urlUser: 'sesame',
  header: 'Bearer-of-the-team',
  sourceName: 'Papa’s gateway',
  serverText: 'no such table for <b>Saint-Malo</b>',
  model: 'studio-secret:latest',
  props: 'north-tenant',
} as const;

const AT = Date.UTC(2026, 10, 20, 14, 42, 30);
const REFUSED: AppError = { kind: 'refused', message: PRIVATE.serverText, retryable: true };

function service(more: Partial<ServiceHealth>): ServiceHealth {
  return {
    id: 'x',
    kind: 'halext',
    name: PRIVATE.displayName,
    address: `https://${PRIVATE.urlUser}@halext.example.org:8443/${PRIVATE.path}?token=abc`,
    demo: false,
    state: 'good',
    since: AT - 60_000,
    checkedAt: AT,
    nextAt: null,
    checking: false,
    links: [],
    broken: null,
    remedy: null,
    explainedBy: null,
    latencyMs: 12.4,
    version: '0.2.0-refactored',
    lastGoodAt: AT,
    lastError: null,
    latency: [],
    day: [],
    ...more,
  };
}

/** A computer on which everything there is to tell is there, and everything there is to keep. */
export function facts(more: Partial<Facts> = {}): Facts {
  const account = {
    id: 1,
    server: `https://halext.example.org/${PRIVATE.path}/api`,
    userId: 7,
    username: PRIVATE.username,
    displayName: PRIVATE.displayName,
    demo: false,
  };
  return {
    at: AT,
    info: {
      version: '0.1.0',
      platform: 'linux',
      shell: 'electron',
      language: 'en',
      versions: { electron: '45.0.0', chrome: '156.0.1', node: '24.1.0' },
    },
    system: {
      system: 'Linux 6.12.9 x64',
      processor: { model: 'AMD Ryzen 7 7840U w/ Radeon 780M Graphics', cores: 16 },
      memory: { total: 32 * 1_073_741_824, used: 210 * 1_048_576 },
      uptime: 3_600_000,
      graphics: { accelerated: true, features: [['gpu_compositing', 'enabled']], devices: ['1002:15bf Mesa 24.2'] },
      screens: [{ width: 2560, height: 1440, scale: 1.5, rotation: 90 }],
    },
    session: {
      session: { kind: 'signedIn', account, keep: true, expiresAt: AT + 1 },
      keychain: { kind: 'unavailable', reason: 'locked' },
      accounts: [account],
    },
    settings: {
      ...DEFAULT_SETTINGS,
      quick: { ...DEFAULT_SETTINGS.quick, modelId: PRIVATE.model },
      runs: { keepDays: null, sourceId: PRIVATE.path },
    },
    hotkey: { kind: 'failed', accelerator: 'Alt+Space', reason: 'taken' },
    sources: [
      {
        kind: 'gateway',
        id: PRIVATE.path,
        name: PRIVATE.sourceName,
        address: `https://${PRIVATE.urlUser}:pw@gateway.example.org/${PRIVATE.path}`,
        demo: false,
        hasKey: true,
        model: PRIVATE.model,
      },
      {
        kind: 'agui',
        id: 'a2',
        name: PRIVATE.sourceName,
        address: 'http://127.0.0.1:8123/agent',
        demo: true,
        headers: [
          { name: 'Authorization', value: null },
          { name: PRIVATE.sourceName, value: PRIVATE.header },
        ],
        protocol: '1.0',
        forwardedProps: `{"tenant":"${PRIVATE.props}"}`,
        openWebuiPreset: false,
        idleSeconds: 120,
        tools: { openUrl: true, copyToClipboard: false },
      },
    ],
    health: {
      services: [
        service({}),
        service({
          kind: 'gateway',
          address: 'https://gateway.example.org',
          state: 'broken',
          broken: 'tcp',
          version: PRIVATE.serverText,
          latencyMs: null,
          lastGoodAt: null,
          lastError: { at: AT, error: REFUSED },
          links: [
            { name: 'dns', verdict: 'good', ms: 3, fact: PRIVATE.serverText, error: null },
            { name: 'tcp', verdict: 'broken', ms: null, fact: null, error: REFUSED },
          ],
        }),
      ],
      network: { broken: false, since: 0, error: null },
      clockAheadMs: 0,
      everyMs: 60_000,
    },
    storage: {
      kind: 'file',
      fileBytes: 5_242_880,
      logBytes: 1_048_576,
      integrity: 'sound',
      facts: {
        schema: 3,
        bytes: 5_242_880,
        freeBytes: 0,
        accounts: 1,
        conversations: 12,
        messages: 3_456,
        unindexed: 7,
        runEvents: 89,
        samples: 1_440,
        outbox: [{ state: 'deciding', count: 2 }],
        runs: [
          { state: 'failed', count: 1 },
          { state: 'succeeded', count: 4 },
        ],
      },
    },
    sync: { kind: 'offline', since: AT, error: { ...REFUSED, kind: 'http', status: 502 }, nextAt: null, queued: 2 },
    crashes: [
      {
        at: '2026-11-20T13:30:00.000Z',
        kind: 'exception',
        count: 10,
        ms: 61_000,
        program: { version: '0.1.0', electron: '45.4.1', chrome: '156.0.1', node: '24.18.1', system: 'linux-x64' },
        stack: 'TypeError | at Desk.send (index.js:12:7)',
      },
    ],
    problems: [
      {
        at: '2026-11-20T14:00:00.000Z',
        level: 'warn',
        event: 'command.failed',
        command: 'session.probe',
        kind: 'dns',
      },
    ],
    questions: [],
    ...more,
  };
}
