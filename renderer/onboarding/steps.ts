import type { HotkeyReport, NotificationReport, Settings } from '../../preload/contract.ts';

/** What is known about the four things a new person may want to do. */
export interface Situation {
  /** `null` while it is not known. */
  readonly hotkey: HotkeyReport | null;
  readonly sources: number;
  readonly openAtLogin: Settings['openAtLogin'];
  readonly notifications: NotificationReport | null;
}

/** How the hotkey does: `trying` while a press is waited for, `silent` when none came. */
export type HotkeyStep = 'untried' | 'trying' | 'works' | 'silent' | 'off' | 'failed';

/** `held`: the system holds notifications back now, so that showing one would prove nothing. */
export type NotificationStep = 'untried' | 'works' | 'held' | 'refused' | 'unsupported';

export interface Steps {
  readonly hotkey: HotkeyStep;
  readonly sources: boolean;
  readonly openAtLogin: boolean;
  readonly notifications: NotificationStep;
  readonly done: number;
  readonly total: number;
}

/** Where each step stands. A step that this system has no way for does not count. */
export function stepsOf({ hotkey, sources, openAtLogin, notifications }: Situation): Steps {
  const key = hotkeyStep(hotkey);
  const told = notificationStep(notifications);
  const possible = told === 'unsupported' ? [] : [told === 'works'];
  const all = [key === 'works', sources > 0, openAtLogin, ...possible];
  return {
    hotkey: key,
    sources: sources > 0,
    openAtLogin,
    notifications: told,
    done: all.filter(Boolean).length,
    total: all.length,
  };
}

function hotkeyStep(report: HotkeyReport | null): HotkeyStep {
  if (report === null) return 'untried';
  if (report.state.kind !== 'registered') return report.state.kind;
  switch (report.proof.kind) {
    case 'none':
      return 'untried';
    case 'asked':
      return 'trying';
    case 'proved':
      return 'works';
    case 'silent':
      return 'silent';
  }
}

function notificationStep(report: NotificationReport | null): NotificationStep {
  const quiet = report?.doNotDisturb === 'on';
  switch (report?.state) {
    case 'shown':
      return quiet ? 'held' : 'works';
    case 'refused':
      return 'refused';
    case 'unsupported':
      return 'unsupported';
    case 'unknown':
    case undefined:
      return quiet ? 'held' : 'untried';
  }
}
