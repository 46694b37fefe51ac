import { describe, expect, test } from 'vitest';
import { diagnosticsReport } from '../../../main/diagnostics/report.ts';
import { createTranslator } from '../../../main/i18n.ts';
import type { QuestionTimes } from '../../../preload/contract.ts';
import { facts, PRIVATE } from './facts.ts';

const english = (more?: Parameters<typeof facts>[0]) => diagnosticsReport(facts(more), createTranslator('en'));

describe.each(['en', 'fr'] as const)('in %s', (language) => {
  const text = diagnosticsReport(facts(), createTranslator(language));

  test.each(Object.entries(PRIVATE))('the %s is not told', (_what, secret) => {
    expect(text).not.toContain(secret);
  });

  test('of addresses only host and port are told', () => {
    expect(text).not.toMatch(/:\/\/|@|token|\/api/);
    expect(text).toContain('halext.example.org:8443');
    expect(text).toContain('gateway.example.org');
    expect(text).toContain('127.0.0.1:8123');
  });

  test('no label is missing', () => {
    expect(text).not.toMatch(/diagnostics\.|settings\.|undefined|null|\{\{/);
  });
});

test('what whoever helps asks for first is there', () => {
  const text = english();
  for (const line of [
    '- Halext Companion: 0.1.0 (electron, en)',
    '- Electron: 45.0.0',
    '- Memory of the computer: 32.0 GB',
    '- Memory used by the program: 210.0 MB',
    '- Session: signedIn',
    '- Keychain: unavailable / locked',
    '- Synchronisation: offline / http / 502 (2026-11-20T14:42:30.000Z)',
    '- Messages on their way: deciding 2',
    '- Runs: failed 1, succeeded 4',
    '- Hotkey: failed / taken',
    '- Integrity: sound',
    '- Messages: 3456',
    '- gateway, gateway.example.org: key kept: yes',
    '- agui, 127.0.0.1:8123: headers (of them secret): 2 (1), 1.0, 120 s, Demo',
    '  - dns good 3 ms → tcp broken (refused)',
    '- 2026-11-20T14:00:00.000Z warn command.failed command=session.probe kind=dns',
    '- 2026-11-20T13:30:00.000Z exception 0.1.0 61000 ms ×10 TypeError | at Desk.send (index.js:12:7)',
    '- quick.target: lastUsed',
    '- quick.modelId: (…)',
    '- hotkey: Alt+Space',
    '- runs.keepDays: –',
    '- Screen: 2560 × 1440, × 1.5, 90°',
    '- gpu_compositing: enabled',
  ]) {
    expect(text.split('\n')).toContain(line);
  }
});

test('a version that is no version is not repeated', () => {
  expect(english()).toMatch(/gateway, gateway\.example\.org: broken .*: \?\n/);
});

test('signed out, with nothing set up and a database that does not answer, it is still a report', () => {
  const text = english({
    session: { session: { kind: 'signedOut' }, keychain: { kind: 'ok' }, accounts: [] },
    sources: [],
    problems: [],
    crashes: [],
    storage: { kind: 'memory', fileBytes: 0, logBytes: 0, integrity: 'notOnDisk', facts: null },
  });
  expect(text).toContain('- Session: signedOut');
  expect(text).toContain('- Kept in: memory');
  expect(text).toMatch(/## Agents and gateways\n\n- nothing\n/);
  expect(text).toMatch(/## Last problems\n\n- nothing\n/);
});

test('of the questions each part has its usual and its longest time, and each question a line', () => {
  const question = (waiting: number): QuestionTimes => ({
    askedAt: Date.UTC(2026, 10, 20),
    from: 'quick',
    outcome: 'answered',
    opening: null,
    sending: 4,
    waiting,
    receiving: 6,
    drawing: 20,
    total: waiting + 30,
  });
  const text = english({ questions: [question(900), question(2_000), question(1_000)] });
  expect(text).toContain('- waiting for the server: usually 1000 ms, at most 2000 ms');
  expect(text).not.toContain('opening the window');
  expect(text).toContain('- 2026-11-20T00:00:00.000Z quick, answered: – + 4 + 900 + 6 + 20 = 930 ms');
});
