import type { DesktopName, NotificationReport } from '../../preload/contract.ts';
import type { BriefCommand } from './brief-command.ts';
import type { BusProperty, ReadBus } from './session-bus.ts';

/** Plasma's addition to the Desktop Notifications Specification. */
const INHIBITED: BusProperty = {
  service: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications',
  name: 'Inhibited',
};

/**
 * Whether the person has asked the desktop for silence. macOS and Windows hold notifications back themselves, and tell no
 * program that they do.
 */
export async function readDoNotDisturb(
  desktop: DesktopName,
  run: BriefCommand,
  readBus: ReadBus,
): Promise<NotificationReport['doNotDisturb']> {
  switch (desktop) {
    case 'gnome': {
      const banners = await run('gsettings', ['get', 'org.gnome.desktop.notifications', 'show-banners']);
      const shown = banners.kind === 'done' ? banners.text.trim() : '';
      if (shown === 'true') return 'off';
      return shown === 'false' ? 'on' : 'unknown';
    }
    case 'kde': {
      const inhibited = await readBus(INHIBITED);
      if (inhibited.kind !== 'value') return 'unknown';
      return inhibited.value === true ? 'on' : 'off';
    }
    case 'macos':
    case 'windows':
    case 'sway':
    case 'hyprland':
    case 'other':
      return 'unknown';
  }
}
