import type { Notification, NotificationConstructorOptions } from 'electron';

/** A button of a notification, where the system draws them. */
export interface Choice {
  readonly label: string;
  readonly choose: () => void;
}

/** One thing worth telling, in plain text. `about` groups: a newer one about the same replaces the older. */
export interface News {
  readonly about: string;
  readonly title: string;
  readonly body: string;
  readonly choices?: readonly Choice[];
  readonly open: () => void;
}

export interface Notifier {
  tell(news: News): void;
  /** The person is looking at it now: take its notification away. */
  seen(about: string): void;
}

const BODY = 180;

/**
 * System notifications, one per subject. Shown ones are kept referenced: a collected `Notification` loses its click
 * (https://github.com/electron/electron/issues/24524). `create` is `new Notification(…)`, or `null` where the system
 * has none.
 */
export function createNotifier(
  create: ((options: NotificationConstructorOptions) => Notification) | null,
  platform: NodeJS.Platform,
): Notifier {
  const shown = new Map<string, Notification>();

  function seen(about: string): void {
    shown.get(about)?.close();
    shown.delete(about);
  }

  return {
    seen,
    tell({ about, title, body, choices = [], open }) {
      if (!create) return;
      seen(about);
      const buttons = hasButtons(platform) ? choices : [];
      const notification = create({
        title,
        body: platform === 'linux' ? escapeMarkup(excerpt(body)) : excerpt(body),
        silent: false,
        ...(buttons.length > 0 ? { actions: buttons.map(({ label }) => ({ type: 'button', text: label })) } : {}),
      });
      shown.set(about, notification);
      const forget = () => {
        if (shown.get(about) === notification) shown.delete(about);
      };
      notification.on('click', () => {
        forget();
        open();
      });
      notification.on('action', ({ actionIndex }) => {
        forget();
        buttons[actionIndex]?.choose();
      });
      notification.on('close', forget);
      notification.on('failed', forget);
      notification.show();
    },
  };
}

/** `actions` do nothing on Linux. macOS shows them for signed programs, Windows from the toast itself. */
function hasButtons(platform: NodeJS.Platform): boolean {
  return platform === 'darwin' || platform === 'win32';
}

/**
 * On Linux the body may hold markup and the summary may not, and Electron passes both on as they are: what a server
 * wrote must not become a link or a picture there (Desktop Notifications Specification, "Markup").
 */
function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= BODY ? line : `${line.slice(0, BODY).toWellFormed()}…`;
}
