import type { Notification } from 'electron';

/** One thing worth telling. `about` groups: a newer one about the same replaces the older. */
export interface News {
  readonly about: string;
  readonly title: string;
  readonly body: string;
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
  create: ((options: { title: string; body: string; silent: boolean }) => Notification) | null,
): Notifier {
  const shown = new Map<string, Notification>();

  function seen(about: string): void {
    shown.get(about)?.close();
    shown.delete(about);
  }

  return {
    seen,
    tell({ about, title, body, open }) {
      if (!create) return;
      seen(about);
      const notification = create({ title, body: excerpt(body), silent: false });
      shown.set(about, notification);
      const forget = () => {
        if (shown.get(about) === notification) shown.delete(about);
      };
      notification.on('click', () => {
        forget();
        open();
      });
      notification.on('close', forget);
      notification.on('failed', forget);
      notification.show();
    },
  };
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= BODY ? line : `${line.slice(0, BODY).toWellFormed()}…`;
}
