import { create } from 'zustand';
import type { AppError, Settings, SettingsPatch } from '../../preload/contract.ts';
import { useApp } from '../app/store.ts';
import { call } from '../ui/bridge.ts';

/** Why the last change could not be kept, or `null`. */
export const useSaving = create<{ readonly error: AppError | null }>(() => ({ error: null }));

/**
 * Changes settings at once on screen; when they cannot be kept, says so and shows what main has: a change that could not
 * be written holds for this run, a refused one does not.
 */
export async function save(patch: SettingsPatch): Promise<void> {
  const before = useApp.getState().settings;
  useApp.setState({ settings: { ...before, ...patch } });
  const result = await call('settings.set', patch);
  useSaving.setState({ error: result.ok ? null : result.error });
  const held = result.ok ? result : await call('settings.get', null);
  useApp.setState(held.ok ? held.value : { settings: before });
}

/** Changes part of what concerns the quick window. */
export function saveQuick(patch: Partial<Settings['quick']>): void {
  void save({ quick: { ...useApp.getState().settings.quick, ...patch } });
}

/** Changes part of what concerns runs of agents. */
export function saveRuns(patch: Partial<Settings['runs']>): void {
  void save({ runs: { ...useApp.getState().settings.runs, ...patch } });
}

/** Changes part of what concerns the network. */
export function saveNetwork(patch: Partial<Settings['network']>): void {
  void save({ network: { ...useApp.getState().settings.network, ...patch } });
}

/** Notes what has been shown and need not come again. */
export function saveSeen(patch: Partial<Settings['seen']>): void {
  void save({ seen: { ...useApp.getState().settings.seen, ...patch } });
}
