import type { Notification, NotificationConstructorOptions } from 'electron';
import type { NotificationReport } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import { createBurst } from './notification-burst.ts';

/** A button of a notification, where the system draws them. */
export interface Choice {
  readonly label: string;
  readonly choose: () => void;
}

/** One thing worth telling, in plain text. `about` groups: a newer one about the same replaces the older. */
export interface News {
  /** Kind and id, e.g. `run 7`. */
  readonly about: string;
  readonly title: string;
  readonly body: string;
  readonly choices?: readonly Choice[];
  readonly open: () => void;
}

export interface Notifier {
  tell(news: News): void;
  /** Shows this one by itself; answers when the system has said what became of it, or has said nothing. */
  attempt(news: News): Promise<void>;
  /** The person is looking at it now: take its notification away. */
  seen(about: string): void;
  /** What became of the last one. */
  state(): NotificationReport['state'];
}

export interface NotifierDeps {
  /** `new Notification(…)`, or `null` where the system has none. */
  readonly create: ((options: NotificationConstructorOptions) => Notification) | null;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  /** The person has asked the desktop for silence. */
  readonly isSilent: () => Promise<boolean>;
  /** The title of one notification for so many. */
  readonly titleOfSeveral: (count: number) => string;
  /** Where several things happened, the person chooses what to open. */
  readonly openSeveral: () => void;
}

const BODY = 180;
/** The system answers at once, when it does. */
const ANSWER_MS = 3_000;
const SEVERAL = 'several';

/**
 * System notifications: one per subject, and one for all of them when many come at once. Shown ones are kept referenced:
 * a collected `Notification` loses its click (https://github.com/electron/electron/issues/24524).
 */
export function createNotifier(deps: NotifierDeps): Notifier {
  const { create, platform, clock } = deps;
  /** By subject; `null` while it is not yet known whether to be silent. */
  const shown = new Map<string, { notification: Notification | null }>();
  const burst = createBurst(clock);
  let state: NotificationReport['state'] = create ? 'unknown' : 'unsupported';

  function withdraw(about: string): void {
    const slot = shown.get(about);
    shown.delete(about);
    slot?.notification?.close();
  }

  async function present(news: News, quiet: boolean, settled: () => void): Promise<void> {
    if (!create) return settled();
    const { about, choices = [], open } = news;
    withdraw(about);
    const slot: { notification: Notification | null } = { notification: null };
    shown.set(about, slot);
    const silent = (await deps.isSilent()) || quiet;
    // Seen, or replaced by a newer one, in the meantime.
    if (shown.get(about) !== slot) return settled();
    const buttons = hasButtons(platform) ? choices : [];
    const notification = create(optionsOf(news, buttons, silent, platform));
    slot.notification = notification;
    const forget = () => {
      if (shown.get(about) === slot) shown.delete(about);
    };
    notification.on('show', () => {
      state = 'shown';
      settled();
    });
    notification.on('failed', () => {
      state = 'refused';
      forget();
      settled();
    });
    notification.on('click', () => {
      forget();
      open();
    });
    notification.on('action', ({ actionIndex }) => {
      forget();
      buttons[actionIndex]?.choose();
    });
    notification.on('close', forget);
    notification.show();
  }

  function presentSeveral(all: readonly News[], again: boolean): void {
    for (const { about } of all) withdraw(about);
    const several: News = {
      about: SEVERAL,
      title: deps.titleOfSeveral(all.length),
      body: all.map(({ title }) => title).join(' · '),
      open: deps.openSeveral,
    };
    void present(several, again, () => {});
  }

  return {
    state: () => state,
    tell(news) {
      const { together, again } = burst.add(news);
      if (together === null) void present(news, false, () => {});
      else presentSeveral(together, again);
    },
    attempt: (news) =>
      new Promise((done) => {
        const cancel = clock.after(ANSWER_MS, done);
        void present(news, false, () => {
          cancel();
          done();
        });
      }),
    seen(about) {
      withdraw(about);
      if (burst.remove(about) === 'last') withdraw(SEVERAL);
    },
  };
}

function optionsOf(
  { about, title, body }: News,
  buttons: readonly Choice[],
  silent: boolean,
  platform: NodeJS.Platform,
): NotificationConstructorOptions {
  const [kind = about] = about.split(' ', 1);
  return {
    title,
    body: platform === 'linux' ? escapeMarkup(excerpt(body)) : excerpt(body),
    silent,
    // macOS and Windows put those of one kind together.
    groupId: kind,
    ...(buttons.length > 0 ? { actions: buttons.map(({ label }) => ({ type: 'button', text: label })) } : {}),
  };
}

/** `actions` do nothing on Linux. macOS shows them for signed programs, Windows from the toast itself. */
export function hasButtons(platform: NodeJS.Platform): boolean {
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
