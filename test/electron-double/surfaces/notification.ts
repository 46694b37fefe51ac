import { makeEvent, type Public, StrictEmitter } from '../emitter.ts';

/** Every notification shown, oldest first. */
const shown: NotificationDouble[] = [];

export class NotificationDouble
  extends StrictEmitter
  implements Public<Electron.Notification, 'id' | 'groupId' | 'groupTitle'>
{
  title: string;
  body: string;
  subtitle: string;
  silent: boolean;
  urgency: 'normal' | 'critical' | 'low';
  timeoutType: 'default' | 'never';
  actions: Electron.NotificationAction[];
  #open = false;

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super('Notification');
    this.title = options.title ?? '';
    this.body = options.body ?? '';
    this.subtitle = options.subtitle ?? '';
    this.silent = options.silent ?? false;
    this.urgency = options.urgency ?? 'normal';
    this.timeoutType = options.timeoutType ?? 'default';
    this.actions = options.actions ?? [];
  }

  show(): void {
    this.#open = true;
    shown.push(this);
    setImmediate(() => this.emit('show', makeEvent()));
  }
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.emit('close', makeEvent());
  }
  /** For the double itself. */
  get _open(): boolean {
    return this.#open;
  }

  static isSupported(): boolean {
    return true;
  }
  static handleActivation(): void {}
}

/** The words of the buttons that are drawn: the systems of the double are those of the process, and Linux draws none. */
function buttonsOf(actions: readonly Electron.NotificationAction[]): string[] {
  return process.platform === 'linux' ? [] : actions.map(({ text = '' }) => text);
}

export const notificationDrive = {
  /** All that were shown; `open` tells whether it is still there. */
  list: () =>
    shown.map(({ title, body, silent, actions, _open }) => ({
      title,
      body,
      silent,
      actions: buttonsOf(actions),
      open: _open,
    })),
  /** A person clicks one; the last unless said otherwise. */
  click(index = -1): void {
    const notification = shown.at(index);
    if (!notification) throw new Error(`There is no notification ${index}`);
    notification.emit('click', makeEvent());
  },
  /** A person presses one of its buttons, found by its words. */
  press(label: string, index = -1): void {
    const notification = shown.at(index);
    const actionIndex = notification ? buttonsOf(notification.actions).indexOf(label) : -1;
    if (!notification || actionIndex < 0) throw new Error(`Notification ${index} has no button ${label}`);
    notification.emit('action', makeEvent({ actionIndex, selectionIndex: -1 }), actionIndex, -1);
  },
};
