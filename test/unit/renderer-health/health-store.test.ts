import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Bridge, HealthReport, Result } from '../../../preload/contract.ts';
import { actionOf } from '../../../renderer/app/keys.ts';
import { followHealth, useHealth, watchHealth } from '../../../renderer/health/health-store.ts';
import { report, service } from './samples.ts';

let told: (next: HealthReport) => void;
let answer: (result: Result<HealthReport>) => void;
let calls: unknown[];

beforeEach(() => {
  calls = [];
  useHealth.setState({ report: null, error: null });
  const companion = {
    call: (command: string, request: unknown) => {
      calls.push([command, request]);
      return new Promise((resolve) => {
        answer = resolve as typeof answer;
      });
    },
    on: (_topic: string, listener: typeof told) => {
      told = listener;
      return () => {
        told = () => {};
      };
    },
  };
  vi.stubGlobal('window', { companion: companion as unknown as Bridge });
});
afterEach(() => vi.unstubAllGlobals());

const settled = () => new Promise((done) => setImmediate(done));

it('keeps what was pushed while the answer was on its way', async () => {
  const [older, newer] = [report([service({ id: 'old' })]), report([service({ id: 'new' })])];
  followHealth();
  told(newer);
  answer({ ok: true, value: older });
  await settled();
  expect(useHealth.getState().report).toBe(newer);
});

it('says why nothing is known, until something is', async () => {
  followHealth();
  answer({ ok: false, error: { kind: 'unknown', message: 'bridge', retryable: false } });
  await settled();
  expect(useHealth.getState()).toMatchObject({ report: null, error: { kind: 'unknown' } });
  told(report([]));
  expect(useHealth.getState()).toMatchObject({ report: { services: [] }, error: null });
});

it('watches while the page is seen, and tells main once for each change', () => {
  const page = Object.assign(new EventTarget(), { visibilityState: 'hidden' });
  const turn = (state: 'hidden' | 'visible') => {
    page.visibilityState = state;
    page.dispatchEvent(new Event('visibilitychange'));
  };
  const stop = watchHealth(page as unknown as Document);
  expect(calls).toEqual([]);
  turn('visible');
  turn('visible');
  turn('hidden');
  turn('visible');
  stop();
  turn('visible');
  expect(calls).toEqual([true, false, true, false].map((on) => ['health.watch', { on }]));
});

it('has keys: ⇧⌘4 for the page, ⌘R to check now', () => {
  const press = { key: '', code: '', ctrlKey: false, metaKey: true, altKey: false, shiftKey: false };
  expect(actionOf({ ...press, code: 'Digit4', key: '$', shiftKey: true }, 'darwin')).toBe('health');
  expect(actionOf({ ...press, code: 'KeyR', key: 'r' }, 'darwin')).toBe('checkNow');
  expect(actionOf({ ...press, code: 'KeyR', key: 'R', shiftKey: true }, 'darwin')).toBeNull();
  expect(actionOf({ ...press, code: 'KeyR', key: 'r' }, 'linux')).toBeNull();
});
