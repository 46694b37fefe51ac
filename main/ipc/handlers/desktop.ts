import type { CommandName } from '../../../preload/contract.ts';
import { ok } from '../../errors.ts';
import type { ShellActions } from '../../ports.ts';
import type { Handlers } from '../dispatcher.ts';

export type DesktopCommand = Extract<CommandName, `hotkey.${string}` | `notifications.${string}`>;

type Desktop = Pick<
  ShellActions,
  | 'hotkeyReport'
  | 'proveHotkey'
  | 'recordHotkey'
  | 'notificationReport'
  | 'tryNotification'
  | 'openNotificationSettings'
>;

export function desktopHandlers(desktop: Desktop): Pick<Handlers, DesktopCommand> {
  return {
    'hotkey.report': async () => ok(await desktop.hotkeyReport()),
    'hotkey.prove': async () => ok(await desktop.proveHotkey()),
    'hotkey.record': ({ on }) => {
      desktop.recordHotkey(on);
      return ok(null);
    },
    'notifications.report': async () => ok(await desktop.notificationReport()),
    'notifications.try': async () => ok(await desktop.tryNotification()),
    'notifications.openSettings': async () => {
      await desktop.openNotificationSettings();
      return ok(null);
    },
  };
}
