import type { DesktopFacts } from '../hotkey/environment.ts';
import type { BusProperty, ReadBus } from './session-bus.ts';

/** https://specifications.freedesktop.org/status-notifier-item/latest/status-notifier-watcher.html, by its older name. */
const HOST: BusProperty = {
  service: 'org.kde.StatusNotifierWatcher',
  path: '/StatusNotifierWatcher',
  interface: 'org.kde.StatusNotifierWatcher',
  name: 'IsStatusNotifierHostRegistered',
};

/**
 * Whether the desktop shows tray icons: `new Tray` succeeds where nobody does, on GNOME without the AppIndicator
 * extension above all. Elsewhere on X11 there may be a tray of the older kind, so nothing is said against it there.
 */
export async function hasTrayHost(
  { desktop, session }: Pick<DesktopFacts, 'desktop' | 'session'>,
  readBus: ReadBus,
): Promise<boolean> {
  if (session !== 'wayland' && desktop !== 'gnome') return true;
  const host = await readBus(HOST);
  switch (host.kind) {
    case 'value':
      return host.value === true;
    case 'absent':
      return false;
    case 'unknown':
      return true;
  }
}
