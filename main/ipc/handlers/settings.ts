import type { CommandName, HotkeyState } from '../../../preload/contract.ts';
import { ok } from '../../errors.ts';
import type { SettingsStore } from '../../settings/settings.ts';
import type { Handlers } from '../dispatcher.ts';

export type SettingsCommand = Extract<CommandName, `settings.${string}`>;

export interface SettingsHandlerDeps {
  settings: SettingsStore;
  hotkey(): HotkeyState;
}

export function settingsHandlers({ settings, hotkey }: SettingsHandlerDeps): Pick<Handlers, SettingsCommand> {
  return {
    'settings.get': () => ok({ settings: settings.get(), hotkey: hotkey() }),
    'settings.set': (patch) => {
      const changed = settings.set(patch);
      // Whoever listens (theme, hotkey, login item) has acted by now, so the state of the hotkey is the new one.
      return changed.ok ? ok({ settings: changed.value, hotkey: hotkey() }) : changed;
    },
  };
}
