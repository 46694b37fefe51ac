import type { TFunction } from 'i18next';
import type { HotkeyBinding, HotkeyFinding, HotkeyReport, NotificationReport } from '../../../preload/contract.ts';
import type { SignName } from '../../ui/icon.tsx';

export interface Verdict {
  readonly sign: SignName;
  readonly text: string;
}

/** Whether the hotkey works, in one sentence; `write` turns an accelerator into what the platform calls it. */
export function verdictOf(t: TFunction, report: HotkeyReport, write: (accelerator: string) => string): Verdict {
  const { state, proof } = report;
  if (state.kind === 'off') return { sign: 'none', text: t('doctor.off') };
  const keys = write(state.accelerator);
  if (state.kind === 'failed') return { sign: 'problem', text: t('doctor.failed', { keys }) };
  switch (proof.kind) {
    case 'none':
      return { sign: 'silent', text: t('doctor.unproved', { keys }) };
    case 'asked':
      return { sign: 'waiting', text: t('doctor.press', { keys }) };
    case 'proved':
      return { sign: 'ok', text: t('doctor.proved', { keys }) };
    case 'silent':
      return { sign: 'problem', text: t('doctor.silent', { keys }) };
  }
}

/** What stands in the way. */
export function findingText(t: TFunction, finding: HotkeyFinding): string {
  switch (finding.kind) {
    case 'taken':
      return finding.by === null ? t('doctor.taken') : t('doctor.takenBy', { by: finding.by });
    case 'noPortal':
      return t('doctor.noPortal');
    case 'portalRefused':
      return t('doctor.portalRefused');
    case 'noIdentity':
      return t('doctor.noIdentity', { file: finding.file });
    case 'desktopOnly':
      return t('doctor.desktopOnly');
  }
}

const DESKTOPS: Readonly<Record<HotkeyBinding['desktop'], string>> = {
  gnome: 'GNOME',
  kde: 'KDE Plasma',
  sway: 'Sway',
  hyprland: 'Hyprland',
};

/** Where a binding belongs. */
export function bindingTitle(t: TFunction, { desktop, path }: HotkeyBinding): string {
  const name = DESKTOPS[desktop];
  return path === null ? t('doctor.inTerminal', { desktop: name }) : t('doctor.inFile', { desktop: name, path });
}

/** What became of the last notification; `tried` after one was shown on request. */
export function notificationVerdict(t: TFunction, { state }: NotificationReport, tried: boolean): Verdict {
  switch (state) {
    case 'unsupported':
      return { sign: 'problem', text: t('settings.notificationsUnsupported') };
    case 'unknown':
      return tried
        ? { sign: 'silent', text: t('settings.notificationsUnanswered') }
        : { sign: 'none', text: t('settings.notificationsUntried') };
    case 'shown':
      return { sign: 'ok', text: t('settings.notificationsShown') };
    case 'refused':
      return { sign: 'problem', text: t('settings.notificationsRefused') };
  }
}
