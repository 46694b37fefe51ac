import type { CommandName, HotkeyState, Settings } from '../../../preload/contract.ts';
import { ok, type Result } from '../../errors.ts';
import type { SettingsStore } from '../../settings/settings.ts';
import type { SettingsTransfer } from '../../settings/transfer.ts';
import type { Handlers } from '../dispatcher.ts';

export type SettingsCommand = Extract<CommandName, `settings.${string}`>;

export interface SettingsHandlerDeps {
  settings: SettingsStore;
  transfer: SettingsTransfer;
  hotkey(): HotkeyState;
}

export function settingsHandlers(deps: SettingsHandlerDeps): Pick<Handlers, SettingsCommand> {
  const { settings, transfer, hotkey } = deps;
  // Whoever listens (theme, hotkey, login item) has acted by now, so the state of the hotkey is the new one.
  const told = (changed: Result<Settings>) =>
    changed.ok ? ok({ settings: changed.value, hotkey: hotkey() }) : changed;
  return {
    'settings.get': () => ok({ settings: settings.get(), hotkey: hotkey() }),
    'settings.set': (patch) => told(settings.set(patch)),
    'settings.reset': ({ names }) => told(transfer.reset(names)),
    'settings.export': () => transfer.export(),
    'settings.chooseImport': () => transfer.choose(),
    'settings.import': (wanted) => transfer.import(wanted),
  };
}
