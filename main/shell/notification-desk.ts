import type { NotificationReport } from '../../preload/contract.ts';
import type { Translate } from '../i18n.ts';
import { hasButtons, type Notifier } from './notifications.ts';

/**
 * Where the system keeps the permissions of notifications, on the systems that have an address for it:
 * https://learn.microsoft.com/en-us/windows/apps/develop/launch/launch-settings-app, and for macOS since 13 the name of
 * the pane, which Apple documents nowhere.
 */
export const SETTINGS_ADDRESS: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'x-apple.systempreferences:com.apple.Notifications-Settings.extension',
  win32: 'ms-settings:notifications',
};

export interface NotificationDeskDeps {
  readonly notifier: Pick<Notifier, 'attempt' | 'state'>;
  readonly platform: NodeJS.Platform;
  readonly doNotDisturb: () => Promise<NotificationReport['doNotDisturb']>;
  readonly translate: () => Translate;
  readonly open: () => void;
}

export interface NotificationDesk {
  report(): Promise<NotificationReport>;
  /** Shows one, whatever is switched off and at whatever hour: somebody asked for it just now. */
  attempt(): Promise<NotificationReport>;
}

/** Knows whether notifications of this program can be seen. */
export function createNotificationDesk(deps: NotificationDeskDeps): NotificationDesk {
  const { notifier, translate } = deps;

  async function report(): Promise<NotificationReport> {
    const doNotDisturb = await deps.doNotDisturb();
    return { state: notifier.state(), doNotDisturb, buttons: hasButtons(deps.platform) };
  }

  return {
    report,
    async attempt() {
      const t = translate();
      await notifier.attempt({
        about: 'attempt',
        title: t('notifications.attempt'),
        body: t('notifications.attemptBody'),
        open: deps.open,
      });
      return report();
    },
  };
}
