import { create } from 'zustand';
import type { HotkeyReport } from '../../../preload/contract.ts';
import { call, on } from '../../ui/bridge.ts';

interface DoctorStore {
  /** `null` until main has answered. */
  readonly report: HotkeyReport | null;
}

export const useDoctor = create<DoctorStore>(() => ({ report: null }));

/** Asks how the hotkey does and follows it until the returned function is called. */
export function followDoctor(): () => void {
  const stop = on('hotkey', (report) => useDoctor.setState({ report }));
  void call('hotkey.report', null).then(keep);
  return stop;
}

/** Waits for one press of the keys. */
export async function prove(): Promise<void> {
  keep(await call('hotkey.prove', null));
}

function keep(result: Awaited<ReturnType<typeof call<'hotkey.report'>>>): void {
  if (result.ok) useDoctor.setState({ report: result.value });
}
