import { expect, test } from 'vitest';
import type { HotkeyProof, HotkeyReport, HotkeyState, NotificationReport } from '../../../preload/contract.ts';
import { type Situation, stepsOf } from '../../../renderer/onboarding/steps.ts';

const REGISTERED = { kind: 'registered', accelerator: 'Alt+Space' } as const;
const hotkey = (proof: HotkeyProof, state: HotkeyState = REGISTERED): HotkeyReport => ({
  state,
  proof,
  desktop: 'other',
  session: null,
  findings: [],
  bindings: [],
});
const notifications = (state: NotificationReport['state']): NotificationReport => ({
  state,
  doNotDisturb: 'unknown',
  buttons: false,
});
const NOTHING: Situation = { hotkey: null, sources: 0, openAtLogin: false, notifications: null };
const steps = (more: Partial<Situation>) => stepsOf({ ...NOTHING, ...more });

test('nothing is done before anything is known', () => {
  expect(stepsOf(NOTHING)).toEqual({
    hotkey: 'untried',
    sources: false,
    openAtLogin: false,
    notifications: 'untried',
    done: 0,
    total: 4,
  });
});

test('a hotkey is done when a press of it has been seen, not when it is registered', () => {
  expect(steps({ hotkey: hotkey({ kind: 'none' }) })).toMatchObject({ hotkey: 'untried', done: 0 });
  expect(steps({ hotkey: hotkey({ kind: 'asked', until: 1 }) })).toMatchObject({ hotkey: 'trying', done: 0 });
  expect(steps({ hotkey: hotkey({ kind: 'silent' }) })).toMatchObject({ hotkey: 'silent', done: 0 });
  expect(steps({ hotkey: hotkey({ kind: 'proved', at: 1 }) })).toMatchObject({ hotkey: 'works', done: 1 });
});

test('a hotkey that was proved and is lost since counts no more', () => {
  const proved: HotkeyProof = { kind: 'proved', at: 1 };
  const taken: HotkeyState = { kind: 'failed', accelerator: 'Alt+Space', reason: 'taken' };
  expect(steps({ hotkey: hotkey(proved, taken) })).toMatchObject({ hotkey: 'failed', done: 0 });
  expect(steps({ hotkey: hotkey(proved, { kind: 'off' }) })).toMatchObject({ hotkey: 'off', done: 0 });
});

test('a notification that was shown proves nothing while the system holds them back', () => {
  const quiet = (state: NotificationReport['state']) =>
    steps({ notifications: { ...notifications(state), doNotDisturb: 'on' } }).notifications;
  expect(quiet('shown')).toBe('held');
  expect(quiet('unknown')).toBe('held');
  expect(quiet('refused')).toBe('refused');
  expect(steps({ notifications: { ...notifications('shown'), doNotDisturb: 'off' } }).notifications).toBe('works');
});

test('where the system shows no notifications, that step does not count', () => {
  expect(steps({ notifications: notifications('unsupported') })).toMatchObject({ done: 0, total: 3 });
  expect(steps({ notifications: notifications('refused') })).toMatchObject({ done: 0, total: 4 });
  expect(steps({ notifications: notifications('shown'), sources: 2, openAtLogin: true })).toMatchObject({
    done: 3,
    total: 4,
  });
});
