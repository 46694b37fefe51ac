import { create } from 'zustand';
import type { HotkeyReport, NotificationReport } from '../../preload/contract.ts';
import { showPage } from '../app/store.ts';
import { useList } from '../chat/list-store.ts';
import { saveSeen } from '../settings/save.ts';
import { call, on } from '../ui/bridge.ts';

interface FirstStepsStore {
  /** `null` until main has answered. */
  readonly hotkey: HotkeyReport | null;
  readonly notifications: NotificationReport | null;
}

export const useFirstSteps = create<FirstStepsStore>(() => ({ hotkey: null, notifications: null }));

/** Asks what the desktop grants, and follows the hotkey's proof until the returned function is called. */
export function followDesktop(): () => void {
  let told = false;
  let following = true;
  const stop = on('hotkey', (hotkey) => {
    told = true;
    useFirstSteps.setState({ hotkey });
  });
  void call('hotkey.report', null).then((result) => {
    // What was told meanwhile is newer than the answer.
    if (following && !told && result.ok) useFirstSteps.setState({ hotkey: result.value });
  });
  void call('notifications.report', null).then((result) => {
    if (following && result.ok) useFirstSteps.setState({ notifications: result.value });
  });
  return () => {
    following = false;
    stop();
  };
}

/** Waits for one press of the hotkey; it opens nothing. */
export async function proveHotkey(): Promise<void> {
  const result = await call('hotkey.prove', null);
  if (result.ok) useFirstSteps.setState({ hotkey: result.value });
}

/** Shows a notification, to see whether it can be seen. */
export async function tryNotification(): Promise<void> {
  const result = await call('notifications.try', null);
  if (result.ok) useFirstSteps.setState({ notifications: result.value });
}

/** Brings the card back to where it first was: where no conversation is open. */
export function showFirstSteps(): void {
  saveSeen({ firstSteps: false });
  useList.setState({ selected: null });
  showPage('chat');
}
