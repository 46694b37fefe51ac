import { resolve } from 'node:path';
import { app, globalShortcut, Notification, shell } from 'electron';
import type { Clock } from '../clock.ts';
import { toggleCommand } from '../hotkey/command-line.ts';
import type { Translate } from '../i18n.ts';
import type { TopicHub } from '../ipc/topics.ts';
import type { Log } from '../log.ts';
import type { Notices } from '../notices.ts';
import type { ShellActions } from '../ports.ts';
import { createDesktopReader } from './desktop-reader.ts';
import { createHotkeyService, type HotkeyService, type RecordingWindow } from './hotkey-service.ts';
import { createNotificationDesk, SETTINGS_ADDRESS } from './notification-desk.ts';
import { createNotifier, type Notifier } from './notifications.ts';
import { createTrayWatch, type TrayWatch } from './tray-watch.ts';

export interface GrantsDeps {
  readonly hub: TopicHub;
  readonly notices: Notices;
  readonly log: Log;
  readonly clock: Clock;
  readonly translate: () => Translate;
  /** The window in which settings are changed. */
  readonly window: RecordingWindow & { isVisible(): boolean };
  readonly toggleQuick: () => void;
  readonly showMain: () => void;
}

/** What the desktop grants the program, or does not: keys, notifications, a place for its icon. */
export interface Grants {
  readonly hotkey: HotkeyService;
  readonly notifier: Notifier;
  readonly tray: TrayWatch;
  readonly actions: Pick<
    ShellActions,
    | 'hotkey'
    | 'hotkeyReport'
    | 'proveHotkey'
    | 'recordHotkey'
    | 'notificationReport'
    | 'tryNotification'
    | 'openNotificationSettings'
  >;
}

export function createGrants(deps: GrantsDeps): Grants {
  const { hub, notices, clock, translate } = deps;
  const { platform, env, execPath, argv } = process;
  const reader = createDesktopReader(platform, env);
  const hotkey = createHotkeyService({
    registry: globalShortcut,
    platform,
    clock,
    reader,
    command: toggleCommand({ packaged: app.isPackaged, execPath, argv, appImage: env.APPIMAGE }, resolve),
    window: deps.window,
    open: deps.toggleQuick,
    notices,
    log: deps.log,
    changed: (report) => hub.emit('hotkey', report),
  });
  const notifier = createNotifier({
    create: Notification.isSupported() ? (options) => new Notification(options) : null,
    platform,
    clock,
    isSilent: async () => (await reader.doNotDisturb()) === 'on',
    titleOfSeveral: (count) => translate()('notifications.several', { count }),
    openSeveral: deps.showMain,
  });
  const notifications = createNotificationDesk({
    notifier,
    platform,
    doNotDisturb: reader.doNotDisturb,
    translate,
    open: deps.showMain,
  });
  const tray = createTrayWatch({
    hasTrayHost: reader.hasTrayHost,
    notices,
    clock,
    isHidden: () => !deps.window.isVisible(),
    tellHidden: () =>
      notifier.tell({
        about: 'tray',
        title: translate()('notifications.goesOn'),
        body: translate()('notifications.goesOnBody'),
        open: deps.showMain,
      }),
  });
  deps.window.on('hide', tray.hidden);
  return {
    hotkey,
    notifier,
    tray,
    actions: {
      hotkey: hotkey.state,
      hotkeyReport: hotkey.report,
      proveHotkey: hotkey.prove,
      recordHotkey: hotkey.record,
      notificationReport: notifications.report,
      tryNotification: notifications.attempt,
      async openNotificationSettings() {
        const address = SETTINGS_ADDRESS[platform];
        if (address !== undefined) await shell.openExternal(address);
      },
    },
  };
}
