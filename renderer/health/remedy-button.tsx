import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Remedy } from '../../preload/contract.ts';
import { showPage, showSources, useApp } from '../app/store.ts';
import { call } from '../ui/bridge.ts';
import { Button } from '../ui/button.tsx';
import type { IconName } from '../ui/icon.tsx';
import { administratorText, plainAddress } from './administrator-text.ts';
import type { Cause } from './causes.ts';
import { remedyWords } from './sentences.ts';
import { useCheck } from './use-check.ts';

const ICONS: Record<Remedy, IconName> = {
  retry: 'retry',
  openSettings: 'settings',
  signInAgain: 'user',
  openInBrowser: 'external',
  copyForAdministrator: 'copy',
};
/** How long the button says that it has copied, in milliseconds. */
const SAID_FOR = 2000;

/** What can be done about a cause. The network's own is looked at again, unless a proxy needs who runs the network. */
export function remedyOf({ service, fault }: Cause): Remedy | null {
  if (service) return service.remedy;
  return fault === 'proxy' ? 'copyForAdministrator' : 'retry';
}

/** The one button of a cause. `main`: it is the first of the page. */
export function RemedyButton({ cause, remedy, main }: { cause: Cause; remedy: Remedy; main: boolean }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const { busy, check } = useCheck(cause.service?.id ?? null);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAID_FOR);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    const text = administratorText(cause, useApp.getState().info.version, Date.now(), t);
    setCopied((await call('app.copy', { text })).ok);
  };
  const press = () => {
    switch (remedy) {
      case 'retry':
        check();
        break;
      case 'openSettings':
        openSettings(cause);
        break;
      case 'signInAgain':
        signInAgain();
        break;
      case 'openInBrowser':
        if (cause.service) void call('app.openLink', { url: plainAddress(cause.service.address) });
        break;
      case 'copyForAdministrator':
        void copy();
        break;
    }
  };
  const words = copied ? t('health.copied') : remedyWords(remedy, cause.fault, t);
  return (
    <Button
      kind={main ? 'main' : 'plain'}
      icon={copied ? 'check' : isKey(cause, remedy) ? 'key' : ICONS[remedy]}
      busy={busy}
      onClick={press}
    >
      <span aria-live="polite">{words}</span>
    </Button>
  );
}

/** Agents and gateways have settings of their own; everything else belongs to the account. */
function openSettings({ service }: Cause): void {
  if (service?.kind === 'gateway' || service?.kind === 'agui') showSources();
  else showPage('settings');
}

/** The form over the window needs a session that has ended; before main has said so, the settings show the account. */
function signInAgain(): void {
  if (useApp.getState().session.kind === 'expired') useApp.setState({ signingInAgain: true });
  else showPage('settings');
}

function isKey({ fault }: Cause, remedy: Remedy): boolean {
  return remedy === 'openSettings' && (fault === 'keyRefused' || fault === 'keyMissing');
}
